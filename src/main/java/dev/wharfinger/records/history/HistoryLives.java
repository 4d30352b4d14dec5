package dev.wharfinger.records.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Which entities bore a name, for a caller who may see their history: administrators that of their
 * own namespaces, users their own, superusers every one.
 */
@Singleton
class HistoryLives {

  @Bound(
      of = "entities that bore the same name, in a history",
      unit = "items",
      beyond = "the earliest are found by their id only",
      test = "HistoryApiTest.tellsLivesOfOneNameApart")
  private static final int MOST = 20;

  /** $1 and what follows name the entity; $5 is the caller. */
  private static final String LIVES =
      """
      SELECT bearer.entity, life.born, life.namespace, life.ended, %s AS administers
      FROM bearer, LATERAL (
        (SELECT e.born, e.namespace, e.seq AS ended FROM history_end e
          WHERE e.entity = bearer.entity ORDER BY e.seq DESC LIMIT %d)
        UNION ALL
        SELECT last.born, last.namespace, NULL FROM (SELECT v.born, v.namespace, v.document
          FROM history_version v WHERE v.entity = bearer.entity
          ORDER BY v.seq DESC, v.step DESC LIMIT 1) last
        WHERE last.document IS NOT NULL) life
      """
          .formatted(NamespaceRights.administers("life.namespace", "$5"), MOST);

  private static final String ACCOUNTS =
      """
      SELECT DISTINCT entity FROM (
        (SELECT entity FROM history_name WHERE owner = 0 AND kind = 'account' AND name = $1
          ORDER BY seq DESC LIMIT %d)
        UNION ALL
        SELECT 'account/' || id FROM namespace WHERE name = $1 AND kind <> 'robot') found
      """
          .formatted(MOST);

  private static final String OF_ACCOUNT =
      "WITH bearer AS (SELECT entity FROM ("
          + ACCOUNTS
          + ") named WHERE $2 = '' AND $3 = '' AND $4::bigint = 0)"
          + LIVES;

  private static final String WITHIN =
      "WITH owner AS ("
          + ACCOUNTS
          + """
          ), bearer AS (SELECT DISTINCT entity FROM (
            SELECT n.entity FROM owner JOIN history_name n
              ON n.owner = split_part(owner.entity, '/', 2)::bigint AND n.kind = $2 AND n.name = $3
            WHERE $4::bigint = 0 ORDER BY n.seq DESC LIMIT %d) found)
          """
              .formatted(MOST)
          + LIVES;

  private static final String BY_ID =
      """
      WITH bearer AS (SELECT $2 || '/' || $4::bigint AS entity WHERE $1 = '' AND $3 = '')
      """
          + LIVES;

  private final Pool pool;

  @Inject
  HistoryLives(Pool pool) {
    this.pool = pool;
  }

  /**
   * A life of an entity that has a name of its own; it has another after it was restored.
   *
   * @param namespace the account that it belongs to
   * @param born the record that made it
   * @param ended the record that ended it; null while it lives
   */
  record Life(String entity, long namespace, long born, @Nullable Long ended) {

    /** Its id. */
    long id() {
      return HistoryKinds.id(entity);
    }

    /** Whether it was there after a record. */
    boolean covers(long seq) {
      return born <= seq && (ended == null || seq < ended);
    }

    /** The owner whose parts come first: the account as a namespace, or the entity. */
    long firstOwner() {
      return isNamespace() ? -id() : id();
    }

    /** Whether it is a namespace. */
    boolean isNamespace() {
      return entity.equals(HistoryKinds.ACCOUNT + "/" + namespace);
    }
  }

  /**
   * What was found.
   *
   * @param life the one asked for
   * @param others that bore the name and that the caller may see, the latest first
   * @param inspects whether the caller may see what users keep to themselves
   */
  record Found(Life life, List<Life> others, boolean inspects) {

    /**
     * A state of an entity as far as the caller may see it: a user's own affairs stay so when the
     * account has become an organization.
     */
    @Nullable ObjectNode visible(String entity, @Nullable ObjectNode state) {
      return inspects || state == null || !entity.equals(life.entity()) || !isUser(state)
          ? state
          : null;
    }
  }

  /** Whether a state is that of a user. */
  static boolean isUser(ObjectNode state) {
    return state.path("kind").asText().equals("USER");
  }

  /**
   * The entity of a name that was there after a record, or else the last one before it, or else the
   * first one; with an id, that one. Callers who may see none are refused as if there were none.
   */
  Uni<Found> find(HistoryKind kind, String name, OptionalLong id, long seq, Caller.User caller) {
    return rows(kind, name, id, caller)
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> isVisible(row, caller))
                .map(HistoryLives::life)
                .filter(life ->
                    (kind == HistoryKind.ROBOT) != life.isNamespace()
                        || kind.entity() != HistoryKinds.ACCOUNT)
                .sorted(Comparator.comparing(Life::born).reversed())
                .toList())
        .map(lives -> {
          if (lives.isEmpty()) {
            throw sees(caller)
                ? ApiException.notFound()
                : new ApiException(ApiError.denied(caller));
          }
          Life life = choose(lives, seq);
          return new Found(
              life,
              lives.stream().filter(other -> !other.equals(life)).toList(),
              sees(caller) || life.namespace() == caller.account().value());
        });
  }

  private Uni<RowSet<Row>> rows(
      HistoryKind kind, String name, OptionalLong id, Caller.User caller) {
    long account = caller.account().value();
    if (id.isPresent()) {
      return query(BY_ID, Tuple.of("", kind.entity(), "", id.getAsLong(), account));
    }
    HistoryKind.Name parts = kind.parse(name);
    return parts
        .within()
        .map(within ->
            query(WITHIN, Tuple.of(parts.namespace(), kind.entity(), within, 0L, account)))
        .orElseGet(() -> query(OF_ACCOUNT, Tuple.of(parts.namespace(), "", "", 0L, account)));
  }

  private Uni<RowSet<Row>> query(String sql, Tuple values) {
    return pool.preparedQuery(sql).execute(values);
  }

  private static Life life(Row row) {
    return new Life(
        row.getString("entity"),
        row.getLong("namespace"),
        row.getLong("born"),
        row.getLong("ended"));
  }

  private static Life choose(List<Life> lives, long seq) {
    return lives.stream()
        .filter(life -> life.covers(seq))
        .findFirst()
        .or(() -> lives.stream().filter(life -> life.born() <= seq).findFirst())
        .orElseGet(lives::getLast);
  }

  private static boolean isVisible(Row row, Caller.User caller) {
    return sees(caller) || (row.getBoolean("administers") && caller.may(Scope.ORG_ADMIN));
  }

  /** Whether the caller may see every history. */
  static boolean sees(Caller.User caller) {
    return caller.superuser() || caller.readOnlySuperuser();
  }
}
