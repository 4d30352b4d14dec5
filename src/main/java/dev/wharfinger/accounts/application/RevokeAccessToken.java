package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.OAuthReplies.INVALID_REQUEST;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.AccessTokens;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/**
 * Revokes a token (RFC 7009). The token is its own credential, because its holder may revoke it; an
 * invalid or expired token gets the same answer.
 */
@Path("/oauth")
public class RevokeAccessToken {

  @Inject ApiRequest request;
  @Inject Writes writes;
  @Inject Pool pool;
  @Inject AccessTokens tokens;

  @POST
  @Path("revoke")
  @ApiOperation(
      summary = "Revoke an access token.",
      tag = "application",
      rules = Rule.SESSION_COOKIE)
  public Uni<Response> revokeAccessToken(@Context HttpServerRequest http) {
    return Uni.createFrom()
        .item(() -> OAuthForm.of(http, request.rawBody()).value("token"))
        .map(token -> token.orElseThrow(() -> new ApiException(INVALID_REQUEST)))
        .flatMap(tokens::read)
        .flatMap(uuid -> uuid.map(this::revoke).orElseGet(() -> Uni.createFrom().voidItem()))
        .map(_ -> Response.ok().build())
        .onFailure(OAuthReplies::answers)
        .recoverWithItem(OAuthReplies::failed);
  }

  private Uni<Void> revoke(UUID token) {
    return pool.preparedQuery(
            """
            SELECT t.id, n.id AS account, n.name, n.subject_key
            FROM access_token t JOIN namespace n ON n.id = t.account WHERE t.uuid = $1
            """)
        .execute(Tuple.of(token))
        .flatMap(rows ->
            rows.size() == 0 ? Uni.createFrom().voidItem() : submit(token, OneRow.of(rows)));
  }

  private Uni<Void> submit(UUID token, Row row) {
    return writes
        .submit(writes.beginAnew(request), actor(row), new Revoke(row.getLong("id"), token))
        .replaceWithVoid();
  }

  private Actor actor(Row row) {
    UUID key = row.getUUID("subject_key");
    return new Actor(
        AccountId.ofNullable(row.getLong("account")),
        new Personal.Known(row.getString("name"), key),
        request.clientAddress().map(it -> new Personal.Known(it, key)).orElse(null),
        request.userAgent().map(it -> new Personal.Known(it, key)).orElse(null),
        row.getLong("id"),
        null,
        null);
  }

  record Revoke(long token, UUID uuid) implements Command<Boolean> {

    /** Whether it still exists. */
    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return connection
          .preparedQuery("SELECT FROM access_token WHERE id = $1")
          .execute(Tuple.of(token))
          .map(rows -> rows.size() == 1);
    }

    @Override
    public Decision decide(Boolean alive, Ids ids) {
      return alive ? Decision.accept(new AccessTokenRevoked(token, uuid)) : Decision.accept();
    }
  }
}
