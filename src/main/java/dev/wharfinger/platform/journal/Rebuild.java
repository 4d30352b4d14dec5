package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Rebuilds the read models from the whole journal while the live ones keep serving: replays into a
 * shadow schema, compares it with the live one at the same record, and swaps it in. Any number of
 * instances continue to serve; writes wait only during the switch.
 */
public final class Rebuild {

  private static final Logger LOG = Logger.getLogger(Rebuild.class);

  /** The advisory lock that lets one rebuild run at a time: "wharfing" in ASCII. */
  private static final long ONLY_ONE = 0x7768617266696e67L;

  private static final int DROPS = 40;

  private final Connections connections;
  private final Journal journal;
  private final CatchUp catchUp;
  private final String live;
  private final String shadow;
  private final String old;
  private final Function<String, Uni<Void>> build;

  /**
   * For the read models in one schema.
   *
   * @param build creates the empty tables in an existing schema with the given name
   */
  public Rebuild(
      Vertx vertx,
      Pool pool,
      Journal journal,
      CatchUp catchUp,
      String schema,
      Function<String, Uni<Void>> build) {
    this.connections = Connections.of(vertx, pool, Duration.ZERO);
    this.journal = journal;
    this.catchUp = catchUp;
    this.live = schema;
    this.shadow = schema + "_shadow";
    this.old = schema + "_old";
    this.build = build;
  }

  /** Another rebuild is running. */
  public static final class AlreadyRunning extends RuntimeException {
    AlreadyRunning() {
      super("another rebuild is running", null, false, false);
    }
  }

  /** The content of the live tables at one record. */
  private record Snapshot(Head head, Map<String, TableSum> sums) {}

  /**
   * Rebuilds. If tables differ from the journal, reports them and does not switch, unless the
   * caller accepts the journal's version.
   */
  public Uni<RebuildReport> run(boolean acceptDifferences) {
    return connections.with(guard ->
        guard
            .preparedQuery("SELECT pg_try_advisory_lock($1)")
            .execute(Tuple.of(ONLY_ONE))
            .map(rows -> rows.iterator().next().getBoolean(0))
            .flatMap(alone ->
                alone
                    ? rebuild(acceptDifferences).eventually(() -> release(guard))
                    : Uni.createFrom().failure(new AlreadyRunning())));
  }

