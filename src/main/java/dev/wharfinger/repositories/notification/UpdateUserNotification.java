package dev.wharfinger.repositories.notification;

import static dev.wharfinger.platform.http.Schema.bool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.notification.NotificationEvent.NotificationMarked;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Dismisses a notification, or restores it. Source: contract sessions 2.5. */
@Path(Api.ROOT)
public class UpdateUserNotification {

  static final Schema BODY = Schema.object().property("dismissed", bool());

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject NotificationView view;

  @PUT
  @Path("user/notifications/{uuid}")
  @ApiOperation(
      summary = "Dismiss a notification of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "Notification"))
  public Uni<Response> updateUserNotification(@PathParam("uuid") String notification) {
    ObjectNode body = request.body(BODY);
    Caller.User caller = request.requireUserInScope();
    UUID uuid = PathId.requireUuid(notification);
    boolean dismissed = body.path("dismissed").booleanValue();
    return writes
        .submit(request, caller, new MarkDismissed(caller.account(), uuid, dismissed))
        .flatMap(_ -> view.find(caller.account(), uuid))
        .map(Replies::okIfFound);
  }

  /** The state is whether it is dismissed; empty if the user has no such notification. */
  record MarkDismissed(AccountId account, UUID notification, boolean dismissed)
      implements Command<Optional<Boolean>> {

    @Override
    public Uni<Optional<Boolean>> load(SqlConnection connection) {
      return connection
          .preparedQuery(
              "SELECT x.dismissed FROM notification x WHERE x.uuid = $2 AND "
                  + NotificationView.FOR_ME)
          .execute(Tuple.of(account.value(), notification))
          .map(rows ->
              rows.size() == 0 ? Optional.empty() : Optional.of(OneRow.of(rows).getBoolean(0)));
    }

    @Override
    public Decision decide(Optional<Boolean> now, Ids ids) {
      if (now.isEmpty()) {
        return Decision.reject(CommonRejection.NOT_FOUND);
      }
      return now.get() == dismissed
          ? Decision.accept()
          : Decision.accept(new NotificationMarked(notification, account, dismissed));
    }
  }
}
