package dev.wharfinger.accounts.message;

import dev.wharfinger.accounts.message.MessageEvent.GlobalMessageDeleted;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
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

/**
 * A superuser deletes a message; deleting one that does not exist succeeds. Source: sessions 3.1.
 */
@Path(Api.ROOT)
public class DeleteGlobalMessage {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Settings settings;

  @DELETE
  @Path("message/{uuid}")
  @ApiOperation(
      summary = "Delete a message for all users.",
      scope = Scope.SUPER_USER,
      answers = @Answer(status = 204))
  public Uni<Response> deleteGlobalMessage(@PathParam("uuid") String message) {
    if (!settings.featureSuperUsers()) {
      throw new ApiException(ApiError.notFound());
    }
    Caller.User caller = request.requireFreshUser();
    if (!caller.superuser()) {
      throw new ApiException(ApiError.FORBIDDEN);
    }
    Optional<UUID> uuid = PathId.uuid(message);
    return uuid.isEmpty()
        ? Uni.createFrom().item(Replies.noContent())
        : writes.submit(request, caller, new Delete(uuid.get())).map(Replies::noContent);
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
