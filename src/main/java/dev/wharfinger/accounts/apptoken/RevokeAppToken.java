package dev.wharfinger.accounts.apptoken;

import dev.wharfinger.accounts.apptoken.AppTokenEvent.AppTokenRevoked;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PathId;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.vault.Personal;
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

/** Revokes one of the user's application-specific tokens. Source: contract sessions 2.4. */
@Path(Api.ROOT)
public class RevokeAppToken {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject AppTokenView view;

  @DELETE
  @Path("user/apptoken/{token_uuid}")
  @ApiOperation(
      summary = "Revoke an application-specific token of the current user.",
      scope = Scope.USER_ADMIN,
      tag = "application",
      answers = @Answer(status = 204))
  public Uni<Response> revokeAppToken(@PathParam("token_uuid") String token) {
    view.requireOn();
    Caller.User caller = request.requireFreshUserInScope();
    Revoke command = new Revoke(PathId.requireUuid(token), caller.account(), caller.key());
    return writes.submit(request, caller, command).map(Replies::noContent);
  }

  /** A token of the user. */
  record Owned(long id, String title) {}

  /**
   * The command.
   *
   * @param key of the user's personal data
   */
  record Revoke(UUID uuid, AccountId account, UUID key) implements Command<Optional<Owned>> {

    /** The token, if it is the user's. */
    @Override
    public Uni<Optional<Owned>> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT id, title FROM app_token WHERE uuid = $1 AND account = $2")
          .execute(Tuple.of(uuid, account.value()))
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
          .orElseGet(() -> Decision.reject(CommonRejection.NOT_FOUND));
    }
  }
}
