package dev.wharfinger.notification;

import static dev.wharfinger.http.Schema.bool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Schema;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.notification.NotificationEvent.NotificationMarked;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.sql.OneRow;
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

/** Dismisses a notification, or calls it back. Source: contract sessions 2.5. */
@Path(Api.ROOT)
public class UpdateUserNotification {

  static final Schema BODY = Schema.object().property("dismissed", bool());

  @Inject Call call;
  @Inject Writes writes;
  @Inject NotificationView view;

  @PUT
  @Path("user/notifications/{uuid}")
  @ApiOperation(
      summary = "Dismiss a notification of the user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "Notification"))
  public Uni<Response> updateUserNotification(@PathParam("uuid") String notification) {
    ObjectNode body = call.body(BODY);
    Caller.User caller = call.requireUserInScope();
    UUID uuid = PathId.requireUuid(notification);
    boolean dismissed = body.path("dismissed").booleanValue();
    return writes
        .submit(call, caller, new Mark(caller.account(), uuid, dismissed))
        .flatMap(_ -> view.find(caller.account(), uuid))
        .map(Replies::okIfFound);
  }

  /** The state is whether it is dismissed; empty where there is none for him. */
  record Mark(long account, UUID notification, boolean dismissed)
      implements Command<Optional<Boolean>> {

    @Override
    public Uni<Optional<Boolean>> load(SqlConnection connection) {
      return connection
          .preparedQuery(
              "SELECT x.dismissed FROM notification x WHERE x.uuid = $2 AND "
                  + NotificationView.FOR_ME)
          .execute(Tuple.of(account, notification))
          .map(rows ->
              rows.size() == 0 ? Optional.empty() : Optional.of(OneRow.of(rows).getBoolean(0)));
    }

    @Override
    public Decision decide(Optional<Boolean> now, Ids ids) {
      if (now.isEmpty()) {
        return Decision.reject(Refusal.notFound());
      }
      return now.get() == dismissed
          ? Decision.accept()
          : Decision.accept(new NotificationMarked(notification, account, dismissed));
    }
  }
}
