package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Lease;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes the size of namespaces that have none because nothing was pushed to them yet. Source:
 * contract common 11.4.
 */
@Singleton
class BackfillSizes {

  private static final String JOB = "namespace-sizes";
  private static final int AT_ONCE = 100;

  private static final String WITHOUT =
      """
      SELECT n.id FROM namespace n
      WHERE n.id > $1 AND n.kind <> 'robot' AND n.enabled AND NOT EXISTS (
        SELECT FROM activity.namespace_size s WHERE s.namespace = n.id AND s.backfill_start IS NOT NULL)
      ORDER BY n.id LIMIT $2
      """;

  private static final String BEGIN =
      """
      INSERT INTO activity.namespace_size AS s (namespace, size_bytes, backfill_start, backfill_complete)
      SELECT n.id, 0, now(), false FROM namespace n WHERE n.id = ANY ($1) ORDER BY n.id FOR KEY SHARE
      ON CONFLICT (namespace) DO UPDATE
      SET size_bytes = 0, backfill_start = excluded.backfill_start, backfill_complete = false
      WHERE s.backfill_start IS NULL
      """;

  /** Transactions that count blobs of these namespaces wait, and add to the computed sum. */
  private static final String LOCK =
      "SELECT namespace FROM activity.namespace_size WHERE NOT backfill_complete"
          + " ORDER BY namespace LIMIT $1 FOR UPDATE";

  private static final String COMPLETE =
      """
      UPDATE activity.namespace_size s SET backfill_complete = true, size_bytes = coalesce((
        SELECT sum(b.size_bytes) FROM activity.namespace_blob b WHERE b.namespace = s.namespace), 0)
      WHERE s.namespace = ANY ($1)
      """;

  @Inject Pool pool;
  @Inject Lease lease;

  /** The last namespace that was visited; starts again after the last one of all. */
  private long after;

  void schedule(@Observes Schedule schedule, Settings settings) {
    schedule.every(
        Duration.ofSeconds(15),
        Duration.ofSeconds(settings.quotaTotalDelaySeconds()),
        JOB,
        () -> lease.alone(JOB, this::pass));
  }

  private Uni<Void> pass() {
    return pool.preparedQuery(WITHOUT)
        .execute(Tuple.of(after, AT_ONCE))
        .map(rows -> {
          List<Long> ids = new ArrayList<>();
          rows.forEach(row -> ids.add(row.getLong(0)));
          after = ids.size() < AT_ONCE ? 0 : ids.getLast();
          return ids;
        })
        .flatMap(
            ids -> pool.preparedQuery(BEGIN).execute(Tuple.of((Object) ids.toArray(Long[]::new))))
        .flatMap(_ -> pool.withTransaction(BackfillSizes::complete));
  }

  private static Uni<Void> complete(SqlConnection connection) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of(AT_ONCE))
        .flatMap(rows -> {
          List<Long> ids = new ArrayList<>();
          rows.forEach(row -> ids.add(row.getLong(0)));
          return connection
              .preparedQuery(COMPLETE)
              .execute(Tuple.of((Object) ids.toArray(Long[]::new)));
        })
        .replaceWithVoid();
  }
}
