package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Features;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.registries.tag.WantedTags.Any;
import dev.wharfinger.registries.tag.WantedTags.Both;
import dev.wharfinger.registries.tag.WantedTags.Containing;
import dev.wharfinger.registries.tag.WantedTags.Exactly;
import dev.wharfinger.registries.tag.WantedTags.Filter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * The tags of a repository as registries reported them, with those that ended within the time
 * machine of the namespace. Source: contract repositories 1.2.
 */
@Singleton
class TagView {

  @Bound(
      of = "manifests shown of an index in a list of tags",
      unit = "items",
      beyond = "the rest are counted but not listed",
      test = "ListRepoTagsApiTest.showsTheFirstManifestsOfALargeIndex")
  static final int MOST_CHILDREN = 100;

  private static final String ALIVE =
      " AND t.ends IS NULL AND (x.expires IS NULL OR x.expires > $5::timestamptz)";

  private static final String KEPT = " AND " + TagRows.kept("$5::timestamptz");

  /** $1 the repository, $2 how many rows after how many $3, $4 how many manifests, $5 now. */
  private static final String SELECT =
      """
      SELECT t.name, t.digest, t.at, t.ends, t.is_index, t.layers_bytes, t.reversion, t.immutable, c.children, c.present, c.shown
      FROM (
        SELECT t.repository, t.name, t.digest, t.at, least(t.ends, x.expires) AS ends, t.is_index, t.layers_bytes,
               t.reversion, %s AS immutable
        FROM activity.tag_row t
        LEFT JOIN tag_expiration x ON x.repository = t.repository AND x.tag = t.name AND x.starts = t.at
        WHERE t.repository = $1 AND t.digest IS NOT NULL%s
        ORDER BY t.at DESC, t.name LIMIT $2 OFFSET $3) t
      LEFT JOIN LATERAL (
        SELECT count(*) AS children, count(m.digest) AS present,
               json_object_agg(h.digest, m.digest IS NOT NULL) FILTER (WHERE h.number <= $4) AS shown
        FROM (
          SELECT h.digest, row_number() OVER (ORDER BY h.digest) AS number FROM activity.manifest_child h
          WHERE h.repository = t.repository AND h.parent = t.digest) h
        LEFT JOIN activity.manifest m
          ON m.repository = t.repository AND m.digest = h.digest AND m.live) c ON t.is_index
      ORDER BY t.at DESC, t.name
      """;

  private final Pool pool;
  private final boolean immutableTags;

  @Inject
  TagView(Pool pool, Features features) {
    this.pool = pool;
    this.immutableTags = features.featureImmutableTags();
  }

  /** A page of tags. */
  Uni<ObjectNode> page(RepositoryId repository, WantedTags wanted, Instant now) {
    StringBuilder where = new StringBuilder(wanted.alive() ? ALIVE : KEPT);
    Tuple values =
        Tuple.of(
            repository.value(),
            wanted.limit() + 1,
            wanted.before(),
            MOST_CHILDREN,
            now.atOffset(ZoneOffset.UTC));
    restrict(wanted.filter(), where, values);
    return pool.preparedQuery(SELECT.formatted(TagRows.IS_IMMUTABLE, where))
        .execute(values)
        .map(rows -> page(rows, wanted));
  }

  private static void restrict(Filter filter, StringBuilder where, Tuple values) {
    int next = values.size() + 1;
    switch (filter) {
      case Any() -> {}
      case Exactly(String name) -> {
        where.append(" AND t.name = $").append(next);
        values.addString(name);
      }
      case Containing(String text) -> {
        where.append(" AND position(lower($").append(next).append(") in lower(t.name)) > 0");
        values.addString(text);
      }
      case Both(Exactly first, Filter second) -> {
        restrict(first, where, values);
        restrict(second, where, values);
      }
    }
  }

  private ObjectNode page(RowSet<Row> rows, WantedTags wanted) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode tags = page.putArray("tags");
    for (Row row : rows) {
      if (tags.size() < wanted.limit()) {
        tags.add(tag(row));
      }
    }
    return page.put("page", wanted.page()).put("has_additional", rows.size() > wanted.limit());
  }

  private ObjectNode tag(Row row) {
    boolean isIndex = row.getBoolean("is_index");
    ObjectNode tag =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", row.getString("name"))
            .put("reversion", row.getBoolean("reversion"));
    if (immutableTags) {
      tag.put("immutable", row.getBoolean("immutable"));
    }
    OffsetDateTime ends = row.getOffsetDateTime("ends");
    putTime(tag, "start_ts", "last_modified", row.getOffsetDateTime("at"));
    if (ends != null) {
      putTime(tag, "end_ts", "expiration", ends);
    }
    tag.put("manifest_digest", row.getString("digest"))
        .put("is_manifest_list", isIndex)
        .put("size", row.getLong("layers_bytes"));
    if (isIndex) {
      putChildren(tag, row);
    }
    return tag;
  }

  private static void putTime(ObjectNode tag, String seconds, String date, OffsetDateTime time) {
    tag.put(seconds, time.toEpochSecond()).put(date, Dates.rfc2822(time.toInstant()));
  }

  private static void putChildren(ObjectNode tag, Row row) {
    long children = row.getLong("children");
    long present = row.getLong("present");
    tag.put("is_sparse", present < children)
        .put("child_manifest_count", children)
        .put("present_child_count", present);
    ObjectNode shown = tag.putObject("child_manifests_presence");
    if (row.getJson("shown") instanceof JsonObject digests) {
      digests.forEach(child -> shown.put(child.getKey(), (Boolean) child.getValue()));
    }
  }
}
