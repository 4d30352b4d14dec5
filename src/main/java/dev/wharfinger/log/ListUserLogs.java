package dev.wharfinger.log;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Shows a user what happened to his own account. Source: contract neighbours 9. */
@Path(Api.ROOT)
public class ListUserLogs {

  @Inject Call call;
  @Inject LogList list;

  @GET
  @Path("user/logs")
  @ApiOperation(
      summary = "List the usage logs of the user.",
      scope = Scope.USER_ADMIN,
      query = {"starttime", "endtime", "performer", "next_page"},
      answers = @Answer(schema = "LogPage"))
  public Uni<Response> listUserLogs() {
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUserInScope();
    return list.page(caller.account(), false, wanted).map(Replies::ok);
  }
}
