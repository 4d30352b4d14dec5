package dev.wharfinger.registries.builds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds as their readers and superusers see them. Source: contract superuser 1.4, repositories 10.
 */
@Singleton
public class BuildView {

  /** A build without reports for longer than this is considered aborted. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final String GIVEN_UP = "internalerror";
  private static final Set<String> TERMINAL = Set.of("complete", "error", GIVEN_UP, "cancelled");

  private static final String COLUMNS =
      """
      SELECT b.uuid, b.phase, b.started, b.display_name, b.has_retries, b.job, b.resource_key,
             b.status, r.name AS repository, n.name AS namespace, o.name AS robot,
             t.uuid AS trigger, t.service, t.is_active, t.build_source, t.repository_url, t.config
      """;

  private static final String FROM =
      """
      FROM activity.build b JOIN repository r ON r.id = b.repository
      JOIN namespace n ON n.id = r.namespace
      LEFT JOIN activity.build_trigger t ON t.uuid = b.trigger
      LEFT JOIN namespace o ON o.id = b.pull_robot
      """;

  private static final String ANY =
      COLUMNS + ", " + BuildRights.COLUMNS + FROM + "WHERE b.uuid = $1";

  private static final String ONE = COLUMNS + FROM + "WHERE b.uuid = $1 AND b.repository = $2";

  private static final String NEWEST =
      COLUMNS
          + FROM
          + """
          WHERE b.repository = $1 AND b.started >= $2
          ORDER BY b.started DESC, b.uuid LIMIT $3
          """;

  private static final String LOGS =
      """
      SELECT b.logs_url, b.phase, (SELECT count(*) FROM activity.build_log l
        WHERE l.repository = b.repository AND l.build = b.uuid) AS total
      FROM activity.build b WHERE b.uuid = $1\
      """;

  /** Log entries in one response; further ones are requested with {@code start}. */
  @Bound(
      of = "entries of a build log in one response",
      unit = "items",
      beyond = "the response ends; the rest can be requested with start",
      test = "PageBytesApiTest.endsTheLogOfABuildEarly")
  private static final int MAX_ENTRIES = 10_000;

  private final Pool pool;

  @Inject
  BuildView(Pool pool) {
    this.pool = pool;
  }

  /** The build with this UUID, as the caller may see it at this moment. */
  Uni<Optional<ObjectNode>> find(String uuid, Caller.User caller, Instant now) {
    return pool.preparedQuery(ANY)
        .execute(Tuple.of(uuid, caller.account().value()))
        .map(rows ->
            OneRow.optional(rows).map(row -> render(row, BuildRights.of(row, caller), now)));
  }

  /** The build with this UUID, if it is one of the repository. */
  Uni<Optional<ObjectNode>> find(
      String uuid, RepositoryId repository, BuildRights rights, Instant now) {
    return pool.preparedQuery(ONE)
        .execute(Tuple.of(uuid, repository.value()))
        .map(rows -> OneRow.optional(rows).map(row -> ofRepository(row, rights, now)));
  }

