package dev.wharfinger.log;

import dev.wharfinger.http.Api;
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
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Shows a user what happened to his own account. Source: contract neighbours 9. */
@Path(Api.ROOT)
public class ListUserLogs {

  @Inject Call call;
  @Inject LogList list;

  @GET
  @Path("user/logs")
  @Operation(operationId = "listUserLogs", summary = "List the usage logs of the user.")
  public Uni<Response> listUserLogs() {
    LogList.Wanted wanted = list.wanted(call);
    Caller.User caller = call.requireUser();
    if (!caller.may(Scope.USER_ADMIN)) {
      throw new RefusedException(Refusal.denied(caller));
    }
    return list.page(caller.account(), false, wanted).map(Replies::ok);
  }
}
