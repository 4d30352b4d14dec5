package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Features;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.job.Schedule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Projects reports as they arrive. While one transaction runs, the next reports are read; after any
 * failure, reading restarts at the position stored in the database, so that nothing is skipped.
 * Reports that cannot be stored are found by bisection and parked, and the others continue. Any
 * number of instances may try: the stored offsets let one of them win each time.
 */
@Singleton
class FollowActivity {

  private static final Logger LOG = Logger.getLogger(FollowActivity.class);

  private static final String KNOWN =
      "SELECT partition, next FROM activity.projection_offset WHERE name = $1";

  private static final String BEGIN_AT =
      "INSERT INTO activity.projection_offset (name, partition, next)"
          + " SELECT $1, * FROM unnest($2::int[], $3::bigint[]) ON CONFLICT DO NOTHING";

  /**
   * The lock timeout is shorter than Postgres' deadlock timeout, which might abort a writer of the
   * journal. Offsets and rows roll back together, so a commit lost in a crash is repeated.
   */
  private static final String OPENING =
      "BEGIN; SET LOCAL lock_timeout = '700ms'; SET LOCAL synchronous_commit = off;"
          + " SET LOCAL idle_in_transaction_session_timeout = '15s'";

  /** Transactions between two liveness reports. */
  private static final int ROUNDS = 50;

  /** Without a success for this long, health reports it. */
  private static final Duration DEGRADED = Duration.ofSeconds(30);

  @Bound(
      of = "wait before reports are consumed again after a failure",
      unit = "seconds",
      beyond = "the wait stays at this value; it starts at one second and doubles",
      test = "FollowActivityTest.waitsLongerAfterEachFailure")
  private static final long LONGEST_WAIT_SECONDS = 60;

  private final Pool pool;
  private final ActivityTopic topic;
  private final ActivityReports reports;
  private final Rejections rejections;
  private final Unlogged unlogged;
  private final boolean queriesBlobSizes;
  private final boolean countsPulls;
  private final Counter projected;
  private final Counter unknown;
  private final AtomicReference<Lag> lag = new AtomicReference<>(Lag.NONE);
  private final AtomicLong parked = new AtomicLong();
  private volatile long success = System.nanoTime();
  private int failures;
  private long notBefore = success;
  private boolean open;
  private Stretch ahead = Stretch.NOTHING;

  @Inject
  FollowActivity(
      Pool pool,
      ActivityTopic topic,
      ActivityReports reports,
      Rejections rejections,
      Settings settings,
      WharfingerSettings own,
      Features features,
      MeterRegistry meters) {
    this.pool = pool;
    this.topic = topic;
    this.reports = reports;
    this.rejections = rejections;
    this.unlogged = Unlogged.of(settings);
    this.queriesBlobSizes = own.registryUrl().isPresent();
    this.countsPulls = features.featureImagePullStats();
    this.projected = ActivityMetrics.PROJECTED.count(meters);
    this.unknown = ActivityMetrics.UNKNOWN.count(meters);
    ActivityMetrics.LAG.observe(meters, this, FollowActivity::lag);
    ActivityMetrics.PARKED.observe(meters, parked, AtomicLong::get);
  }

  /**
   * The current state.
   *
   * @param silence since the last success
   */
  record State(Duration silence, long lag, long parked) {
    boolean isGood() {
      return silence.compareTo(DEGRADED) < 0;
    }
  }

  State state() {
    return new State(Duration.ofNanos(System.nanoTime() - success), lag(), parked.get());
  }

  /** What is on the topic and not committed. */
  private long lag() {
    return Objects.requireNonNull(lag.get()).all();
  }

  void schedule(@Observes Schedule schedule) {
    schedule.every(Duration.ofSeconds(1), Duration.ZERO, "activity", this::isDue, this::follow);
  }

  private boolean isDue() {
    return System.nanoTime() - notBefore >= 0;
  }

  /** Continues as long as records arrive, and reports success from time to time. */
  private Uni<Void> follow() {
    return Uni.createFrom()
        .deferred(this::pass)
        .invoke(this::succeeded)
        .onFailure()
        .invoke(this::failed);
  }

  private Uni<Void> pass() {
    return opened()
        .flatMap(_ -> ahead.isEmpty() ? next() : Uni.createFrom().item(ahead))
        .invoke(stretch -> ahead = stretch)
        .flatMap(_ -> drain())
        .onFailure(Projection.Overtaken.class)
        .recoverWithUni(() -> {
          again();
          return Uni.createFrom().voidItem();
        });
  }

