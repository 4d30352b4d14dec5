package dev.wharfinger.records.transparency;

import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * The last checkpoint. A new one is made a minute after the last, or after a hundred records; and
 * when somebody wants a proof of a record that none covers yet.
 */
@Singleton
class Checkpoints {

  /** So many records after the last checkpoint, another is made. */
  static final int RECORDS = 100;

  /** The same in seconds. */
  static final int SECONDS = 60;

  private static final String DUE =
      "SELECT $1::bigint > 0 AND NOT EXISTS (SELECT FROM vault.checkpoint WHERE size >= $1"
          + " OR size > $1 - %d AND made_at > now() - interval '%d seconds')"
              .formatted(RECORDS, SECONDS);

  /** Never an older one in the place of a newer one. */
  private static final String STORE =
      "INSERT INTO vault.checkpoint (size, note, made_at) VALUES ($1, $2, now())"
          + " ON CONFLICT (one_row) DO UPDATE SET size = EXCLUDED.size, note = EXCLUDED.note,"
          + " made_at = EXCLUDED.made_at WHERE checkpoint.size < EXCLUDED.size";

  private final Pool pool;
  private final TreeTables tables;
  private final CheckpointKeys keys;

  @Inject
  Checkpoints(Pool pool, TreeTables tables, CheckpointKeys keys) {
    this.pool = pool;
    this.tables = tables;
    this.keys = keys;
  }

  /** A checkpoint as it is stored and served. */
  record Made(long size, String note) {}

  /** The last one; empty before the first. */
  Uni<Optional<Made>> last() {
    return pool.preparedQuery("SELECT size, note FROM vault.checkpoint")
        .execute()
        .map(rows -> OneRow.optional(rows).map(row -> new Made(row.getLong(0), row.getString(1))));
  }

  /** One that covers a tree of this size; empty if there is no such tree yet. */
  Uni<Optional<Made>> covering(long size) {
    return last()
        .flatMap(last ->
            last.filter(made -> made.size >= size).isPresent()
                ? Uni.createFrom().item(last)
                : tables
                    .position()
                    .flatMap(tree ->
                        tree.seq() < size
                            ? Uni.createFrom().item(Optional.<Made>empty())
                            : make(tree.seq()).flatMap(_ -> last())));
  }

  /** Whether it is time for one of the tree of this size. */
  Uni<Boolean> isDue(long size) {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of(size))
        .map(rows -> OneRow.of(rows).getBoolean(0));
  }

  /** Makes one for the tree of this size, if it is time. */
  Uni<Void> makeIfDue(long size) {
    return isDue(size).flatMap(due -> due ? make(size) : Uni.createFrom().voidItem());
  }

  private Uni<Void> make(long size) {
    return tables
        .compute(tree -> tree.root(size))
        .map(root -> keys.sign(size, root))
        .flatMap(note -> pool.preparedQuery(STORE).execute(Tuple.of(size, note)))
        .replaceWithVoid();
  }
}
