package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Computes sizes from the manifests alone and compares them with the counters. A wrong counter is
 * corrected by a report that states the difference, which stays correct if the counter changes in
 * the meantime.
 */
@Singleton
class RecountSizes {

  private static final Logger LOG = Logger.getLogger(RecountSizes.class);
  private static final String JOB = "recount-sizes";

  private static final String NEXT =
      "SELECT min(namespace) FROM activity.namespace_size WHERE namespace > $1";

  /**
   * Computed and stored values at one moment; a blob counts with the size with which it was added.
   */
  private static final String NAMESPACE =
      """
      WITH held AS MATERIALIZED (
        SELECT m.repository, b.key AS digest, max(b.value::bigint) AS size_bytes
        FROM activity.manifest m CROSS JOIN LATERAL jsonb_each_text(m.blobs) b
        WHERE m.namespace = $1 AND m.live GROUP BY 1, 2),
      of_repositories AS (
        SELECT h.repository, sum(coalesce(r.size_bytes, h.size_bytes)) AS bytes
        FROM held h LEFT JOIN activity.repository_blob r ON r.repository = h.repository AND r.digest = h.digest
        GROUP BY 1),
      of_namespace AS (
        SELECT coalesce(sum(coalesce(n.size_bytes, d.size_bytes)), 0) AS bytes
        FROM (SELECT digest, max(size_bytes) AS size_bytes FROM held GROUP BY 1) d
        LEFT JOIN activity.namespace_blob n ON n.namespace = $1 AND n.digest = d.digest)
      SELECT 'REPOSITORY' AS counter, s.repository AS id,
             (coalesce(o.bytes, 0) - s.size_bytes)::bigint AS bytes, 0::bigint AS blobs
      FROM activity.repository_size s LEFT JOIN of_repositories o ON o.repository = s.repository
      WHERE s.namespace = $1 AND coalesce(o.bytes, 0) <> s.size_bytes
      UNION ALL
      SELECT 'NAMESPACE', s.namespace, (o.bytes - s.size_bytes)::bigint, 0
      FROM activity.namespace_size s, of_namespace o
      WHERE s.namespace = $1 AND s.backfill_complete AND o.bytes <> s.size_bytes
      """;

  private static final String REGISTRY =
      """
      SELECT 'REGISTRY' AS counter, 0::bigint AS id, (b.bytes - t.bytes)::bigint AS bytes,
             (b.blobs - t.blobs)::bigint AS blobs
      FROM (SELECT coalesce(sum(size_bytes), 0) AS bytes, count(*) AS blobs FROM activity.blob) b,
           (SELECT coalesce(sum(size_bytes), 0) AS bytes, coalesce(sum(blobs), 0) AS blobs
            FROM activity.registry_total) t
      WHERE b.bytes <> t.bytes OR b.blobs <> t.blobs
      """;

  @Inject
  @Identifier("long-running")
  Pool pool;

  @Inject ActivityReports reports;
  @Inject Lease lease;

  void schedule(@Observes Schedule schedule, WharfingerSettings settings) {
    Duration often = Duration.ofSeconds(settings.recountSeconds());
    schedule.every(often, often, JOB, () -> lease.alone(JOB, this::all));
  }

  private Uni<Void> all() {
    long[] last = {0};
    return Multi.createBy()
        .repeating()
        .uni(() ->
            pool.preparedQuery(NEXT)
                .execute(Tuple.of(last[0]))
                .map(OneRow::of)
                .map(row -> row.getLong(0) == null ? 0L : row.getLong(0))
                .invoke(next -> last[0] = next)
                .call(next -> next == 0 ? Uni.createFrom().voidItem() : namespace(next)))
        .until(next -> next == 0)
        .collect()
        .last()
        .flatMap(_ -> pool.preparedQuery(REGISTRY).execute())
        .flatMap(this::correct);
  }

  private Uni<Void> namespace(long id) {
    return pool.preparedQuery(NAMESPACE).execute(Tuple.of(id)).flatMap(this::correct);
  }

  private Uni<Void> correct(RowSet<Row> wrong) {
    List<JsonNode> corrections = new ArrayList<>();
    for (Row row : wrong) {
      LOG.warnf(
          "Corrected %s %d by %d bytes",
          row.getString("counter"), row.getLong("id"), row.getLong("bytes"));
      ObjectNode correction =
          JsonNodeFactory.instance
              .objectNode()
              .put("id", UUID.randomUUID().toString())
              .put("timestamp", Instant.now().toString())
              .put("action", "correct");
      correction
          .putObject("correction")
          .put("counter", row.getString("counter"))
          .put("id", row.getLong("id"))
          .put("bytes", row.getLong("bytes"))
          .put("blobs", row.getLong("blobs"));
      corrections.add(correction);
    }
    return corrections.isEmpty() ? Uni.createFrom().voidItem() : reports.send(corrections);
  }
}
