package dev.wharfinger.log;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.SuperuserCall;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Shows superusers what happened to everybody. Source: contract superuser 5.1. */
@Path(Api.ROOT)
public class ListAllLogs {

  @Inject Call call;
  @Inject LogList list;
  @Inject SuperuserCall superusers;

  @GET
  @Path("superuser/logs")
  @ApiOperation(
      summary = "List all usage logs, as a superuser.",
      scope = Scope.SUPER_USER,
      query = {"starttime", "endtime", "page", "next_page"},
      answers = @Answer(schema = "LogPage"))
  public Uni<Response> listAllLogs() {
    Caller.User caller = call.requireFreshUser();
    LogList.Wanted wanted = list.wanted(call);
    var _ = call.query().integer("page", "The page number for the logs");
    superusers.mayRead(caller);
    return list.pageOfAll(wanted).map(Replies::ok);
  }
}
