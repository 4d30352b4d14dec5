package dev.wharfinger.platform.schedule;

import dev.wharfinger.platform.journal.JournalUnavailable;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Records which items of queues failed, so that no item blocks another one: it is retried after
 * growing delays, and parked when it has failed too often. An instance that takes over the queue
 * continues where the last one stopped.
 */
@Singleton
public class Attempts {

  private static final Logger LOG = Logger.getLogger(Attempts.class);

  private static final String FAILED =
      """
      INSERT INTO vault.attempt (queue, item, failures, first_failed, next, reason)
      VALUES ($1, $2, 1, now(), now() + $3 * interval '1 second', $4)
      ON CONFLICT (queue, item) DO UPDATE
      SET failures = attempt.failures + 1, next = excluded.next, reason = excluded.reason
      RETURNING failures
      """;

  private static final String WAIT =
      "UPDATE vault.attempt SET next = now() + $3 * interval '1 second'"
          + " WHERE queue = $1 AND item = $2";

  private static final String PARK =
      "UPDATE vault.attempt SET next = NULL WHERE queue = $1 AND item = $2";

  private static final String DONE = "DELETE FROM vault.attempt WHERE queue = $1 AND item = $2";

  private static final String RETRY =
      "UPDATE vault.attempt SET next = now(), failures = 0, first_failed = now()"
          + " WHERE queue = $1 AND item = $2 AND next IS NULL";

  /** The oldest first; the list is limited, more appear when these are handled. */
  private static final String PARKED =
      """
      SELECT queue, item, failures, first_failed, reason FROM vault.attempt
      WHERE next IS NULL ORDER BY first_failed, queue, item LIMIT 200
      """;

  private final Pool pool;

  @Inject
  Attempts(Pool pool) {
    this.pool = pool;
  }

  /** An item that is no longer retried. */
  public record Parked(
      String queue, String item, int failures, Instant firstFailed, String reason) {}

  /**
   * A condition for the items that are due.
   *
   * @param item the SQL expression for an item
   */
  public static String due(String queue, String item) {
    return "NOT EXISTS (SELECT FROM vault.attempt a WHERE a.queue = '"
        + queue
        + "' AND a.item = ("
        + item
        + ")::text AND (a.next IS NULL OR a.next > now()))";
  }

  /**
   * Processes each item, a few at a time; a failing one is recorded and does not block others.
   * While the journal accepts no writes, failures are not counted.
   */
  public Uni<Void> each(
      WorkQueue queue,
      RowSet<Row> items,
      int atOnce,
      Function<Row, String> item,
      Function<Row, Uni<Void>> work) {
    return Multi.createFrom()
        .items(StreamSupport.stream(items.spliterator(), false))
        .onItem()
        .transformToUni(row ->
            Uni.createFrom()
                .deferred(() -> work.apply(row))
                .onFailure()
                .recoverWithUni(failure -> failed(queue, item.apply(row), failure)))
        .merge(atOnce)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Records that an item was completed. */
  public Uni<Void> done(WorkQueue queue, String item) {
    return pool.preparedQuery(DONE).execute(Tuple.of(queue.name(), item)).replaceWithVoid();
  }

  /** The parked items, oldest first. */
  public Uni<List<Parked>> parked() {
    return pool.preparedQuery(PARKED)
        .execute()
        .map(rows -> {
          List<Parked> parked = new ArrayList<>();
          for (Row row : rows) {
            OffsetDateTime since = row.getOffsetDateTime(3);
            parked.add(
                new Parked(
                    row.getString(0),
                    row.getString(1),
                    row.getInteger(2),
                    since.toInstant(),
                    row.getString(4)));
          }
          return parked;
        });
  }

  /** Schedules a parked item again, with all its attempts; returns whether there was one. */
  Uni<Boolean> retry(String queue, String item) {
    return pool.preparedQuery(RETRY).execute(Tuple.of(queue, item)).map(it -> it.rowCount() == 1);
  }

  private Uni<Void> failed(WorkQueue queue, String item, Throwable failure) {
    if (failure instanceof JournalUnavailable) {
      return Uni.createFrom().voidItem();
    }
    String reason =
        failure instanceof CannotBeDone hopeless
            ? hopeless.reason()
            : failure.getClass().getSimpleName();
    Waits waits = queue.waits();
    return pool.preparedQuery(FAILED)
        .execute(Tuple.of(queue.name(), item, (double) waits.first().toSeconds(), reason))
        .flatMap(rows -> {
          int failures = OneRow.of(rows).getInteger(0);
          boolean park = failures >= waits.tries() || failure instanceof CannotBeDone;
          LOG.warnf(
              "%s: item %s failed (%s) %d times; %s",
              queue.name(), item, reason, failures, park ? "parked" : "will be retried");
          Uni<RowSet<Row>> noted =
              park
                  ? pool.preparedQuery(PARK).execute(Tuple.of(queue.name(), item))
                  : pool.preparedQuery(WAIT)
                      .execute(
                          Tuple.of(queue.name(), item, (double) waits.after(failures).toSeconds()));
          return noted.replaceWithVoid();
        });
  }
}
