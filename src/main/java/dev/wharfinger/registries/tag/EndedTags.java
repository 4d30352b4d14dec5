package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.RepositoryId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is removed for good of the history of a tag, and what only it has at the registry. Source:
 * contract repositories 1.5.
 */
@Singleton
class EndedTags {

  /**
   * The rows of the repository $1 that live or that the time machine shows, with whether they are
   * to go: those of the tag $2 with the digest $3 that ended, or the one that has lived since $4.
   */
  private static final String SHOWN =
      """
      SELECT t.digest, t.name = $2 AND t.digest = $3 AND CASE
          WHEN $4::timestamptz IS NULL THEN coalesce(least(t.ends, x.expires) <= now(), false)
          ELSE t.at = $4 END AS goes
      FROM activity.tag_row t
      LEFT JOIN tag_expiration x ON x.repository = t.repository AND x.tag = t.name AND x.starts = t.at
      WHERE t.repository = $1 AND t.digest IS NOT NULL
        AND (least(t.ends, x.expires) IS NULL OR least(t.ends, x.expires) > now() - (
          SELECT n.tag_expiration_s FROM repository r JOIN namespace n ON n.id = r.namespace WHERE r.id = $1)
          * interval '1 second')
      """;

  private static final String HAS = "SELECT FROM (" + SHOWN + ") s WHERE goes LIMIT 1";

  /**
   * The digest and, if $5, those of the manifests in it, without those that other rows have, be it
   * through an index. The index comes first.
   */
  private static final String ONLY_THERE =
      """
      WITH wanted AS (
        SELECT $3::text COLLATE "C" AS digest UNION
        SELECT c.digest FROM activity.manifest_child c WHERE $5 AND c.repository = $1 AND c.parent = $3),
      had AS (
        SELECT digest, digest AS through FROM wanted UNION ALL
        SELECT w.digest, c.parent FROM wanted w
        JOIN activity.manifest_child c ON c.repository = $1 AND c.digest = w.digest)
      SELECT w.digest FROM wanted w
      WHERE NOT EXISTS (
        SELECT FROM had h JOIN (%s) s ON s.digest = h.through WHERE h.digest = w.digest AND NOT s.goes)
      ORDER BY w.digest <> $3, w.digest LIMIT %d
      """
          .formatted(SHOWN, TagView.MOST_CHILDREN + 1);

  /** As if it had ended before what the time machine shows: a report that comes again finds it. */
  private static final String FORGET =
      """
      UPDATE activity.tag_row t SET ends = least(t.ends, now() - n.tag_expiration_s * interval '1 second')
      FROM repository r JOIN namespace n ON n.id = r.namespace
      WHERE r.id = $1 AND t.repository = r.id AND t.name = $2 AND t.digest = $3
        AND CASE WHEN $4::timestamptz IS NULL THEN t.ends IS NOT NULL OR EXISTS (
            SELECT FROM tag_expiration x
            WHERE x.repository = t.repository AND x.tag = t.name AND x.starts = t.at AND x.expires <= now())
          ELSE t.at = $4 END
      """;

  private final Pool pool;

  @Inject
  EndedTags(Pool pool) {
    this.pool = pool;
  }

  /**
   * What is to go.
   *
   * @param since when it has lived; null if it ended
   */
  record Going(RepositoryId repository, String tag, String digest, @Nullable Instant since) {

    private Tuple values() {
      OffsetDateTime at = since == null ? null : since.atOffset(ZoneOffset.UTC);
      return Tuple.of(repository.value(), tag, digest, at);
    }
  }

  /** Whether it is there, or shown by the time machine. */
  Uni<Boolean> has(Going going) {
    return pool.preparedQuery(HAS).execute(going.values()).map(rows -> rows.size() > 0);
  }

  /**
   * The digests that nothing else has.
   *
   * @param within whether also those of the manifests in an index
   */
  Uni<List<String>> onlyThere(Going going, boolean within) {
    return pool.preparedQuery(ONLY_THERE)
        .execute(going.values().addBoolean(within))
        .map(rows -> {
          List<String> digests = new ArrayList<>();
          rows.forEach(row -> digests.add(row.getString("digest")));
          return digests;
        });
  }

  /** Removes it from the history. */
  Uni<Void> forget(Going going) {
    return pool.preparedQuery(FORGET).execute(going.values()).replaceWithVoid();
  }
}