  private static Uni<Void> release(SqlConnection guard) {
    return guard
        .preparedQuery("SELECT pg_advisory_unlock($1)")
        .execute(Tuple.of(ONLY_ONE))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private Uni<RebuildReport> rebuild(boolean acceptDifferences) {
    return journal
        .open()
        .call(_ -> catchUp.identifyMasterKey())
        .call(_ -> catchUp.openKeys())
        .flatMap(topicId -> makeShadow(topicId))
        .flatMap(_ -> connections.with(this::snapshot))
        .flatMap(this::compare)
        .flatMap(report ->
            report.equal() || acceptDifferences
                ? replace(report).replaceWith(report::afterSwitch)
                : drop(shadow).replaceWith(report));
  }

  /** Creates empty tables; drops what an interrupted rebuild left. */
  private Uni<Void> makeShadow(String topicId) {
    return drop(shadow)
        .flatMap(_ -> drop(old))
        .flatMap(_ -> connections.with(connection -> run(connection, "CREATE SCHEMA " + shadow)))
        .flatMap(_ -> build.apply(shadow))
        .flatMap(_ -> connections.with(connection -> forgetting(connection, "DISABLE")))
        .flatMap(_ ->
            connections.with(connection ->
                beginReplay(connection)
                    .flatMap(_ -> HeadRow.bind(connection, topicId))
                    .flatMap(_ -> HeadRow.commit(connection))));
  }

  /**
   * What is reported of a thing is deleted by triggers when the thing is. A replay must not: the
   * thing may have been restored since, and its deletion was heeded in its time.
   */
  private Uni<Void> forgetting(SqlConnection connection, String action) {
    return run(
        connection,
        """
        DO $$ DECLARE
          found record;
        BEGIN
          FOR found IN SELECT t.tgrelid::regclass AS name FROM pg_trigger t
              JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              WHERE n.nspname = '%s' AND t.tgname = 'forget_activity' LOOP
            EXECUTE 'ALTER TABLE ' || found.name || ' %s TRIGGER forget_activity';
          END LOOP;
        END $$
        """
            .formatted(shadow, action));
  }

  private Uni<Snapshot> snapshot(SqlConnection connection) {
    return run(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        .flatMap(_ -> HeadRow.peek(connection))
        .flatMap(head -> TableSum.of(connection, live).map(sums -> new Snapshot(head, sums)))
        .call(() -> HeadRow.commit(connection));
  }

  private Uni<RebuildReport> compare(Snapshot snapshot) {
    Head head = snapshot.head();
    LOG.infof("Replaying the journal up to record %d", head.seq());
    return journal
        .endOffset()
        .flatMap(end -> replay(Math.min(end, head.nextOffset())))
        .flatMap(_ -> connections.with(connection -> reached(connection, head)))
        .flatMap(_ -> connections.with(connection -> TableSum.of(connection, shadow)))
        .map(rebuilt -> RebuildReport.of(head.seq(), snapshot.sums(), rebuilt));
  }

  /** A replay that ends elsewhere than the live tables was of a different journal. */
  private Uni<Void> reached(SqlConnection connection, Head live) {
    return beginReplay(connection)
        .flatMap(_ -> HeadRow.peek(connection))
        .call(() -> HeadRow.commit(connection))
        .invoke(replayed -> {
          if (replayed.seq() != live.seq() || !replayed.hash().equals(live.hash())) {
            throw JournalDataLoss.altered(live.seq());
          }
        })
        .replaceWithVoid();
  }

  /** Replays into the shadow schema up to an offset, each step in a transaction of its own. */
  private Uni<Void> replay(long end) {
    return Multi.createBy()
        .repeating()
        .uni(() ->
            connections.with(connection ->
                beginReplay(connection)
                    .flatMap(_ -> step(connection, end))
                    .call(() -> HeadRow.commit(connection))))
        .whilst(next -> next < end)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Long> step(SqlConnection connection, long end) {
    return HeadRow.peek(connection)
        .flatMap(head -> catchUp.step(connection, head, end, connections.loop()))
        .map(reached -> reached.head().nextOffset());
  }

  /** A shadow schema need not survive a crash, and replaying old records sends no notifications. */
  private Uni<Void> beginReplay(SqlConnection connection) {
    return run(
        connection, "BEGIN; SET LOCAL synchronous_commit = off; SET LOCAL search_path = " + shadow);
  }

  /** Catches up, then replaces the live tables. */
  private Uni<Void> replace(RebuildReport report) {
    return journal
        .endOffset()
        .flatMap(this::replay)
        .flatMap(_ -> connections.with(connection -> analyze(connection, report)))
        .flatMap(_ -> connections.with(this::switchOver))
        .invoke(() -> LOG.info("The rebuilt tables are live"))
        .flatMap(_ -> dropOld());
  }

  /** What fails now changes nothing about the switch. */
  private Uni<Void> dropOld() {
    return drop(old)
        .onFailure()
        .recoverWithUni(e -> {
          LOG.warnf("Schema %s is still there, the next rebuild drops it: %s", old, e);
          return Uni.createFrom().voidItem();
        });
  }

  /** New tables have no statistics, and the first queries on them must not suffer. */
  private Uni<Void> analyze(SqlConnection connection, RebuildReport report) {
    return run(
        connection,
        report.tables().stream()
            .filter(table -> !table.rebuilt().equals(TableSum.NO_TABLE))
            .map(table -> shadow + "." + TableSum.quoted(table.name()))
            .collect(Collectors.joining(", ", "ANALYZE ", "")));
  }

  /**
   * Under the lock of all writers: projects the last records, then renames the schemas. A writer
   * waiting for the old head row finds it gone and starts again on the new one.
   */
  private Uni<Void> switchOver(SqlConnection connection) {
    return HeadRow.lock(connection, catchUp.masters())
        .flatMap(_ -> run(connection, "SET LOCAL search_path = " + shadow))
        .flatMap(_ -> journal.endOffset().emitOn(connections.loop()))
        .flatMap(end ->
            Multi.createBy()
                .repeating()
                .uni(() -> step(connection, end))
                .whilst(next -> next < end)
                .collect()
                .last())
        .flatMap(_ -> forgetting(connection, "ENABLE"))
        .flatMap(_ -> run(connection, "DELETE FROM " + live + ".journal_head"))
        .flatMap(_ -> run(connection, "ALTER SCHEMA " + live + " RENAME TO " + old))
        .flatMap(_ -> run(connection, "ALTER SCHEMA " + shadow + " RENAME TO " + live))
        .flatMap(_ -> CacheInvalidation.announce(connection, Set.of(CacheInvalidation.EVERYTHING)))
        .flatMap(_ -> HeadRow.commit(connection));
  }

  /**
   * Drops a schema. A reader may still be using it; the lock attempt ends before Postgres would
   * look for a deadlock and possibly abort the reader.
   */
  private Uni<Void> drop(String schema) {
    return connections
        .with(connection ->
            run(
                    connection,
                    "BEGIN; SET LOCAL client_min_messages = warning;"
                        + " SET LOCAL lock_timeout = '300ms'; DROP SCHEMA IF EXISTS "
                        + schema
                        + " CASCADE")
                .flatMap(_ -> HeadRow.commit(connection)))
        .onFailure(Rebuild::isLockTimeout)
        .retry()
        .withBackOff(Duration.ofMillis(100), Duration.ofMillis(500))
        .atMost(DROPS);
  }

  private static boolean isLockTimeout(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return cause instanceof PgException e && "55P03".equals(e.getSqlState());
  }

  private static Uni<Void> run(SqlConnection connection, String sql) {
    return connection.query(sql).execute().replaceWithVoid();
  }
}
