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
import jakarta.ws.rs.core.Response;

/** Counts what happened to a user, for himself. Source: contract neighbours 9. */
@Path(Api.ROOT)
public class GetAggregateUserLogs {

  @Inject Call call;
  @Inject LogList list;
  @Inject LogCounts counts;
  @Inject Settings settings;

  @GET
  @Path("user/aggregatelogs")
  @ApiOperation(
      summary = "Count the usage logs of the user.",
      scope = Scope.USER_ADMIN,
      query = {"starttime", "endtime", "performer"},
      answers = @Answer(schema = "LogCounts"))
  public Uni<Response> getAggregateUserLogs() {
    if (!settings.featureAggregatedLogCountRetrieval()) {
      throw new RefusedException(Refusal.notFound());
    }
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUserInScope();
    return counts.of(caller.account(), false, wanted).map(Replies::ok);
  }
}
