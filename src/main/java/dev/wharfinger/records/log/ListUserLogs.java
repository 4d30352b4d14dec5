package dev.wharfinger.records.log;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Shows what happened to the user's own account. Source: contract neighbours 9. */
@Path(Api.ROOT)
public class ListUserLogs {

  @Inject ApiRequest request;
  @Inject LogList list;

  @GET
  @Path("user/logs")
  @ApiOperation(
      summary = "List the usage logs of the current user.",
      scope = Scope.USER_ADMIN,
      query = {"starttime", "endtime", "performer", "next_page"},
      answers = @Answer(schema = "LogPage"))
  public Uni<Response> listUserLogs() {
    LogList.Wanted wanted = list.wanted(request);
    Caller.User caller = request.requireUserInScope();
    return list.page(caller.account(), false, wanted).map(Replies::ok);
  }
}
