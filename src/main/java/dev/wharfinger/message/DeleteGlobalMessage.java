package dev.wharfinger.message;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.message.MessageEvent.GlobalMessageDeleted;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** A superuser takes a message down; one that is not there is gone. Source: sessions 3.1. */
@Path(Api.ROOT)
public class DeleteGlobalMessage {

  @Inject Call call;
  @Inject Writes writes;
  @Inject Settings settings;

  @DELETE
  @Path("message/{uuid}")
  @ApiOperation(
      summary = "Delete a message to everybody.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteGlobalMessage(@PathParam("uuid") String message) {
    if (!settings.featureSuperUsers()) {
      throw new RefusedException(Refusal.notFound());
    }
    Caller.User caller = call.requireFreshUser();
    if (!caller.superuser()) {
      throw new RefusedException(Refusal.FORBIDDEN);
    }
    Optional<UUID> uuid = PathId.uuid(message);
    return uuid.isEmpty()
        ? Uni.createFrom().item(Replies.noContent())
        : writes.submit(call, caller, new Delete(uuid.get())).map(Replies::noContent);
  }

  record Delete(UUID uuid) implements Command<OptionalLong> {

    @Override
    public Uni<OptionalLong> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT id FROM global_message WHERE uuid = $1")
          .execute(Tuple.of(uuid))
          .map(rows ->
              rows.size() == 0
                  ? OptionalLong.empty()
                  : OptionalLong.of(OneRow.of(rows).getLong(0)));
    }

    @Override
    public Decision decide(OptionalLong message, Ids ids) {
      return message.isPresent()
          ? Decision.accept(new GlobalMessageDeleted(message.getAsLong(), uuid))
          : Decision.accept();
    }
  }
}
