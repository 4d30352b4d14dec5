package dev.wharfinger.platform.vault;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/** The table {@code vault.subject_key}, and how far it has followed the log. */
record KeyTable(Pool pool) {

  /** How many keys are told to the log again at once. */
  private static final int RESENT_AT_ONCE = 256;

  /** Erased is for ever: a key that comes after it changes nothing, and the log is told so. */
  private static final String PUT =
      """
      INSERT INTO vault.subject_key AS k (id, wrapped, erased, created, on_topic)
      SELECT id, decode(nullif(wrapped, ''), 'base64'), CASE WHEN wrapped = '' THEN now() END,
        now(), true
      FROM unnest($1::uuid[], $2::text[]) AS told (id, wrapped)
      ON CONFLICT (id) DO UPDATE SET
        wrapped = CASE WHEN k.erased IS NULL THEN excluded.wrapped END,
        erased = coalesce(k.erased, excluded.erased),
        on_topic = k.erased IS NULL OR excluded.erased IS NOT NULL
      """;

  /**
   * How far the table has followed the log.
   *
   * @param next offset of the next entry
   * @param foreign the last offset of something that no holder of the master key wrote, or -1
   * @param told whether the log says everything that the table does
   */
  record Position(String logId, long next, long foreign, boolean told) {}

  /**
   * What some entries mean for the table.
   *
   * @param states at most one for each key
   * @param replaced keys whose entries in the log were replaced by somebody else
   * @param foreign as in {@link Position}
   */
  record Changes(Collection<KeyState> states, Collection<UUID> replaced, long foreign) {}

  /** Remembers the id of the master key in an empty database; another one is refused. */
  Uni<Void> bind(String masterKey) {
    return pool.preparedQuery(
            "INSERT INTO vault.master_key (id) VALUES ($1) ON CONFLICT DO NOTHING")
        .execute(Tuple.of(masterKey))
        .flatMap(_ -> pool.query("SELECT id FROM vault.master_key").execute())
        .invoke(rows -> {
          if (!rows.iterator().next().getString(0).equals(masterKey)) {
            throw new MasterKey.WrongMasterKey();
          }
        })
        .replaceWithVoid();
  }

  Uni<Position> position() {
    return pool.preparedQuery(
            "SELECT topic_id, next_offset, foreign_offset,"
                + " NOT EXISTS (SELECT FROM vault.subject_key WHERE NOT on_topic)"
                + " FROM vault.key_position")
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row ->
            new Position(row.getString(0), row.getLong(1), row.getLong(2), row.getBoolean(3)));
  }

  /**
   * Applies what lies between two offsets of a log, unless the table has not followed that log up
   * to the first of them; returns whether it did.
   */
  Uni<Boolean> apply(String logId, long from, long next, Changes changes) {
    return pool.withTransaction(connection ->
        connection
            .preparedQuery(
                "UPDATE vault.key_position SET next_offset = greatest(next_offset, $3),"
                    + " foreign_offset = greatest(foreign_offset, $4)"
                    + " WHERE topic_id = $1 AND next_offset >= $2")
            .execute(Tuple.of(logId, from, next, changes.foreign()))
            .flatMap(moved ->
                moved.rowCount() == 0
                    ? Uni.createFrom().item(false)
                    : put(connection, changes.states())
                        .flatMap(_ -> tellAgain(connection, changes.replaced()))
                        .replaceWith(true)));
  }

  /** Begins again at the beginning of a log, unless another instance has moved on meanwhile. */
  Uni<Void> restart(Position at, String logId, long beginning) {
    return pool.withTransaction(connection ->
        connection
            .preparedQuery(
                "UPDATE vault.key_position SET topic_id = $3, next_offset = $4"
                    + " WHERE topic_id = $1 AND next_offset = $2")
            .execute(Tuple.of(at.logId(), at.next(), logId, beginning))
            .flatMap(moved ->
                moved.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : connection
                        .query("UPDATE vault.subject_key SET on_topic = false WHERE on_topic")
                        .execute()
                        .replaceWithVoid()));
  }

  /** Stores what the log has acknowledged. */
  Uni<Void> put(Collection<KeyState> states) {
    return put(pool, states);
  }

  private static Uni<Void> put(SqlClient database, Collection<KeyState> states) {
    List<KeyState> ordered = new ArrayList<>(states);
    ordered.sort(Comparator.comparing(KeyState::id)); // or two instances could wait for each other
    return ordered.isEmpty()
        ? Uni.createFrom().voidItem()
        : database
            .preparedQuery(PUT)
            .execute(
                Tuple.of(
                    ordered.stream().map(KeyState::id).toArray(UUID[]::new),
                    ordered.stream().map(KeyState::wrapped).toArray(String[]::new)))
            .replaceWithVoid();
  }

  private static Uni<Void> tellAgain(SqlClient database, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : database
            .preparedQuery("UPDATE vault.subject_key SET on_topic = false WHERE id = ANY($1)")
            .execute(Tuple.of(ids.toArray(UUID[]::new)))
            .replaceWithVoid();
  }

  /** The states of these keys; a key without one is missing. */
  Uni<List<KeyState>> find(Collection<UUID> ids) {
    return states("WHERE id = ANY($1)", Tuple.of(ids.toArray(UUID[]::new)));
  }

  /** Some of those that the log does not have, or has otherwise. */
  Uni<List<KeyState>> untold() {
    return states("WHERE NOT on_topic ORDER BY id LIMIT $1", Tuple.of(RESENT_AT_ONCE));
  }

  private Uni<List<KeyState>> states(String which, Tuple parameters) {
    return pool.preparedQuery(
            "SELECT id, coalesce(encode(wrapped, 'base64'), '')"
                + " FROM vault.subject_key "
                + which)
        .execute(parameters)
        .map(rows -> {
          List<KeyState> states = new ArrayList<>();
          for (Row row : rows) {
            states.add(new KeyState(row.getUUID(0), row.getString(1)));
          }
          return states;
        });
  }
}
