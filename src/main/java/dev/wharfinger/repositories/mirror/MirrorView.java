package dev.wharfinger.repositories.mirror;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** A mirror as clients see it, without its password. Source: contract repositories 9.1. */
@Singleton
public final class MirrorView {

  private static final String SELECT =
      """
      SELECT m.*, b.name AS robot_name FROM repository_mirror m LEFT JOIN namespace b ON b.id = m.robot
      WHERE m.repository = $1
      """;

  private final Pool pool;
  private final RepositoryGate gate;
  private final boolean on;

  @Inject
  MirrorView(Pool pool, RepositoryGate gate, Settings settings) {
    this.pool = pool;
    this.gate = gate;
    this.on = settings.featureRepoMirror();
  }

  /** Without FEATURE_REPO_MIRROR the page does not exist. */
  public void requireOn() {
    if (!on) {
      throw ApiException.notFound();
    }
  }

  /** The configuration; 404 if there is none. */
  Uni<ObjectNode> find(ApiRequest request, RepositoryName repository) {
    requireOn();
    return gate.inspector(repository, request)
        .flatMap(
            access -> pool.preparedQuery(SELECT).execute(Tuple.of(access.present().id().value())))
        .map(rows ->
            OneRow.optional(rows).map(MirrorView::view).orElseThrow(ApiException::notFound));
  }

  private static ObjectNode view(Row row) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("is_enabled", row.getBoolean("enabled"))
            .put("mirror_type", "PULL")
            .put("external_reference", row.getString("reference"))
            .put("external_registry_username", row.getString("username"));
    connection(row, view.putObject("external_registry_config"));
    view.put("sync_interval", row.getLong("interval_s"))
        .put("sync_start_date", row.getOffsetDateTime("starts").toInstant().toString())
        .putNull("sync_expiration_date")
        .put("sync_retries_remaining", row.getInteger("retries"))
        .put("sync_status", row.getString("status"));
    ObjectNode rule = view.putObject("root_rule").put("rule_kind", "tag_glob_csv");
    List.of(row.getArrayOfStrings("tags")).forEach(rule.putArray("rule_value")::add);
    view.put("robot_username", row.getString("robot_name"))
        .put("skopeo_timeout_interval", row.getLong("timeout_s"));
    List.of(row.getArrayOfStrings("architectures"))
        .forEach(view.putArray("architecture_filter")::add);
    return view;
  }

  private static void connection(Row row, ObjectNode view) {
    if (row.getBoolean("verify_tls") != null) {
      view.put("verify_tls", row.getBoolean("verify_tls"));
    }
    if (row.getBoolean("unsigned_images") != null) {
      view.put("unsigned_images", row.getBoolean("unsigned_images"));
    }
    if (row.getBoolean("has_proxy")) {
      view.putObject("proxy")
          .put("http_proxy", row.getString("http_proxy"))
          .put("https_proxy", row.getString("https_proxy"))
          .put("no_proxy", row.getString("no_proxy"));
    }
  }
}
