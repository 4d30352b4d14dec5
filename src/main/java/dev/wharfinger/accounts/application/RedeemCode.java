package dev.wharfinger.accounts.application;

import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenIssued;
import dev.wharfinger.accounts.application.ApplicationEvent.AccessTokenRevoked;
import dev.wharfinger.accounts.application.ApplicationEvent.AuthorizationCodeRedeemed;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges a code for a token, once. A code that is presented again was stolen by one of its two
 * senders, so its token is revoked as well (RFC 6749 4.1.2, 10.5).
 *
 * @param digest of the code
 * @param scope as sent by the client; must be equivalent to the granted scope
 * @param token the UUID of the token to be issued
 */
record RedeemCode(
    long application,
    String digest,
    String redirectUri,
    String scope,
    Optional<String> verifier,
    UUID token,
    Instant now,
    Instant expires)
    implements Command<RedeemCode.State> {

  /** The state of the code. */
  sealed interface State {

    /** The application has no such code. */
    record Missing() implements State {}

    /**
     * It was not exchanged yet.
     *
     * @param enabled whether the user who granted it is enabled
     */
    record Open(
        long code,
        AccountId account,
        boolean enabled,
        String scope,
        String redirectUri,
        @Nullable String challenge,
        Instant expires)
        implements State {}

    /** It was exchanged, and its token is valid. */
    record Redeemed(long token, UUID uuid) implements State {}

    /** It was exchanged, and its token no longer exists. */
    record Spent() implements State {}
  }

  private static final String SELECT =
      """
      SELECT c.id, c.account, n.enabled, c.scope, c.redirect_uri, c.code_challenge, c.expires,
             c.redeemed_by, t.uuid
      FROM authorization_code c JOIN namespace n ON n.id = c.account
      LEFT JOIN access_token t ON t.id = c.redeemed_by
      WHERE c.digest = $1 AND c.application = $2
      """;

  @Override
  public Uni<State> load(SqlConnection connection) {
    return connection
        .preparedQuery(SELECT)
        .execute(Tuple.of(digest, application))
        .map(rows -> rows.size() == 0 ? new State.Missing() : state(OneRow.of(rows)));
  }

  private static State state(Row row) {
    Long redeemedBy = row.getLong("redeemed_by");
    if (redeemedBy == null) {
      return new State.Open(
          row.getLong("id"),
          new AccountId(row.getLong("account")),
          row.getBoolean("enabled"),
          row.getString("scope"),
          row.getString("redirect_uri"),
          row.getString("code_challenge"),
          row.getOffsetDateTime("expires").toInstant());
    }
    UUID uuid = row.getUUID("uuid");
    return uuid == null ? new State.Spent() : new State.Redeemed(redeemedBy, uuid);
  }

  @Override
  public Decision decide(State state, Ids ids) {
    return switch (state) {
      case State.Missing _, State.Spent _ -> Decision.reject(GrantRejection.INVALID_CODE);
      case State.Redeemed(long earlier, UUID uuid) ->
          Decision.accept(new AccessTokenRevoked(earlier, uuid));
      case State.Open open when !fits(open) -> Decision.reject(GrantRejection.INVALID_CODE);
      case State.Open open -> {
        long id = ids.next();
        yield Decision.accept(
            new AccessTokenIssued(id, token, open.account(), application, open.scope(), expires),
            new AuthorizationCodeRedeemed(open.code(), id));
      }
    };
  }

  private boolean fits(State.Open open) {
    return now.isBefore(open.expires())
        && open.enabled()
        && redirectUri.equals(open.redirectUri())
        && Scope.parse(scope).equals(Scope.parse(open.scope()))
        && CodeChallenge.fits(open.challenge(), verifier);
  }

  @Override
  public String toString() {
    return "RedeemCode[" + application + "]";
  }
}
