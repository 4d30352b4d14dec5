package dev.wharfinger.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CacheInvalidation;
import dev.wharfinger.platform.journal.CacheInvalidations;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Whether tokens and users are still valid, cached as long as every change reaches this instance. A
 * result that was queried before a change arrived is returned but not cached.
 */
@Singleton
class CredentialStatuses {

  /** Limits the effect of a change that was not announced. */
  private static final Duration MEMORY = Duration.ofMinutes(1);

  @Bound(
      of = "credentials and accounts whose status is cached",
      unit = "entries",
      beyond = "the least used are evicted and read again",
      test = "CredentialStatusesIT.remembersSoManyAndNoMore")
  static final int REMEMBERED = 5_000;

  private static final String HOLDER =
      "SELECT n.id AS account, n.name, n.subject_key, n.enabled AND n.kind = 'user' AS counts,"
          + " n.session_epoch, coalesce(n.password_hash, '') <> '' AS has_password";

  private static final String OF_TOKEN =
      HOLDER
          + ", t.id AS token, a.id AS application, a.owner, a.client_id, a.name AS title"
          + " FROM access_token t JOIN namespace n ON n.id = t.account"
          + " LEFT JOIN application a ON a.id = t.application WHERE t.uuid = $1";

  private static final String OF_USER = HOLDER + " FROM namespace n WHERE n.name = $1";

  private static final String OF_ACCOUNT = HOLDER + " FROM namespace n WHERE n.id = $1";

  private final Pool pool;
  private final CacheInvalidations changes;
  private final Cache<String, CredentialStatus> known =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(MEMORY).build();
  private long generation;

  @Inject
  CredentialStatuses(Pool pool, CacheInvalidations changes) {
    this.pool = pool;
    this.changes = changes;
    changes.listen(this::forget);
  }

  /** The state of a credential. */
  sealed interface CredentialStatus {

    /** The change keys that invalidate this. */
    Set<String> dependsOn();

    /** There is no such token or account. */
    record Unknown() implements CredentialStatus {
      @Override
      public Set<String> dependsOn() {
        return Set.of();
      }
    }

    /**
     * The account, or that of the token, may not act.
     *
     * @param epoch its sessions with an earlier one have ended
     */
    record Disabled(Set<String> dependsOn, long epoch) implements CredentialStatus {}

    /**
     * A user who may act.
     *
     * @param epoch sessions with an earlier one have ended
     */
    record ActiveUser(Set<String> dependsOn, Holder holder, long epoch, boolean hasPassword)
        implements CredentialStatus {}

    /** A token of this service whose user may act. */
    record ActiveToken(Set<String> dependsOn, Holder holder, Caller.Grant grant)
        implements CredentialStatus {}
  }

  /** The state of the access token with this UUID. */
  Uni<CredentialStatus> ofToken(UUID token) {
    return find("token:" + token, OF_TOKEN, token, CredentialStatuses::token);
  }

  /** The state of the user with this name. */
  Uni<CredentialStatus> ofUser(String name) {
    return find("user:" + name, OF_USER, name, CredentialStatuses::user);
  }

  /** The state of the account, for its sessions. */
  Uni<CredentialStatus> ofAccount(AccountId account) {
    return find(
        "session:" + account.value(), OF_ACCOUNT, account.value(), CredentialStatuses::user);
  }

  /** The same, always read from Postgres. */
  Uni<CredentialStatus> ofAccountNow(AccountId account) {
    return load(OF_ACCOUNT, account.value(), CredentialStatuses::user);
  }

  /** How many there are, for tests. */
  long remembered() {
    known.cleanUp();
    return known.estimatedSize();
  }

  private Uni<CredentialStatus> find(
      String key, String sql, Object value, Function<Row, CredentialStatus> reader) {
    if (!changes.trusted()) {
      return load(sql, value, reader);
    }
    CredentialStatus remembered = known.getIfPresent(key);
    if (remembered != null) {
      return Uni.createFrom().item(remembered);
    }
    long before = generation();
    return load(sql, value, reader).invoke(found -> remember(key, found, before));
  }

  private Uni<CredentialStatus> load(
      String sql, Object value, Function<Row, CredentialStatus> reader) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(value))
        .map(RowSet::iterator)
        .map(rows -> rows.hasNext() ? reader.apply(rows.next()) : new CredentialStatus.Unknown());
  }

  private synchronized long generation() {
    return generation;
  }

  /**
   * A missing token may be cached, because its creation is announced, and a missing account,
   * because no other gets its id and its restoration is announced; a missing name is not cached.
   */
  private synchronized void remember(String key, CredentialStatus found, long before) {
    boolean lasting = !found.dependsOn().isEmpty() || !key.startsWith("user:");
    if (generation == before && lasting && changes.trusted()) {
      known.put(key, found);
    }
  }

  private synchronized void forget(Set<String> keys) {
    generation++;
    if (keys.contains(CacheInvalidation.EVERYTHING)) {
      known.invalidateAll();
      return;
    }
    known.invalidateAll(keys);
    List<String> wide = keys.stream().filter(key -> !key.startsWith("token:")).toList();
    if (!wide.isEmpty()) {
      known.asMap().values().removeIf(it -> !Collections.disjoint(it.dependsOn(), wide));
    }
  }

  private static CredentialStatus user(Row row) {
    Set<String> dependsOn = Set.of(key(row));
    long epoch = row.getLong("session_epoch");
    return row.getBoolean("counts")
        ? new CredentialStatus.ActiveUser(
            dependsOn, holder(row), epoch, row.getBoolean("has_password"))
        : new CredentialStatus.Disabled(dependsOn, epoch);
  }

  private static CredentialStatus token(Row row) {
    Long application = row.getLong("application");
    Set<String> dependsOn =
        application == null
            ? Set.of(key(row))
            : Set.copyOf(
                List.of(key(row), "account:" + row.getLong("owner"), "application:" + application));
    if (!row.getBoolean("counts")) {
      return new CredentialStatus.Disabled(dependsOn, row.getLong("session_epoch"));
    }
    Caller.Grant grant =
        new Caller.Grant(
            row.getLong("token"),
            application == null
                ? Optional.empty()
                : Optional.of(
                    new Caller.Application(row.getString("client_id"), row.getString("title"))));
    return new CredentialStatus.ActiveToken(dependsOn, holder(row), grant);
  }

  private static String key(Row row) {
    return "account:" + row.getLong("account");
  }

  private static Holder holder(Row row) {
    return new Holder(
        new AccountId(row.getLong("account")), row.getString("name"), row.getUUID("subject_key"));
  }
}
