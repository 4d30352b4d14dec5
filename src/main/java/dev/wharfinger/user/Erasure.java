package dev.wharfinger.user;

import dev.wharfinger.vault.SubjectKeys;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Destroys the keys of deleted users, after the deletion is durable: what was sealed with them in
 * the journal is unreadable from then on (crypto-shredding).
 */
@Singleton
public class Erasure {

  private static final Logger LOG = Logger.getLogger(Erasure.class);

  private final Pool pool;
  private final SubjectKeys keys;

  @Inject
  Erasure(Pool pool, SubjectKeys keys) {
    this.pool = pool;
    this.keys = keys;
  }

  /** Destroys the keys of those who were deleted by this record; what fails now, the sweep does. */
  public Uni<Void> of(long seq) {
    return tolerant(
        pool.preparedQuery("SELECT subject_key FROM erased_subject WHERE seq = $1")
            .execute(Tuple.of(seq))
            .flatMap(this::destroy));
  }

  /** Destroys the keys that a crash between deletion and erasure left. */
  @Scheduled(every = "10m", delayed = "1m")
  Uni<Void> sweep() {
    return tolerant(
        pool.query(
                "SELECT e.subject_key FROM erased_subject e"
                    + " JOIN vault.subject_key k ON k.id = e.subject_key")
            .execute()
            .flatMap(this::destroy));
  }

  private Uni<Void> destroy(RowSet<Row> found) {
    return Multi.createFrom()
        .items(StreamSupport.stream(found.spliterator(), false).map(row -> row.getUUID(0)))
        .onItem()
        .transformToUniAndConcatenate(keys::erase)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Void> tolerant(Uni<Void> work) {
    return work.onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("Keys of deleted users wait to be destroyed: %s", failure.getClass().getName());
          return Uni.createFrom().voidItem();
        });
  }
}
