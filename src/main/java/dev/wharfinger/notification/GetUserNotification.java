package dev.wharfinger.notification;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows one of a user's notifications, dismissed or not. Source: contract sessions 2.5. */
@Path(Api.ROOT)
public class GetUserNotification {

  @Inject Call call;
  @Inject NotificationView view;

  @GET
  @Path("user/notifications/{uuid}")
  @ApiOperation(
      summary = "Get a notification of the user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "Notification"))
  public Uni<Response> getUserNotification(@PathParam("uuid") String notification) {
    Caller.User caller = call.requireUserInScope();
    return view.find(caller.account(), PathId.requireUuid(notification)).map(Replies::okIfFound);
  }
}
