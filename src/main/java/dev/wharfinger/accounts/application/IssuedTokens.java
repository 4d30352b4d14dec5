package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.AccessTokens;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** The signed text of tokens that are in the journal; the same row always gives an equal token. */
@Singleton
public class IssuedTokens {

  private static final String SELECT =
      """
      SELECT t.id, t.account, t.scope, t.created, t.expires, a.client_id, a.name
      FROM access_token t LEFT JOIN application a ON a.id = t.application
      WHERE t.uuid = $1
      """;

  private final Pool pool;
  private final AccessTokens tokens;

  @Inject
  IssuedTokens(Pool pool, AccessTokens tokens) {
    this.pool = pool;
    this.tokens = tokens;
  }

  /** The text of a token; empty if it was revoked meanwhile. */
  public Uni<Optional<String>> text(UUID token) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(token))
        .flatMap(rows ->
            rows.size() == 0
                ? Uni.createFrom().item(Optional.empty())
                : tokens.sign(content(token, OneRow.of(rows))).map(Optional::of));
  }

  private static AccessTokens.Content content(UUID token, Row row) {
    return new AccessTokens.Content(
        row.getLong(0),
        token,
        new AccountId(row.getLong(1)),
        row.getString(2),
        Optional.ofNullable(row.getString(5))
            .map(clientId -> new Caller.Application(clientId, row.getString(6))),
        row.getOffsetDateTime(3).toInstant(),
        row.getOffsetDateTime(4).toInstant());
  }
}
