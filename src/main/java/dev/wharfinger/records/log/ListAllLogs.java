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

/** Shows the usage logs of all accounts to superusers. Source: contract superuser 5.1. */
@Path(Api.ROOT)
public class ListAllLogs {

  @Inject ApiRequest request;
  @Inject LogList list;
  @Inject SuperuserRequest superusers;

  @GET
  @Path("superuser/logs")
  @ApiOperation(
      summary = "List all usage logs, as a superuser.",
      scope = Scope.SUPER_USER,
      query = {"starttime", "endtime", "page", "next_page"},
      answers = @Answer(schema = "LogPage"))
  public Uni<Response> listAllLogs() {
    Caller.User caller = request.requireFreshUser();
    LogList.Wanted wanted = list.wanted(request);
    var _ = request.query().integer("page", "The page number for the logs");
    superusers.mayRead(caller);
    return list.pageOfAll(wanted).map(Replies::ok);
  }
}
