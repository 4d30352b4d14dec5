package dev.wharfinger.repositories.repositorynotification;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The notifications of a repository. Source: contract repositories 6.1. */
@Singleton
class RepositoryNotificationView {

  /** The name of a target that is no longer there. */
  static final String GONE = "(deleted)";

  /** $1 the namespace's name, $2 the repository's, $3 one of them or null for all. */
  private static final String SELECT =
      """
      SELECT x.uuid, x.title, x.event, x.method, x.config, x.event_config, x.target_kind,
             CASE WHEN x.target_kind = 'team' THEN t.name ELSE a.name END AS target, %s AS failures
      FROM repository_notification x
      JOIN repository r ON r.id = x.repository JOIN namespace n ON n.id = r.namespace
      LEFT JOIN namespace a ON a.id = x.target_account LEFT JOIN team t ON t.id = x.target_team
      WHERE n.name = $1 AND r.name = $2 AND ($3::uuid IS NULL OR x.uuid = $3)
      ORDER BY x.id
      """
          .formatted(WaitingMessagesView.FAILURES);

  private static final ObjectMapper JSON = JsonFactories.mapper();

  private final Pool pool;

  @Inject
  RepositoryNotificationView(Pool pool) {
    this.pool = pool;
  }

  /** All of them, in the order of their creation; none of a repository that does not exist. */
  Uni<ObjectNode> list(RepositoryName repository) {
    return select(repository, null)
        .map(rows -> {
          ObjectNode page = JsonNodeFactory.instance.objectNode();
          var list = page.putArray("notifications");
          rows.forEach(row -> list.add(view(row)));
          return page;
        });
  }

  /** One of them. */
  Uni<Optional<ObjectNode>> find(RepositoryName repository, UUID notification) {
    return select(repository, notification)
        .map(rows -> OneRow.optional(rows).map(row -> view(row)));
  }

  private Uni<RowSet<Row>> select(RepositoryName repository, @Nullable UUID notification) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(repository.namespace(), repository.name(), notification));
  }

  private static ObjectNode view(Row row) {
    ObjectNode config = (ObjectNode) json(row.getString("config"));
    String kind = row.getString("target_kind");
    if (kind != null) {
      String name = row.getString("target");
      config.putObject("target").put("kind", kind).put("name", name == null ? GONE : name);
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("uuid", row.getUUID("uuid").toString())
        .put("title", row.getString("title"))
        .put("event", row.getString("event"))
        .put("method", row.getString("method"))
        .<ObjectNode>set("config", config)
        .<ObjectNode>set("event_config", json(row.getString("event_config")))
        .put("number_of_failures", row.getInteger("failures"));
  }

  /** What was stored as JSON. */
  static JsonNode json(String stored) {
    try {
      return JSON.readTree(stored);
    } catch (IOException e) {
      throw new UncheckedIOException("not what was stored", e);
    }
  }
}
