package dev.wharfinger.repositories.notification;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows one of a user's notifications, dismissed or not. Source: contract sessions 2.5. */
@Path(Api.ROOT)
public class GetUserNotification {

  @Inject ApiRequest request;
  @Inject NotificationView view;

  @GET
  @Path("user/notifications/{uuid}")
  @ApiOperation(
      summary = "Get a notification of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "Notification"))
  public Uni<Response> getUserNotification(@PathParam("uuid") String notification) {
    Caller.User caller = request.requireUserInScope();
    return view.find(caller.account(), PathId.requireUuid(notification)).map(Replies::okIfFound);
  }
}
