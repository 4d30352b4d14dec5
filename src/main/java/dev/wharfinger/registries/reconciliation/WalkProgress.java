package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.activity.Corrections.Counts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/**
 * How far a walk is, kept so that any instance can carry it on.
 *
 * @param catalogue the last repository of the registry's list that was read
 * @param isListed whether that list was read to its end
 * @param repository the last one that was visited
 * @param tries how often the one after it was tried in vain
 */
record WalkProgress(
    UUID walk,
    String catalogue,
    boolean isListed,
    long repository,
    int tries,
    long visited,
    long unknown,
    long failed,
    Counts counts) {

  private static final String BEGIN =
      """
      INSERT INTO activity.reconciliation AS p (walk, total)
      SELECT $1, (SELECT count(*) FROM repository)
      ON CONFLICT (only_one) DO UPDATE SET walk = excluded.walk, total = excluded.total, catalogue = '', listed = false,
        repository = 0, tries = 0, visited = 0, unknown = 0, failed = 0, tags_set = 0, tags_deleted = 0, manifests_set = 0,
        manifests_deleted = 0, blob_sizes = 0
      WHERE p.walk <> excluded.walk
      """;

  private static final String SELECT = "SELECT * FROM activity.reconciliation WHERE walk = $1";

  private static final String STORE =
      """
      UPDATE activity.reconciliation SET catalogue = $2, listed = $3, repository = $4, tries = $5, visited = $6,
        unknown = $7, failed = $8, tags_set = $9, tags_deleted = $10, manifests_set = $11, manifests_deleted = $12,
        blob_sizes = $13
      WHERE walk = $1
      """;

  /** Reads it; a walk that has none is at its beginning. */
  static Uni<WalkProgress> of(Pool pool, UUID walk) {
    return pool.preparedQuery(BEGIN)
        .execute(Tuple.of(walk))
        .flatMap(_ -> pool.preparedQuery(SELECT).execute(Tuple.of(walk)))
        .map(rows -> of(OneRow.of(rows)));
  }

  private static WalkProgress of(Row row) {
    return new WalkProgress(
        row.getUUID("walk"),
        row.getString("catalogue"),
        row.getBoolean("listed"),
        row.getLong("repository"),
        row.getInteger("tries"),
        row.getLong("visited"),
        row.getLong("unknown"),
        row.getLong("failed"),
        new Counts(
            row.getLong("tags_set"),
            row.getLong("tags_deleted"),
            row.getLong("manifests_set"),
            row.getLong("manifests_deleted"),
            row.getLong("blob_sizes")));
  }

  Uni<WalkProgress> store(Pool pool) {
    return pool.preparedQuery(STORE)
        .execute(
            Tuple.tuple()
                .addUUID(walk)
                .addString(catalogue)
                .addBoolean(isListed)
                .addLong(repository)
                .addInteger(tries)
                .addLong(visited)
                .addLong(unknown)
                .addLong(failed)
                .addLong(counts.tagsSet())
                .addLong(counts.tagsDeleted())
                .addLong(counts.manifestsSet())
                .addLong(counts.manifestsDeleted())
                .addLong(counts.blobSizes()))
        .replaceWith(this);
  }

  /** A page of the registry's list was read, with so many repositories that do not exist here. */
  WalkProgress listed(String last, boolean whole, long more) {
    return new WalkProgress(
        walk, last, whole, repository, tries, visited, unknown + more, failed, counts);
  }

  /** A repository was visited. */
  WalkProgress visited(long id, Counts corrected) {
    return new WalkProgress(
        walk, catalogue, isListed, id, 0, visited + 1, unknown, failed, counts.plus(corrected));
  }

  /** A repository could not be visited; it is left out once it was tried so often. */
  WalkProgress failed(long id, int mostTries) {
    boolean leaves = tries + 1 >= mostTries;
    return new WalkProgress(
        walk,
        catalogue,
        isListed,
        leaves ? id : repository,
        leaves ? 0 : tries + 1,
        visited,
        unknown,
        leaves ? failed + 1 : failed,
        counts);
  }
}
