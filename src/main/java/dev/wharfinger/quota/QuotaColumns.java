package dev.wharfinger.quota;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.config.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The keys {@code quotas} and {@code quota_report} of a view, and the columns that they are made
 * of, for a statement that has the namespace at hand. Source: contract common 11.
 */
@Singleton
public class QuotaColumns {

  /** Columns after {@link #JOINS}; {@code n} is the namespace. */
  public static final String COLUMNS =
      """
      q.id AS quota_id, q.limit_bytes AS quota_limit_bytes,
      (SELECT json_agg(json_build_object('id', l.id, 'type', l.type, 'limit_percent', l.percent)
                       ORDER BY l.id)
       FROM quota_limit l WHERE l.quota = q.id) AS quota_limits,
      s.size_bytes, s.backfill_start IS NOT NULL AS backfill_started, s.backfill_complete
      """;

  /** Joins for {@link #COLUMNS}. */
  public static final String JOINS =
      """
      LEFT JOIN quota q ON q.namespace = n.id
      LEFT JOIN namespace_size s ON s.namespace = n.id
      """;

  private final boolean shown;
  private final long systemDefault;

  @Inject
  QuotaColumns(Settings settings) {
    this.shown = settings.featureQuotaManagement() && settings.featureEditQuota();
    this.systemDefault = settings.defaultSystemRejectQuotaBytes();
  }

  /**
   * Adds what a list of repositories shows of quotas; registries have reported no sizes of single
   * repositories so far. The row has the namespace's {@code quota_limit_bytes}.
   */
  public void addToRepository(ObjectNode view, Row row) {
    if (shown) {
      addConfigured(view.putObject("quota_report").put("quota_bytes", 0), row);
    }
  }

  private void addConfigured(ObjectNode report, Row row) {
    Long limit = row.getLong("quota_limit_bytes");
    if (limit == null && systemDefault == 0) {
      report.putNull("configured_quota");
    } else {
      report.put("configured_quota", limit == null ? systemDefault : limit);
    }
  }

  /** Adds both keys to a view, where the quota features are on. */
  public void addTo(ObjectNode view, Row row) {
    if (!shown) {
      return;
    }
    Long limit = row.getLong("quota_limit_bytes");
    ArrayNode quotas = view.putArray("quotas");
    if (limit != null) {
      quotas
          .addObject()
          .put("id", row.getLong("quota_id"))
          .put("limit_bytes", limit)
          .set("limits", limits((JsonArray) row.getJson("quota_limits")));
    }
    Long size = row.getLong("size_bytes");
    String status = size == null ? "waiting" : status(row);
    ObjectNode report = view.putObject("quota_report").put("quota_bytes", size == null ? 0 : size);
    addConfigured(report, row);
    report.put("running_backfill", status).put("backfill_status", status);
  }

  private static ArrayNode limits(@Nullable JsonArray limits) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    if (limits != null) {
      for (Object each : limits) {
        JsonObject limit = (JsonObject) each;
        nodes
            .addObject()
            .put("id", limit.getLong("id"))
            .put("type", limit.getString("type"))
            .put("limit_percent", limit.getInteger("limit_percent"));
      }
    }
    return nodes;
  }

  private static String status(Row row) {
    boolean started = row.getBoolean("backfill_started");
    boolean complete = row.getBoolean("backfill_complete");
    if (started) {
      return complete ? "complete" : "running";
    }
    return complete ? "" : "waiting";
  }
}