  private void succeeded() {
    failures = 0;
    success = System.nanoTime();
  }

  private void failed() {
    notBefore = System.nanoTime() + wait(failures++).toNanos();
    again();
  }

  /** How long to wait after this many failures in a row. */
  static Duration wait(int failures) {
    return Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(failures, 30)));
  }

  /** Restarts reading at the position stored in the database. */
  private void again() {
    open = false;
    ahead = Stretch.NOTHING;
    lag.updateAndGet(it -> new Lag(it.all(), 0));
  }

  private Uni<Stretch> next() {
    return topic
        .read()
        .invoke(stretch ->
            lag.updateAndGet(it -> new Lag(stretch.behind(), it.read() + stretch.length())));
  }

  private Uni<Void> opened() {
    return open
        ? Uni.createFrom().voidItem()
        : pool.preparedQuery(KNOWN)
            .execute(Tuple.of(Projection.NAME))
            .map(rows -> {
              Map<Integer, Long> known = new HashMap<>();
              for (Row row : rows) {
                known.put(row.getInteger(0), row.getLong(1));
              }
              return known;
            })
            .flatMap(topic::open)
            .invoke(start -> lag.set(new Lag(start.behind(), 0)))
            .flatMap(start -> remember(start.positions()))
            .invoke(() -> open = true);
  }

  private Uni<Void> remember(Map<Integer, Long> positions) {
    Columns offsets = new Columns(Integer[]::new, Long[]::new);
    positions.forEach((partition, next) -> offsets.add(partition, next));
    Tuple values = Tuple.of(Projection.NAME);
    values.addValue(offsets.tuple().getValue(0)).addValue(offsets.tuple().getValue(1));
    return pool.preparedQuery(BEGIN_AT).execute(values).replaceWithVoid();
  }

  /** Projects and reads concurrently. */
  private Uni<Void> drain() {
    return Multi.createBy()
        .repeating()
        .uni(() ->
            Uni.combine()
                .all()
                .unis(
                    project(ahead),
                    ahead.isEmpty() ? Uni.createFrom().item(Stretch.NOTHING) : next())
                .asTuple()
                .invoke(done -> {
                  ahead = done.getItem2();
                  succeeded();
                }))
        .whilst(_ -> !ahead.isEmpty())
        .select()
        .first(ROUNDS)
        .collect()
        .last()
        .replaceWithVoid();
  }

  /**
   * Projects all of it: bisects what cannot be projected down to single reports, which are parked.
   */
  private Uni<Void> project(Stretch stretch) {
    return stretch.isEmpty()
        ? Uni.createFrom().voidItem()
        : commit(stretch)
            .onFailure(failure -> BadData.isToBlame(failure) && !stretch.notifications().isEmpty())
            .recoverWithUni(failure -> {
              if (stretch.reports().size() > 1) {
                return halves(stretch.halves());
              }
              LOG.warnf("Parked a report that cannot be projected: %s", BadData.reason(failure));
              return commit(stretch.rejectedFor(Fault.PROJECTION));
            });
  }

  private Uni<Void> halves(List<Stretch> halves) {
    return project(halves.getFirst()).flatMap(_ -> project(halves.getLast()));
  }

  private Uni<Void> commit(Stretch stretch) {
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    return pool.getConnection()
        .flatMap(connection ->
            within(connection, stretch, now)
                .eventually(() -> connection.close().onFailure().recoverWithNull()))
        .invoke(lost -> {
          lag.updateAndGet(it -> new Lag(it.unread(), it.read() - stretch.length()));
          projected.increment(stretch.notifications().size());
          parked.addAndGet(stretch.rejected().size());
          unknown.increment(lost);
          Rejections.Tally tally = new Rejections.Tally();
          stretch.reports().forEach(report -> tally.add(report.reading()));
          rejections.count(tally, stretch.reports().size());
        })
        .replaceWithVoid();
  }

  private Projection projection(SqlConnection connection) {
    return new Projection(connection, unlogged, queriesBlobSizes, countsPulls);
  }

  /** Rejected reports are parked by the instance that wins, before the offsets are moved. */
  private Uni<Integer> within(SqlConnection connection, Stretch stretch, OffsetDateTime now) {
    return connection
        .query(OPENING)
        .execute()
        .flatMap(_ -> projection(connection).project(stretch, now))
        .call(() -> reports.park(stretch.rejected()))
        .call(() -> connection.query("COMMIT").execute())
        .onFailure()
        .call(() -> connection.query("ROLLBACK").execute().onFailure().recoverWithNull());
  }
}
