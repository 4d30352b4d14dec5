package dev.wharfinger.repositories.repository;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryEvent.State;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A single repository, with what registries reported of it: its tags and its usage. Source:
 * contract neighbours 6.
 */
@Singleton
public class RepositoryView {

  /** How many days the statistics cover. */
  private static final int DAYS = 92;

  @Bound(
      of = "tags shown for a repository",
      unit = "items",
      beyond = "the rest are omitted",
      test = "ReceiveRegistryEventsApiTest.showsTheFirstTagsOfMany")
  private static final int TAGS = 500;

  /** $4 whether tags are wanted and $6 how many, $5 the first day of the statistics. */
  private static final String SELECT =
      "SELECT "
          + RepositoryAccess.COLUMNS
          + """
          , r.description, r.status_token, n.tag_expiration_s,
          (SELECT json_agg(json_build_object('name', t.name, 'digest', t.digest, 'at', t.epoch, 'size', t.size,
                                            'expires', t.expires))
           FROM (
             SELECT g.name, g.digest, extract(epoch FROM g.at)::bigint AS epoch, (
               SELECT coalesce(sum(b.value::bigint), 0) FROM jsonb_each_text(m.blobs) b) AS size,
               floor(extract(epoch FROM x.expires))::bigint AS expires
             FROM activity.tag g
             JOIN activity.manifest m ON m.repository = g.repository AND m.digest = g.digest AND m.live
             LEFT JOIN tag_expiration x ON x.repository = g.repository AND x.tag = g.name AND EXISTS (
               SELECT FROM activity.tag_row w
               WHERE w.repository = g.repository AND w.name = g.name AND w.at = x.starts AND w.ends IS NULL)
             WHERE $4 AND g.repository = r.id AND (x.expires IS NULL OR x.expires > now()) ORDER BY g.name LIMIT $6) t) AS tags,
          (SELECT json_object_agg(c.day, c.count) FROM (
             SELECT l.day, sum(l.count) AS count FROM every_usage_log_count l
             WHERE l.repository = r.id AND l.repository <> 0 AND l.day >= $5 GROUP BY l.day) c) AS uses,
          """
          + Star.by("$3", "r.id")
          + " AS is_starred "
          + RepositoryAccess.FROM;

  private final Pool pool;

  @Inject
  RepositoryView(Pool pool) {
    this.pool = pool;
  }

  /** What a request asks for in addition to the repository. */
  record Wanted(boolean tags, boolean statistics, Instant now) {}

  /** The view for this caller, if permitted to read it. */
  Uni<ObjectNode> find(RepositoryName repository, Caller caller, Wanted wanted) {
    long account = caller instanceof Caller.User user ? user.account().value() : 0;
    return pool.preparedQuery(SELECT)
        .execute(
            Tuple.of(
                repository.namespace(),
                repository.name(),
                account,
                wanted.tags(),
                wanted.statistics() ? today(wanted).minusDays(DAYS) : today(wanted).plusDays(1),
                TAGS))
        .map(OneRow::of)
        .map(row ->
            view(RepositoryAccess.of(row, repository, caller).readBy(caller), row, caller, wanted));
  }

  private static ObjectNode view(Present repository, Row row, Caller caller, Wanted wanted) {
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("namespace", repository.namespace().name())
            .put("name", repository.name())
            .put("kind", "image")
            .put("description", row.getString("description"))
            .put("is_public", repository.isPublic())
            .put("is_organization", repository.namespace().isOrganization())
            .put("is_starred", row.getBoolean("is_starred"))
            .put(
                "status_token", repository.isPublic() ? "" : row.getUUID("status_token").toString())
            .put("trust_enabled", false)
            .put("tag_expiration_s", row.getLong("tag_expiration_s"))
            .put("is_free_account", true)
            .put("state", repository.state().name());
    if (wanted.tags()) {
      addTags(view.putObject("tags"), row);
    }
    view.put(
            "can_write",
            repository.allows(Role.WRITE, caller) && repository.state() == State.NORMAL)
        .put("can_admin", repository.allows(Role.ADMIN, caller));
    if (wanted.statistics()) {
      addStatistics(view.putArray("stats"), today(wanted), row);
    }
    return view;
  }

  private static LocalDate today(Wanted wanted) {
    return LocalDate.ofInstant(wanted.now(), ZoneOffset.UTC);
  }

  /** The tags whose manifest still exists. */
  private static void addTags(ObjectNode tags, Row row) {
    if (row.getJson("tags") instanceof JsonArray found) {
      for (Object each : found) {
        JsonObject tag = (JsonObject) each;
        ObjectNode shown =
            tags.putObject(tag.getString("name"))
                .put("name", tag.getString("name"))
                .put("size", tag.getLong("size"))
                .put("last_modified", Dates.rfc2822(Instant.ofEpochSecond(tag.getLong("at"))));
        if (tag.getLong("expires") != null) {
          shown.put("expiration", Dates.rfc2822(Instant.ofEpochSecond(tag.getLong("expires"))));
        }
        shown.put("manifest_digest", tag.getString("digest"));
      }
    }
  }

  /** Completed days, newest first. */
  private static void addStatistics(ArrayNode days, LocalDate today, Row row) {
    JsonObject uses = row.getJson("uses") instanceof JsonObject found ? found : new JsonObject();
    for (int back = 1; back < DAYS; back++) {
      String day = today.minusDays(back).toString();
      days.addObject().put("date", day).put("count", uses.getLong(day, 0L));
    }
  }
}
