package dev.wharfinger.repositories.notification;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
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

/** Lists a user's notifications that were not dismissed. Source: contract sessions 2.5. */
@Path(Api.ROOT)
public class ListUserNotifications {

  private static final long PAGE = 5;

  @Bound(
      of = "page of notifications",
      unit = "items",
      beyond = "the page ends, with additional",
      test = "NotificationsApiTest.givesAHundredAtATime")
  private static final long MAX_PAGE = 100;

  @Bound(
      of = "pages of notifications",
      unit = "pages",
      beyond = "the page after the last is empty",
      test = "NotificationsApiTest.pagesFromTheNewestOn")
  private static final long MAX_OFFSET = 1_000_000;

  @Inject ApiRequest request;
  @Inject NotificationView view;

  @GET
  @Path("user/notifications")
  @ApiOperation(
      summary = "List the notifications of the current user.",
      scope = Scope.USER_ADMIN,
      query = {"notification_page", "notification_limit"},
      answers = @Answer(schema = "NotificationPage"))
  public Uni<Response> listUserNotifications() {
    long page = request.query().integer("page", "Offset page number. (int)", 0);
    long limit = request.query().integer("limit", "Limit on the number of results (int)", PAGE);
    Caller.User caller = request.requireUserInScope();
    if (page < 0 || limit < 0) {
      throw new ApiException(ApiError.invalidRequest("page and limit must not be negative"));
    }
    long size = Math.min(limit, MAX_PAGE);
    long before = Math.min(Math.max(page, 1) - 1, MAX_OFFSET) * size;
    return view.page(caller.account(), size, before).map(Replies::ok);
  }
}