  /** The newest builds of a repository that began at this time or later. */
  Uni<List<ObjectNode>> newest(
      RepositoryId repository, Instant since, int limit, BuildRights rights, Instant now) {
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.of(repository.value(), since.atOffset(ZoneOffset.UTC), limit))
        .map(rows -> {
          List<ObjectNode> builds = new ArrayList<>();
          rows.forEach(row -> builds.add(ofRepository(row, rights, now)));
          return builds;
        });
  }

  /** Here a trigger also says whether it was disabled; one that is reported is not. */
  private static ObjectNode ofRepository(Row row, BuildRights rights, Instant now) {
    ObjectNode build = render(row, rights, now);
    if (build.get("trigger") instanceof ObjectNode trigger) {
      trigger.put("enabled", true).putNull("disabled_reason");
    }
    return build;
  }

  private static ObjectNode render(Row row, BuildRights rights, Instant now) {
    JsonObject job = (JsonObject) row.getJson("job");
    JsonObject status = (JsonObject) row.getJson("status");
    boolean ended = TERMINAL.contains(row.getString("phase"));
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", row.getString("uuid"))
            .put("phase", phase(row, ended, status, now))
            .put("started", Dates.rfc2822(row.getOffsetDateTime("started").toInstant()))
            .put("display_name", row.getString("display_name"))
            .putPOJO("status", ended ? Map.of() : status.getMap())
            .put("subdirectory", job.getString("build_subdir", ""))
            .put("dockerfile_path", job.getString("build_subdir", ""))
            .put("context", job.getString("context", ""))
            .putPOJO("tags", job.getJsonArray("docker_tags", new JsonArray()).getList())
            .put("manual_user", job.getString("manual_user"))
            .put("is_writer", rights.write());
    view.set("trigger", trigger(row, rights));
    JsonObject metadata = rights.read() ? job.getJsonObject("trigger_metadata") : null;
    view.putPOJO("trigger_metadata", metadata == null ? null : metadata.getMap())
        .put("resource_key", row.getString("resource_key"));
    view.set("pull_robot", robot(row));
    view.putObject("repository")
        .put("namespace", row.getString("namespace"))
        .put("name", row.getString("repository"));
    view.putNull("error");
    if (rights.write() && job.getString("archive_url") != null) {
      view.put("archive_url", job.getString("archive_url"));
    }
    return view;
  }

  /** The stored phase, unless there were no reports for too long. */
  private static String phase(Row row, boolean ended, JsonObject status, Instant now) {
    String stored = row.getString("phase");
    boolean silent =
        !ended
            && status.getValue("heartbeat") instanceof Number heartbeat
            && heartbeat.longValue() != 0
            && Instant.ofEpochSecond(heartbeat.longValue()).plus(SILENCE).isBefore(now);
    String phase = silent ? GIVEN_UP : stored;
    return phase.equals(GIVEN_UP) && !row.getBoolean("has_retries") ? "expired" : phase;
  }

  private static @Nullable ObjectNode trigger(Row row, BuildRights rights) {
    if (row.getString("trigger") == null) {
      return null;
    }
    JsonObject config = (JsonObject) row.getJson("config");
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", row.getString("trigger"))
        .put("service", row.getString("service"))
        .put("is_active", row.getBoolean("is_active"))
        .put("build_source", rights.read() ? row.getString("build_source") : null)
        .put("repository_url", rights.read() ? row.getString("repository_url") : null)
        .putPOJO("config", rights.admin() ? config.getMap() : Map.of())
        .put("can_invoke", rights.admin());
  }

  private static @Nullable ObjectNode robot(Row row) {
    String name = row.getString("robot");
    return name == null
        ? null
        : JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("kind", "user")
            .put("is_robot", true);
  }

  /**
   * Where the log of a build is, and how many of its entries are here.
   *
   * @param over whether it is complete
   */
  record Logs(Optional<String> movedTo, long total, boolean over) {

    /** Whether the whole log is here. */
    boolean isArchived() {
      return over && total > 0;
    }
  }

  /** The state of a build's log; empty for an unknown build. */
  Uni<Optional<Logs>> logs(String uuid) {
    return logs(LOGS, Tuple.of(uuid));
  }

  /** The same, if it is a build of the repository. */
  Uni<Optional<Logs>> logs(String uuid, RepositoryId repository) {
    return logs(LOGS + " AND b.repository = $2", Tuple.of(uuid, repository.value()));
  }

  private Uni<Optional<Logs>> logs(String query, Tuple values) {
    return pool.preparedQuery(query)
        .execute(values)
        .map(rows -> OneRow.optional(rows).map(row -> logs(row)));
  }

  private static Logs logs(Row row) {
    return new Logs(
        Optional.ofNullable(row.getString("logs_url")),
        row.getLong("total"),
        TERMINAL.contains(row.getString("phase")));
  }

  /**
   * The log from an entry on, as much as {@link PageBytes} allows; negative counts from the end.
   */
  Uni<Map<String, Object>> told(String uuid, long total, long start) {
    return entries(uuid, start < 0 ? total + start : start)
        .map(entries -> {
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("start", start);
          body.put("total", total);
          body.put("logs", entries);
          return body;
        });
  }

  private Uni<List<ObjectNode>> entries(String uuid, long from) {
    return pool.preparedQuery(
            PageBytes.fitting(
                "SELECT l.message, l.type, l.data, l.position,"
                    + " l.message || coalesce(l.data::text, '') AS told"
                    + " FROM activity.build b JOIN activity.build_log l"
                    + " ON l.repository = b.repository AND l.build = b.uuid"
                    + " WHERE b.uuid = $1 AND l.position >= $2 ORDER BY l.position LIMIT "
                    + MAX_ENTRIES,
                "told",
                "position"))
        .execute(Tuple.of(uuid, from))
        .map(rows -> {
          List<ObjectNode> entries = new ArrayList<>();
          rows.forEach(row -> entries.add(entry(row)));
          return entries;
        });
  }

  private static ObjectNode entry(Row row) {
    ObjectNode entry =
        JsonNodeFactory.instance.objectNode().put("message", row.getString("message"));
    if (row.getString("type") != null) {
      entry.put("type", row.getString("type"));
    }
    if (row.getJson("data") instanceof JsonObject data) {
      entry.putPOJO("data", data.getMap());
    }
    return entry;
  }
}
