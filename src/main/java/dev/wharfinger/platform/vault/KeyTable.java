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
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The table {@code vault.subject_key}, and how far it has followed the log. */
record KeyTable(Pool pool, MasterKeys masters) {

  /** How many keys are told to the log again at once. */
  private static final int RESENT_AT_ONCE = 256;

  /**
   * Erased is for ever: a key that comes after it changes nothing, and the log is told so. Nor is
   * what the master key in use has wrapped replaced by what an earlier one had, whoever reads that
   * late.
   */
  private static final String PUT =
      """
      INSERT INTO vault.subject_key AS k (id, wrapped, erased, created, on_topic, master)
      SELECT id, decode(nullif(wrapped, ''), 'base64'), CASE WHEN wrapped = '' THEN now() END,
        now(), true, master
      FROM unnest($1::uuid[], $2::text[], $3::text[]) AS told (id, wrapped, master)
      ON CONFLICT (id) DO UPDATE SET
        wrapped = CASE
          WHEN k.erased IS NOT NULL OR excluded.erased IS NOT NULL THEN NULL
          WHEN k.master = $4 AND excluded.master <> $4 THEN k.wrapped
          ELSE excluded.wrapped END,
        erased = coalesce(k.erased, excluded.erased),
        master = CASE WHEN k.master = $4 THEN k.master ELSE excluded.master END,
        on_topic = CASE
          WHEN k.master = $4 AND excluded.master <> $4
          THEN k.on_topic AND (k.erased IS NOT NULL OR excluded.erased IS NULL)
          ELSE k.erased IS NULL OR excluded.erased IS NOT NULL END
      """;

  /**
   * How far the table has followed the log.
   *
   * @param next offset of the next entry
   * @param foreign the last offset of something that no holder of the master key wrote, or -1
   * @param told whether the log says everything that the table does
   * @param formerTold whether it says what is kept of earlier master keys
   */
  record Position(String logId, long next, long foreign, boolean told, boolean formerTold) {}

  /**
   * What some entries mean for the table.
   *
   * @param states at most one for each key
   * @param replaced keys whose entries in the log were replaced by somebody else
   * @param formerReplaced whether that happened to what is kept of earlier master keys
   * @param inUse what was told last of the master key in use
   * @param foreign as in {@link Position}
   */
  record Changes(
      Collection<KeyState> states,
      Collection<UUID> replaced,
      boolean formerReplaced,
      Optional<MasterKeys.InUse> inUse,
      long foreign) {

    /** Whether they change the row of the master key, or rows of keys in any order. */
    boolean needLock() {
      return formerReplaced || inUse.isPresent() || !replaced.isEmpty();
    }
  }

  /** The master key in use; empty in an empty database. */
  Uni<Optional<MasterKeys.InUse>> inUse() {
    return pool.preparedQuery(MasterKeys.SELECT)
        .execute()
        .map(rows ->
            StreamSupport.stream(rows.spliterator(), false).map(MasterKeys.InUse::of).findFirst());
  }

  /** Remembers the master key in use in an empty database; one that is not held is refused. */
  Uni<Void> bind() {
    MasterKeys.InUse first = masters.stored();
    return pool.preparedQuery(
            "INSERT INTO vault.master_key (id, version, former, told)"
                + " VALUES ($1, $2, $3, $3 = '[]') ON CONFLICT DO NOTHING")
        .execute(Tuple.of(first.id(), first.version(), first.former()))
        .flatMap(_ -> inUse())
        .invoke(found -> masters.adopt(found.orElseThrow()))
        .replaceWithVoid();
  }

  Uni<Position> position() {
    return pool.preparedQuery(
            "SELECT topic_id, next_offset, foreign_offset,"
                + " NOT EXISTS (SELECT FROM vault.subject_key WHERE NOT on_topic),"
                + " m.told, m.id, m.version, m.former"
                + " FROM vault.key_position LEFT JOIN vault.master_key m ON true")
        .execute()
        .map(rows -> rows.iterator().next())
        .map(row -> {
          if (row.getString(5) != null) {
            masters.adopt(new MasterKeys.InUse(row.getString(5), row.getLong(6), row.getString(7)));
          }
          return new Position(
              row.getString(0),
              row.getLong(1),
              row.getLong(2),
              row.getBoolean(3),
              !Boolean.FALSE.equals(row.getBoolean(4)));
        });
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
                    : pin(connection, changes)
                        .flatMap(_ -> put(connection, changes.states()))
                        .flatMap(_ -> tellAgain(connection, changes.replaced()))
                        .flatMap(_ -> formerTold(connection, !changes.formerReplaced()))
                        .flatMap(_ -> catchUp(connection, changes))
                        .replaceWith(true)));
  }

  private Uni<MasterKey> pin(SqlClient transaction, Changes changes) {
    return changes.needLock() ? masters.pinForUpdate(transaction) : masters.pin(transaction);
  }

  private Uni<Void> catchUp(SqlClient transaction, Changes changes) {
    return changes
        .inUse()
        .map(said -> masters.catchUp(transaction, said))
        .orElseGet(() -> Uni.createFrom().voidItem());
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
                    : masters
                        .pinForUpdate(
                            connection) // or who appends could wait for this, and this for it
                        .flatMap(_ -> formerTold(connection, false))
                        .flatMap(_ ->
                            connection
                                .query(
                                    "UPDATE vault.subject_key SET on_topic = false WHERE on_topic")
                                .execute())
                        .replaceWithVoid()));
  }

  private static Uni<Void> formerTold(SqlClient database, boolean told) {
    return told
        ? Uni.createFrom().voidItem()
        : database
            .query("UPDATE vault.master_key SET told = false WHERE told AND former <> '[]'")
            .execute()
            .replaceWithVoid();
  }

  /** Notes that the log says what is kept of earlier master keys. */
  Uni<Void> formerTold(SqlClient database) {
    return database
        .preparedQuery("UPDATE vault.master_key SET told = true WHERE version = $1")
        .execute(Tuple.of(masters.stored().version()))
        .replaceWithVoid();
  }

  /** Stores what the log has acknowledged. */
  Uni<Void> put(SqlClient database, Collection<KeyState> states) {
    List<KeyState> ordered = new ArrayList<>(states);
    ordered.sort(Comparator.comparing(KeyState::id)); // or two instances could wait for each other
    return ordered.isEmpty()
        ? Uni.createFrom().voidItem()
        : database
            .preparedQuery(PUT)
            .execute(
                Tuple.of(
                    ordered.stream().map(KeyState::id).toArray(UUID[]::new),
                    ordered.stream().map(KeyState::wrapped).toArray(String[]::new),
                    ordered.stream().map(KeyState::master).toArray(String[]::new),
                    masters.inUse().id()))
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

  /** Those after an id that were not written with the master key in use, some at a time. */
  Uni<List<KeyState>> outdated(UUID after) {
    return states(
        "WHERE id > $1 AND master <> $2 ORDER BY id LIMIT $3",
        Tuple.of(after, masters.inUse().id(), RESENT_AT_ONCE));
  }

  private Uni<List<KeyState>> states(String which, Tuple parameters) {
    return pool.preparedQuery(
            "SELECT id, coalesce(encode(wrapped, 'base64'), ''), master"
                + " FROM vault.subject_key "
                + which)
        .execute(parameters)
        .map(rows -> {
          List<KeyState> states = new ArrayList<>();
          for (Row row : rows) {
            states.add(new KeyState(row.getUUID(0), row.getString(1), row.getString(2)));
          }
          return states;
        });
  }
}
