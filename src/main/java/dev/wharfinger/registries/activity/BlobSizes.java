package dev.wharfinger.registries.activity;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Set;

/** The true sizes of blobs, within one transaction of the projection. */
final class BlobSizes {

  private static final int LANES = 16;

  private final SqlConnection connection;
  private final Set<Long> resized;

  /**
   * For one transaction.
   *
   * @param resized takes the namespaces whose size changes
   */
  BlobSizes(SqlConnection connection, Set<Long> resized) {
    this.connection = connection;
    this.resized = resized;
  }

  /**
   * What registries say of sizes. Who learns one changes the rows of all that have the blob, so he
   * waits until nobody else adds such rows.
   */
  Uni<Void> learn(Batch batch) {
    if (batch.sizes.isEmpty()) {
      return batch.manifests.keys().isEmpty()
          ? Uni.createFrom().voidItem()
          : run(Tables.SHARE_SIZES, Tuple.tuple());
    }
    Columns sizes = new Columns(String[]::new, Long[]::new);
    batch.sizes.forEach(sizes::add);
    return run(Tables.LOCK_SIZES, Tuple.tuple())
        .flatMap(_ -> connection.preparedQuery(Tables.LEARN_SIZES).execute(sizes.tuple(lane())))
        .invoke(rows -> rows.forEach(row -> resized.add(row.getLong("changed"))))
        .replaceWithVoid();
  }

  /** Has blobs asked for that no registry told the size of. */
  Uni<Void> ask(Batch batch, Manifests.Outcome outcome) {
    Columns blobs = new Columns(String[]::new, String[]::new);
    outcome
        .blobs()
        .forEach((key, change) -> {
          String name = batch.names.get(key.repository());
          if (change.by > 0 && name != null) {
            blobs.add(key.digest(), name);
          }
        });
    return blobs.isEmpty()
        ? Uni.createFrom().voidItem()
        : run(Tables.ASK_FOR_SIZES, blobs.tuple(MeasureBlobs.LONGEST_QUEUE));
  }

  /** One of several rows that hold the registry's total: who counts beside others takes another. */
  int lane() {
    return Math.floorMod(System.identityHashCode(connection), LANES);
  }

  private Uni<Void> run(String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).replaceWithVoid();
  }
}
