package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Attempts;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.schedule.Waits;
import dev.wharfinger.platform.schedule.WorkQueue;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Function;

/** Has work on tags done that needs the attached registry, one instance at a time. */
@Singleton
class TagRounds {

  /** The column that names a tag within all repositories, for the attempts on it. */
  static final String ITEM = "item";

  @Bound(
      of = "attempts on a tag at the attached registry, the last one a day after the first",
      unit = "attempts",
      beyond = "parked",
      test = "TagRoundsTest.parksATagThatTheRegistryRefusesForADay")
  static final int TRIES = 33;

  static final Waits WAITS = new Waits(Duration.ofSeconds(10), Duration.ofHours(1), TRIES);

  private static final int ROUND = 32;
  private static final int AT_ONCE = 4;
  private static final Duration PERIOD = Duration.ofSeconds(5);

  private final Pool pool;
  private final Lease lease;
  private final Attempts attempts;
  private final AttachedRegistry registry;
  private final Settings settings;

  @Inject
  TagRounds(
      Pool pool, Lease lease, Attempts attempts, AttachedRegistry registry, Settings settings) {
    this.pool = pool;
    this.lease = lease;
    this.attempts = attempts;
    this.registry = registry;
    this.settings = settings;
  }

  /**
   * Looks every few seconds for what is to be done, unless this service is read-only or has no
   * registry.
   *
   * @param due selects it, with the column {@link #ITEM}; $1 is how many rows are wanted
   */
  void schedule(Schedule schedule, WorkQueue queue, String due, Function<Row, Uni<Void>> work) {
    if (registry.isAttached() && settings.registryState() == RegistryState.NORMAL) {
      schedule.every(
          PERIOD,
          PERIOD,
          queue.name(),
          () ->
              // without a lease first: usually there is nothing to do
              pool.preparedQuery(due)
                  .execute(Tuple.of(1))
                  .flatMap(found ->
                      found.size() == 0
                          ? Uni.createFrom().voidItem()
                          : lease.alone(queue.name(), () -> round(queue, due, work))));
    }
  }

  /** While the registry is away, nothing is tried, so that nothing is given up. */
  private Uni<Void> round(WorkQueue queue, String due, Function<Row, Uni<Void>> work) {
    return registry
        .isReachable()
        .flatMap(reachable ->
            reachable
                ? pool.preparedQuery(due)
                    .execute(Tuple.of(ROUND))
                    .flatMap(found ->
                        attempts.each(queue, found, AT_ONCE, row -> row.getString(ITEM), work))
                : Uni.createFrom().voidItem());
  }
}
