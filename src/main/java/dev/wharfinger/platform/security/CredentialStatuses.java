package dev.wharfinger.platform.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
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
      "SELECT n.id AS account, n.name, n.subject_key, n.enabled AND n.kind = 'user' AS counts";

  private static final String OF_TOKEN =
      HOLDER
          + ", t.id AS token, a.id AS application, a.owner, a.client_id, a.name AS title"
          + " FROM access_token t JOIN namespace n ON n.id = t.account"
          + " LEFT JOIN application a ON a.id = t.application WHERE t.uuid = $1";

  private static final String OF_USER = HOLDER + " FROM namespace n WHERE n.name = $1";

  private static final String OF_ACCOUNT =
      HOLDER
          + ", n.session_epoch, coalesce(n.password_hash, '') <> '' AS has_password"
          + " FROM namespace n WHERE n.id = $1";

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

  /**
   * The state of a credential.
   *
   * @param dependsOn the change keys that invalidate this
   * @param holder empty if it is not valid: no such token, no such user, disabled
   * @param grant present for a token of this service
   * @param sessions present for an account
   */
  record CredentialStatus(
      Set<String> dependsOn,
      Optional<Holder> holder,
      Optional<Caller.Grant> grant,
      Optional<Sessions> sessions) {

    static final CredentialStatus UNKNOWN =
        new CredentialStatus(Set.of(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What the validity of an account's sessions depends on.
   *
   * @param epoch sessions with an earlier one have ended
   */
  record Sessions(long epoch, boolean hasPassword) {}

  /** The state of the access token with this UUID. */
  Uni<CredentialStatus> ofToken(UUID token) {
    return find("token:" + token, OF_TOKEN, token, CredentialStatuses::token);
  }

  /** The state of the user with this name. */
  Uni<CredentialStatus> ofUser(String name) {
    return find("user:" + name, OF_USER, name, CredentialStatuses::user);
  }

  /** The state of the account, for its sessions. */
  Uni<CredentialStatus> ofAccount(long account) {
    return find("session:" + account, OF_ACCOUNT, account, CredentialStatuses::account);
  }

  /** The same, always read from Postgres. */
  Uni<CredentialStatus> ofAccountNow(long account) {
    return load(OF_ACCOUNT, account, CredentialStatuses::account);
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
        .map(rows -> rows.hasNext() ? reader.apply(rows.next()) : CredentialStatus.UNKNOWN);
  }

  private synchronized long generation() {
    return generation;
  }

  /**
   * A missing token may be cached, because its creation is announced, and a missing account,
   * because its id is never reused; a missing name is not cached.
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
    return new CredentialStatus(Set.of(key(row)), holder(row), Optional.empty(), Optional.empty());
  }

  private static CredentialStatus account(Row row) {
    Sessions sessions = new Sessions(row.getLong("session_epoch"), row.getBoolean("has_password"));
    return new CredentialStatus(
        Set.of(key(row)), holder(row), Optional.empty(), Optional.of(sessions));
  }

  private static CredentialStatus token(Row row) {
    Long application = row.getLong("application");
    Caller.Grant grant =
        new Caller.Grant(
            row.getLong("token"),
            application == null
                ? Optional.empty()
                : Optional.of(
                    new Caller.Application(row.getString("client_id"), row.getString("title"))));
    Set<String> dependsOn =
        application == null
            ? Set.of(key(row))
            : Set.copyOf(
                List.of(key(row), "account:" + row.getLong("owner"), "application:" + application));
    return new CredentialStatus(dependsOn, holder(row), Optional.of(grant), Optional.empty());
  }

  private static String key(Row row) {
    return "account:" + row.getLong("account");
  }

  private static Optional<Holder> holder(Row row) {
    return row.getBoolean("counts")
        ? Optional.of(
            new Holder(row.getLong("account"), row.getString("name"), row.getUUID("subject_key")))
        : Optional.empty();
  }
}
