package dev.wharfinger.accounts.apptoken;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.RegistryUsers;
import dev.wharfinger.platform.security.TokenUses;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.ReadableSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/**
 * Authenticates application-specific tokens at the registry, with the user name {@code $app}.
 * Source: contract neighbours 1 and 2.3, sessions 2.4.
 */
@Singleton
public class AppTokenSignIn {

  private static final String SELECT =
      """
      SELECT t.code, n.id, n.name, n.subject_key
      FROM app_token t JOIN namespace n ON n.id = t.account
      WHERE t.uuid = $1 AND (t.expires IS NULL OR t.expires > $2) AND n.enabled AND n.kind = 'user'
      """;

  private final Pool pool;
  private final ReadableSecrets secrets;
  private final RegistryUsers users;
  private final TokenUses uses;
  private final boolean on;

  @Inject
  AppTokenSignIn(
      Pool pool, ReadableSecrets secrets, RegistryUsers users, TokenUses uses, Settings settings) {
    this.pool = pool;
    this.secrets = secrets;
    this.users = users;
    this.uses = uses;
    this.on = settings.featureAppSpecificTokens();
  }

  /** The owner of an unexpired token, if enabled. */
  public Uni<Optional<Caller.User>> by(String code, Instant now) {
    Optional<UUID> token = on ? AppTokenCode.token(code) : Optional.empty();
    if (token.isEmpty()) {
      return Uni.createFrom().item(Optional.empty());
    }
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(token.get(), now.atOffset(ZoneOffset.UTC)))
        .map(rows ->
            rows.size() == 0 ? Optional.empty() : owner(OneRow.of(rows), token.get(), code));
  }

  /** The token id contained in a code, for counting attempts; empty for text that is not a code. */
  public static String idOf(String code) {
    return AppTokenCode.token(code).map(UUID::toString).orElse("");
  }

  private Optional<Caller.User> owner(Row row, UUID token, String code) {
    String sealed = row.getString("code");
    if (sealed.isEmpty() || !RegistryUsers.same(secrets.open(token.toString(), sealed), code)) {
      return Optional.empty();
    }
    uses.note(token);
    return Optional.of(
        users.user(
            new AccountId(row.getLong("id")), row.getString("name"), row.getUUID("subject_key")));
  }
}
