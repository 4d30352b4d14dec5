package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.sql.OneRow;
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
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes tags from the history once the time machine of their namespace cannot show them any more,
 * and what was kept of manifests that no tag of the history has. Goes through the repositories
 * again and again, a few steps at a time. Source: contract repositories 1.1.
 */
@Singleton
class RemoveEndedTags {

  @Bound(
      of =
          "ended tags that are removed from the history by one statement, and repositories searched",
      unit = "rows",
      beyond = "the next statement goes on",
      test = "RemoveEndedTagsApiTest.removesManyInSteps")
  static final int ROWS = 1_000;

  @Bound(
      of = "statements that remove ended tags from the history in one run, every ten seconds",
      unit = "statements",
      beyond = "the next run goes on",
      test = "RemoveEndedTagsApiTest.removesManyInSteps")
  static final int STEPS = 20;

  /** So that a report which arrives late still finds what came after it. */
  @Bound(
      of = "time that an ended tag stays in the history after the time machine",
      unit = "hours",
      beyond = "its row is removed",
      test = "RemoveEndedTagsApiTest.removesWhatTheTimeMachineCannotShow")
  static final int LONGER_HOURS = 24;

  private static final String JOB = "ended-tags";

  /** $1 the last repository of the step before, $2 how many. */
  private static final String NEXT =
      """
      SELECT r.id, now() - interval '%d hours' - n.tag_expiration_s * interval '1 second' AS until
      FROM repository r JOIN namespace n ON n.id = r.namespace
      WHERE r.id > $1 ORDER BY r.id LIMIT $2
      """
          .formatted(LONGER_HOURS);

  private static final String REMOVE = "SELECT activity.remove_tag_rows($1, $2, $3)";

  private final Pool pool;
  private final Lease lease;

  /** The last repository that was searched; 0 before the first. */
  private long after;

  @Inject
  RemoveEndedTags(Pool pool, Lease lease) {
    this.pool = pool;
    this.lease = lease;
  }

  void schedule(@Observes Schedule schedule) {
    schedule.every(
        Duration.ofSeconds(10), Duration.ofSeconds(5), JOB, () -> lease.alone(JOB, this::run));
  }

  /** A run ends at the last repository, or after so many steps. */
  private Uni<Void> run() {
    return Multi.createBy()
        .repeating()
        .uni(this::step)
        .atMost(STEPS)
        .select()
        .first(isLast -> !isLast)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Whether it came to the last repository. */
  private Uni<Boolean> step() {
    return pool.preparedQuery(NEXT).execute(Tuple.of(after, ROWS)).flatMap(this::remove);
  }

  private Uni<Boolean> remove(RowSet<Row> repositories) {
    List<Long> ids = new ArrayList<>();
    List<OffsetDateTime> untils = new ArrayList<>();
    for (Row row : repositories) {
      ids.add(row.getLong("id"));
      untils.add(row.getOffsetDateTime("until"));
    }
    boolean isLast = ids.size() < ROWS;
    return pool.preparedQuery(REMOVE)
        .execute(Tuple.of(ids.toArray(Long[]::new), untils.toArray(OffsetDateTime[]::new), ROWS))
        .map(rows -> {
          boolean isDone = OneRow.of(rows).getInteger(0) < ROWS;
          if (isDone) {
            after = isLast ? 0 : ids.getLast();
          }
          return isDone && isLast;
        });
  }
}
