package dev.wharfinger.records.log;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.SuperuserRequest;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Counts the usage logs of all accounts for superusers. Source: contract superuser 12. */
@Path(Api.ROOT)
public class ListAllAggregateLogs {

  @Inject ApiRequest request;
  @Inject LogList list;
  @Inject LogCounts counts;
  @Inject SuperuserRequest superusers;

  @GET
  @Path("superuser/aggregatelogs")
  @ApiOperation(
      summary = "Count all usage logs, as a superuser.",
      scope = Scope.SUPER_USER,
      query = {"starttime", "endtime"},
      answers = @Answer(schema = "LogCounts"))
  public Uni<Response> listAllAggregateLogs() {
    Caller.User caller = request.requireFreshUser();
    LogList.Wanted wanted = list.wanted(request);
    superusers.mayRead(caller);
    return counts.ofAll(wanted).map(Replies::ok);
  }
}
