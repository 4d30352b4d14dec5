package dev.wharfinger.application;

import dev.wharfinger.application.AssignmentEvent.TokenAssignmentDeleted;
import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Declines a token that the user is offered. Source: contract sessions 4.3. */
@Path(Api.ROOT)
public class DeleteAssignedAuthorization {

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;

  @DELETE
  @Path("user/assignedauthorization/{assigned_authorization_uuid}")
  @Operation(
      operationId = "deleteAssignedAuthorization",
      summary = "Decline a token that the user is offered.")
  public Uni<Response> deleteAssignedAuthorization(
      @PathParam("assigned_authorization_uuid") String uuid) {
    if (!settings.featureAssignOauthToken()) {
      throw new RefusedException(Refusal.notFound());
    }
    Caller.User caller = call.requireUser(Scope.USER_ADMIN);
    Decline command = new Decline(caller.account(), PathId.requireUuid(uuid));
    return writes
        .submit(writes.begin(call), Writes.actor(call, caller), command)
        .map(Replies::noContent);
  }

  record Decline(long account, UUID uuid) implements Command<Optional<Long>> {

    /** The row id of what he is offered; empty when it is not offered to him. */
    @Override
    public Uni<Optional<Long>> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT id FROM token_assignment WHERE uuid = $1 AND account = $2")
          .execute(Tuple.of(uuid, account))
          .map(rows ->
              rows.size() == 0 ? Optional.empty() : Optional.of(rows.iterator().next().getLong(0)));
    }

    @Override
    public Decision decide(Optional<Long> found, Ids ids) {
      return found
          .map(id -> Decision.accept(new TokenAssignmentDeleted(id)))
          .orElseGet(() -> Decision.reject(Refusal.notFound()));
    }
  }
}
