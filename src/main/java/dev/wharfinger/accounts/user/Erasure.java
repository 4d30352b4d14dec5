package dev.wharfinger.accounts.user;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Attempts;
import dev.wharfinger.platform.schedule.Waits;
import dev.wharfinger.platform.schedule.WorkQueue;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Destroys the keys of deleted users once the deletion is durable: from then on, what was sealed
 * with them in the journal is unreadable (crypto-shredding).
 */
@Singleton
public class Erasure implements WorkQueue {

  private static final Logger LOG = Logger.getLogger(Erasure.class);

  private static final String NAME = "erasure";

  @Bound(
      of = "attempts to destroy a deleted user's key",
      unit = "attempts",
      beyond = "the erasure is parked; it cannot be dropped",
      test = "ParkedWorkApiTest.aParkedErasureCannotBeGivenUp")
  private static final int TRIES = 10;

  private static final Waits WAITS = new Waits(Duration.ofMinutes(1), Duration.ofHours(1), TRIES);

  private static final String LEFT =
      """
      SELECT e.subject_key FROM erased_subject e
      LEFT JOIN vault.subject_key k ON k.id = e.subject_key
      WHERE k.erased IS NULL AND %s LIMIT 1000
      """
          .formatted(Attempts.due(NAME, "e.subject_key"));

  private final Pool pool;
  private final SubjectKeys keys;
  private final Attempts attempts;

  @Inject
  Erasure(Pool pool, SubjectKeys keys, Attempts attempts) {
    this.pool = pool;
    this.keys = keys;
    this.attempts = attempts;
  }

  /** Destroys the keys of the users deleted by this record; if that fails, the sweep retries it. */
  public Uni<Void> of(long seq) {
    return tolerant(
        pool.preparedQuery("SELECT subject_key FROM erased_subject WHERE seq = $1")
            .execute(Tuple.of(seq))
            .flatMap(this::destroy));
  }

  void schedule(@Observes Schedule schedule) {
    Duration often = Duration.ofMinutes(1);
    schedule.every(often, often, NAME, this::sweep);
  }

  /** Destroys keys left by a crash between deletion and erasure, and those that failed before. */
  private Uni<Void> sweep() {
    return pool.preparedQuery(LEFT)
        .execute()
        .flatMap(rows ->
            attempts.each(
                this,
                rows,
                1,
                row -> row.getUUID(0).toString(),
                row ->
                    keys.erase(row.getUUID(0))
                        .flatMap(_ -> attempts.done(this, row.getUUID(0).toString()))));
  }

  private Uni<Void> destroy(RowSet<Row> found) {
    return Multi.createFrom()
        .items(StreamSupport.stream(found.spliterator(), false).map(row -> row.getUUID(0)))
        .onItem()
        .transformToUniAndConcatenate(key -> tolerant(keys.erase(key)))
        .collect()
        .last()
        .replaceWithVoid();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Waits waits() {
    return WAITS;
  }

  /** Never dropped: a deleted user's key must be destroyed eventually. */
  @Override
  public Uni<Boolean> drop(String item) {
    return Uni.createFrom().item(false);
  }

  private static Uni<Void> tolerant(Uni<Void> work) {
    return work.onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("Keys of deleted users were not destroyed: %s", failure.getClass().getName());
          return Uni.createFrom().voidItem();
        });
  }
}
