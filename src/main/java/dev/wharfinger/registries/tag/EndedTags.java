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
   * to be removed: those of the tag $2 with the digest $3 that ended, or the one that has lived
   * since $4.
   */
  private static final String SHOWN =
      """
      SELECT t.digest, t.name = $2 AND t.digest = $3 AND CASE
          WHEN $4::timestamptz IS NULL THEN coalesce(least(t.ends, x.expires) <= now(), false)
          ELSE t.at = $4 END AS removed
      FROM activity.tag_row t
      LEFT JOIN tag_expiration x ON x.repository = t.repository AND x.tag = t.name AND x.starts = t.at
      WHERE t.repository = $1 AND t.digest IS NOT NULL
        AND\s
      """
          + TagRows.kept("now()");

  private static final String HAS = "SELECT FROM (" + SHOWN + ") s WHERE removed LIMIT 1";

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
        SELECT FROM had h JOIN (%s) s ON s.digest = h.through WHERE h.digest = w.digest AND NOT s.removed)
      ORDER BY w.digest <> $3, w.digest LIMIT %d
      """
          .formatted(SHOWN, TagView.MOST_CHILDREN + 1);

  /** As if it had ended before what the time machine shows: a report that comes again finds it. */
  private static final String FORGET =
      """
      UPDATE activity.tag_row t SET ends = least(t.ends, now() - n.tag_expiration_s * interval '1 second')
      FROM repository r JOIN namespace n ON n.id = r.namespace
      WHERE r.id = $1 AND t.repository = r.id AND t.name = $2 AND t.digest = $3
        AND CASE WHEN $4::timestamptz IS NULL THEN t.ends IS NOT NULL OR %s
          ELSE t.at = $4 END
      """
          .formatted(TagRows.HAS_EXPIRED);

  private final Pool pool;

  @Inject
  EndedTags(Pool pool) {
    this.pool = pool;
  }

  /**
   * What is to be removed.
   *
   * @param since when it has lived; null if it ended
   */
  record Removal(RepositoryId repository, String tag, String digest, @Nullable Instant since) {

    private Tuple values() {
      OffsetDateTime at = since == null ? null : since.atOffset(ZoneOffset.UTC);
      return Tuple.of(repository.value(), tag, digest, at);
    }
  }

  /** Whether it is there, or shown by the time machine. */
  Uni<Boolean> has(Removal removal) {
    return pool.preparedQuery(HAS).execute(removal.values()).map(rows -> rows.size() > 0);
  }

  /**
   * The digests that nothing else has, of an index with many manifests those of the first hundred.
   *
   * @param submanifests whether also those of the manifests in an index
   */
  Uni<List<String>> onlyThere(Removal removal, boolean submanifests) {
    return pool.preparedQuery(ONLY_THERE)
        .execute(removal.values().addBoolean(submanifests))
        .map(rows -> {
          List<String> digests = new ArrayList<>();
          rows.forEach(row -> digests.add(row.getString("digest")));
          return digests;
        });
  }

  /** Removes it from the history. */
  Uni<Void> forget(Removal removal) {
    return pool.preparedQuery(FORGET).execute(removal.values()).replaceWithVoid();
  }
}
