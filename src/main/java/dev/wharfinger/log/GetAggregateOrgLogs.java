package dev.wharfinger.log;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Counts what happened to an organization, for its administrators. Source: contract neighbours 9.
 */
@Path(Api.ROOT)
public class GetAggregateOrgLogs {

  @Inject Call call;
  @Inject LogList list;
  @Inject LogCounts counts;
  @Inject LogReader reader;
  @Inject Settings settings;

  @GET
  @Path("organization/{orgname}/aggregatelogs")
  @ApiOperation(
      summary = "Count the usage logs of an organization.",
      scope = Scope.ORG_ADMIN,
      query = {"starttime", "endtime", "performer"},
      answers = @Answer(schema = "LogCounts"))
  public Uni<Response> getAggregateOrgLogs(@PathParam("orgname") String name) {
    if (!settings.featureAggregatedLogCountRetrieval()) {
      throw new RefusedException(Refusal.notFound());
    }
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUser();
    return reader
        .account(name, caller, wanted)
        .flatMap(account -> counts.of(account, true, wanted))
        .map(Replies::ok);
  }
}
