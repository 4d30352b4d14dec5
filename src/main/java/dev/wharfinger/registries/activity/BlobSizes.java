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
   * Creates it for one transaction.
   *
   * @param resized takes the namespaces whose size changes
   */
  BlobSizes(SqlConnection connection, Set<Long> resized) {
    this.connection = connection;
    this.resized = resized;
  }

  /**
   * Stores the sizes stated by registries. Learning a size changes the rows of all namespaces with
   * the blob, so it waits until no other transaction adds such rows.
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

  /** Queues blobs whose size no registry stated, to be asked for. */
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

  /**
   * One of several rows that add up to the registry's total, so that concurrent transactions use
   * different rows.
   */
  int lane() {
    return Math.floorMod(System.identityHashCode(connection), LANES);
  }

  private Uni<Void> run(String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).replaceWithVoid();
  }
}
