package dev.wharfinger.registries.builds;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.http.PageBytes;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A build as superusers see it. Source: contract superuser 1.4. */
@Singleton
public class BuildView {

  /** A build without reports for longer than this is considered aborted. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private static final String GIVEN_UP = "internalerror";
  private static final Set<String> TERMINAL = Set.of("complete", "error", GIVEN_UP, "cancelled");

  private static final String SELECT =
      """
      SELECT b.uuid, b.phase, b.started, b.display_name, b.has_retries, b.job, b.resource_key,
             b.status, r.name AS repository, n.name AS namespace, o.name AS robot,
             t.uuid AS trigger, t.service, t.is_active, t.build_source, t.repository_url, t.config,
      """
          + BuildRights.COLUMNS
          + """
          FROM activity.build b JOIN repository r ON r.id = b.repository
          JOIN namespace n ON n.id = r.namespace
          LEFT JOIN activity.build_trigger t ON t.uuid = b.trigger
          LEFT JOIN namespace o ON o.id = b.pull_robot
          WHERE b.uuid = $1
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
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(uuid, caller.account().value()))
        .map(rows -> OneRow.optional(rows).map(row -> render(row, caller, now)));
  }

  private static ObjectNode render(Row row, Caller.User caller, Instant now) {
    BuildRights rights = BuildRights.of(row, caller);
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
    return pool.preparedQuery(
            "SELECT logs_url, phase, (SELECT count(*) FROM activity.build_log l"
                + " WHERE l.repository = b.repository AND l.build = b.uuid) AS total"
                + " FROM activity.build b WHERE uuid = $1")
        .execute(Tuple.of(uuid))
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
