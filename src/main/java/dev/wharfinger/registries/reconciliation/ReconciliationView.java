package dev.wharfinger.registries.reconciliation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The walk that is under way, with its progress, or the last one. */
@Singleton
public class ReconciliationView {

  private static final List<String> CORRECTED =
      List.of("tags_set", "tags_deleted", "manifests_set", "manifests_deleted", "blob_sizes");

  private static final String SELECT =
      """
      SELECT w.walk, w.started, w.ended, w.outcome, p.total, c.*
      FROM (SELECT) always
      LEFT JOIN reconciliation w ON true
      LEFT JOIN activity.reconciliation p ON p.walk = w.walk
      LEFT JOIN LATERAL (
        SELECT w.visited, w.unknown, w.failed, w.tags_set, w.tags_deleted, w.manifests_set, w.manifests_deleted, w.blob_sizes
        WHERE w.ended IS NOT NULL
        UNION ALL
        SELECT p.visited, p.unknown, p.failed, p.tags_set, p.tags_deleted, p.manifests_set, p.manifests_deleted, p.blob_sizes
        WHERE w.ended IS NULL) c ON true
      """;

  private final Pool pool;

  @Inject
  ReconciliationView(Pool pool) {
    this.pool = pool;
  }

  /** As JSON; without a walk there are no times and no counts. */
  public Uni<ObjectNode> latest() {
    return pool.preparedQuery(SELECT).execute().map(rows -> view(OneRow.of(rows)));
  }

  private static ObjectNode view(Row row) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    boolean any = row.getUUID("walk") != null;
    view.put("walk", any ? row.getUUID("walk").toString() : null)
        .put("running", any && row.getOffsetDateTime("ended") == null)
        .put("started", text(row.getOffsetDateTime("started")))
        .put("ended", text(row.getOffsetDateTime("ended")))
        .put("outcome", row.getString("outcome"));
    view.putObject("repositories")
        .put("total", number(row, "total"))
        .put("visited", number(row, "visited"))
        .put("unknown", number(row, "unknown"))
        .put("failed", number(row, "failed"));
    ObjectNode corrected = view.putObject("corrected");
    CORRECTED.forEach(name -> corrected.put(name, number(row, name)));
    return view;
  }

  private static long number(Row row, String name) {
    Long number = row.getLong(name);
    return number == null ? 0 : number;
  }

  private static @Nullable String text(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant().toString();
  }
}
