package dev.wharfinger.activity;

import dev.wharfinger.activity.ActivityTopic.Stretch;
import dev.wharfinger.config.Settings;
import dev.wharfinger.schedule.Jobs;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Projects what is reported as it comes. While one transaction is under way the next reports are
 * read; after any failure reading begins anew where the database stands, so that nothing is
 * skipped. Any number of instances may try: the offsets let one of them win each time.
 */
@Singleton
class FollowActivity {

  private static final String KNOWN =
      "SELECT partition, next FROM activity.projection_offset WHERE name = $1";

  private static final String BEGIN_AT =
      "INSERT INTO activity.projection_offset (name, partition, next)"
          + " SELECT $1, * FROM unnest($2::int[], $3::bigint[]) ON CONFLICT DO NOTHING";

  /**
   * A lock is given up before Postgres would look for a deadlock and perhaps end a writer of the
   * journal. Offsets and rows go back together, so a commit that the disk did not see is repeated.
   */
  private static final String OPENING =
      "BEGIN; SET LOCAL lock_timeout = '700ms'; SET LOCAL synchronous_commit = off;"
          + " SET LOCAL idle_in_transaction_session_timeout = '15s'";

  /** Transactions between two signs of life. */
  private static final int ROUNDS = 50;

  private final Pool pool;
  private final ActivityTopic topic;
  private final Jobs jobs;
  private final Set<String> unlogged;
  private final Counter projected;
  private final Counter unreadable;
  private final Counter unknown;
  private final AtomicLong lag = new AtomicLong();
  private boolean open;
  private Stretch ahead = Stretch.NOTHING;

  @Inject
  FollowActivity(
      Pool pool, ActivityTopic topic, Jobs jobs, Settings settings, MeterRegistry meters) {
    this.pool = pool;
    this.topic = topic;
    this.jobs = jobs;
    this.unlogged = settings.disabledForAuditLogs();
    this.projected =
        counter(meters, "wharfinger.activity.projected", "Reports that took effect here.");
    this.unreadable =
        counter(meters, "wharfinger.activity.unreadable", "Records that are no reports.");
    this.unknown =
        counter(meters, "wharfinger.activity.unknown", "Reports of unknown repositories.");
    Gauge _ =
        Gauge.builder("wharfinger.activity.lag", lag, AtomicLong::get)
            .description("Reports on the topic that are not projected yet.")
            .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String name, String description) {
    return Counter.builder(name).description(description).register(meters);
  }

  /** Goes on as long as something comes, and says from time to time that all is well. */
  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> follow() {
    return jobs.run(
        "activity",
        () ->
            opened()
                .flatMap(_ -> ahead.isEmpty() ? topic.read() : Uni.createFrom().item(ahead))
                .invoke(stretch -> ahead = stretch)
                .flatMap(_ -> drain()));
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
            .flatMap(this::remember)
            .invoke(() -> open = true);
  }

  private Uni<Void> remember(Map<Integer, Long> positions) {
    Columns offsets = new Columns(Integer[]::new, Long[]::new);
    positions.forEach((partition, next) -> offsets.add(partition, next));
    Tuple values = Tuple.of(Projection.NAME);
    values.addValue(offsets.tuple().getValue(0)).addValue(offsets.tuple().getValue(1));
    return pool.preparedQuery(BEGIN_AT).execute(values).replaceWithVoid();
  }

  /** Projects and reads on, side by side. */
  private Uni<Void> drain() {
    return Multi.createBy()
        .repeating()
        .uni(() ->
            Uni.combine()
                .all()
                .unis(
                    project(ahead),
                    ahead.isEmpty() ? Uni.createFrom().item(Stretch.NOTHING) : topic.read())
                .asTuple()
                .invoke(done -> ahead = done.getItem2()))
        .whilst(_ -> !ahead.isEmpty())
        .select()
        .first(ROUNDS)
        .collect()
        .last()
        .replaceWithVoid()
        .onFailure()
        .invoke(() -> {
          open = false;
          ahead = Stretch.NOTHING;
        })
        .onFailure(Projection.Overtaken.class)
        .recoverWithNull();
  }

  private Uni<Void> project(Stretch stretch) {
    lag.set(stretch.behind());
    if (stretch.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    return pool.getConnection()
        .flatMap(connection ->
            within(connection, stretch, now)
                .eventually(() -> connection.close().onFailure().recoverWithNull()))
        .invoke(lost -> {
          projected.increment(stretch.notifications().size());
          unreadable.increment(stretch.unreadable());
          unknown.increment(lost);
        })
        .replaceWithVoid();
  }

  private Uni<Integer> within(SqlConnection connection, Stretch stretch, OffsetDateTime now) {
    return connection
        .query(OPENING)
        .execute()
        .flatMap(_ -> new Projection(connection, unlogged).project(stretch, now))
        .call(() -> connection.query("COMMIT").execute())
        .onFailure()
        .call(() -> connection.query("ROLLBACK").execute().onFailure().recoverWithNull());
  }
}
