package dev.wharfinger.apptoken;

import dev.wharfinger.apptoken.AppTokenEvent.AppTokenRevoked;
import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.Replies;
import dev.wharfinger.http.Writes;
import dev.wharfinger.journal.Command;
import dev.wharfinger.journal.Decision;
import dev.wharfinger.journal.Ids;
import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import dev.wharfinger.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;

/** Ends one of the user's application-specific tokens. Source: contract sessions 2.4. */
@Path(Api.ROOT)
public class RevokeAppToken {

  @Inject Call call;
  @Inject Writes writes;
  @Inject AppTokenView view;

  @DELETE
  @Path("user/apptoken/{token_uuid}")
  @ApiOperation(
      summary = "Revoke an application-specific token of the user.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(status = 204))
  public Uni<Response> revokeAppToken(@PathParam("token_uuid") String token) {
    view.requireOn();
    Caller.User caller = call.requireFreshUserInScope();
    Revoke command = new Revoke(PathId.requireUuid(token), caller.account(), caller.key());
    return writes.submit(call, caller, command).map(Replies::noContent);
  }

  /** A token of the user. */
  record Owned(long id, String title) {}

  /**
   * The command.
   *
   * @param key of the user's personal data
   */
  record Revoke(UUID uuid, long account, UUID key) implements Command<Optional<Owned>> {

    /** The token, if it is his. */
    @Override
    public Uni<Optional<Owned>> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT id, title FROM app_token WHERE uuid = $1 AND account = $2")
          .execute(Tuple.of(uuid, account))
          .map(rows -> rows.iterator())
          .map(rows -> rows.hasNext() ? Optional.of(rows.next()) : Optional.<Row>empty())
          .map(found -> found.map(row -> new Owned(row.getLong(0), row.getString(1))));
    }

    @Override
    public Decision decide(Optional<Owned> state, Ids ids) {
      return state
          .map(token ->
              Decision.accept(
                  new AppTokenRevoked(
                      token.id(), uuid, account, new Personal.Known(token.title(), key))))
          .orElseGet(() -> Decision.reject(Refusal.notFound()));
    }
  }
}
