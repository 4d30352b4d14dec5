package dev.wharfinger.repositories.quota;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The keys {@code quotas} and {@code quota_report} of a view, and the columns that they are built
 * from, for a statement that selects from the namespace. Source: contract common 11.
 */
@Singleton
public class QuotaColumns {

  /**
   * Columns; {@code n} is the namespace. Subselects instead of joins, because most namespaces have
   * neither, and a join adds its cost to every row that is joined to the namespace.
   */
  public static final String COLUMNS =
      """
      (SELECT json_build_object('id', q.id, 'limit_bytes', q.limit_bytes, 'limits',
                (SELECT coalesce(json_agg(json_build_object(
                          'id', l.id, 'type', l.type, 'limit_percent', l.percent) ORDER BY l.id), '[]')
                 FROM quota_limit l WHERE l.quota = q.id))
       FROM quota q WHERE q.namespace = n.id) AS quota,
      (SELECT json_build_object('bytes', s.size_bytes, 'started', s.backfill_start IS NOT NULL,
                'complete', s.backfill_complete)
       FROM activity.namespace_size s WHERE s.namespace = n.id) AS size
      """;

  private final boolean shown;
  private final long systemDefault;

  @Inject
  QuotaColumns(Settings settings) {
    this.shown = settings.featureQuotaManagement() && settings.featureEditQuota();
    this.systemDefault = settings.defaultSystemRejectQuotaBytes();
  }

  /**
   * Adds the quota keys of a repository list. The row has the namespace's {@code quota_limit_bytes}
   * and the repository's {@code size_bytes}.
   */
  public void addToRepository(ObjectNode view, Row row) {
    if (shown) {
      addConfigured(
          view.putObject("quota_report").put("quota_bytes", row.getLong("size_bytes")),
          row.getLong("quota_limit_bytes"));
    }
  }

  private void addConfigured(ObjectNode report, @Nullable Long limit) {
    if (limit == null && systemDefault == 0) {
      report.putNull("configured_quota");
    } else {
      report.put("configured_quota", limit == null ? systemDefault : limit);
    }
  }

  /** Adds both keys to a view, if the quota features are on. */
  public void addTo(ObjectNode view, Row row) {
    if (!shown) {
      return;
    }
    JsonObject quota = (JsonObject) row.getJson("quota");
    ArrayNode quotas = view.putArray("quotas");
    if (quota != null) {
      quotas
          .addObject()
          .put("id", quota.getLong("id"))
          .put("limit_bytes", quota.getLong("limit_bytes"))
          .set("limits", limits(quota.getJsonArray("limits")));
    }
    JsonObject size = (JsonObject) row.getJson("size");
    String status = size == null ? "waiting" : status(size);
    ObjectNode report =
        view.putObject("quota_report").put("quota_bytes", size == null ? 0 : size.getLong("bytes"));
    addConfigured(report, quota == null ? null : quota.getLong("limit_bytes"));
    report.put("running_backfill", status).put("backfill_status", status);
  }

  private static ArrayNode limits(JsonArray limits) {
    ArrayNode nodes = JsonNodeFactory.instance.arrayNode();
    for (Object each : limits) {
      JsonObject limit = (JsonObject) each;
      nodes
          .addObject()
          .put("id", limit.getLong("id"))
          .put("type", limit.getString("type"))
          .put("limit_percent", limit.getInteger("limit_percent"));
    }
    return nodes;
  }

  private static String status(JsonObject size) {
    if (size.getBoolean("started")) {
      return size.getBoolean("complete") ? "complete" : "running";
    }
    return size.getBoolean("complete") ? "" : "waiting";
  }
}
