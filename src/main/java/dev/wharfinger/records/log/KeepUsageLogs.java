package dev.wharfinger.records.log;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.records.log.LogEvent.UsageLogsDropped;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.stream.StreamSupport;

/**
 * Creates the tables for the coming months before they are needed, and drops months that are older
 * than ACTION_LOG_ROTATION_THRESHOLD. A month is first detached, without a lock that readers or
 * writers wait for, and dropped when the corresponding event is projected.
 */
@Singleton
public class KeepUsageLogs {

  private static final String DROP = "usage-log-months";

  @Bound(
      of = "wait for the lock on a month of usage logs that is to be dropped",
      unit = "seconds",
      beyond = "tried again later",
      test = "LogRotationIT.aMonthThatSomebodyReadsIsDroppedWhenItIsFree")
  private static final int LOCK_SECONDS = 10;

  private static final String AHEAD =
      "SELECT make_usage_log_month(now() + n * interval '1 month') FROM generate_series(0, 2) n";

  private static final String OLD =
      "SELECT name, attached, half_detached FROM usage_log_months($1)";

  private final Pool pool;
  private final Pool longRunning;
  private final Writes writes;
  private final Settings settings;
  private final Lease lease;

  @Inject
  KeepUsageLogs(
      Pool pool,
      @Identifier("long-running") Pool longRunning,
      Writes writes,
      Settings settings,
      Lease lease) {
    this.pool = pool;
    this.longRunning = longRunning;
    this.writes = writes;
    this.settings = settings;
    this.lease = lease;
  }

  void schedule(@Observes Schedule schedule) {
    schedule.every(
        Duration.ofHours(1), Duration.ofSeconds(10), "usage-log-months-ahead", this::create);
    if (settings.featureActionLogRotation() && settings.registryState() == RegistryState.NORMAL) {
      schedule.every(Duration.ofSeconds(10), Duration.ofSeconds(5), DROP, this::forget);
    }
  }

  /** Creates the tables needed next. */
  private Uni<Void> create() {
    return pool.query(AHEAD).execute().replaceWithVoid();
  }

  /** Drops what is too old. */
  private Uni<Void> forget() {
    Instant until =
        beginOfMonth(Instant.now().minus(settings.actionLogRotationThreshold().toDuration()));
    return old(pool, until).flatMap(due -> due ? lease.alone(DROP, () -> drop(until)) : nothing());
  }

  private static Instant beginOfMonth(Instant time) {
    return time.atOffset(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS).toInstant();
  }

  private Uni<Void> drop(Instant until) {
    return pool.preparedQuery(OLD)
        .execute(Tuple.of(at(until)))
        .onItem()
        .transformToMulti(
            rows -> Multi.createFrom().items(StreamSupport.stream(rows.spliterator(), false)))
        .filter(month -> month.getBoolean("attached"))
        .onItem()
        .transformToUniAndConcatenate(this::detach)
        .collect()
        .last()
        .flatMap(_ ->
            pool.preparedQuery("SELECT activity.drop_usage_log_months($1)")
                .execute(Tuple.of(at(until))))
        .flatMap(_ -> writes.submitOwn(Instant.now(), new Drop(until)))
        .replaceWithVoid();
  }

  /**
   * Must run outside of a transaction; also finishes a detach that was interrupted. Postgres
   * detaches one month at a time, so the others wait for one that somebody reads.
   */
  private Uni<Void> detach(Row month) {
    String how = month.getBoolean("half_detached") ? " FINALIZE" : " CONCURRENTLY";
    String detach = "ALTER TABLE usage_log DETACH PARTITION " + month.getString("name") + how;
    return longRunning.withConnection(connection ->
        connection
            .query("SET lock_timeout = '" + LOCK_SECONDS + "s'")
            .execute()
            .flatMap(_ -> connection.query(detach).execute())
            .eventually(() -> connection.query("RESET lock_timeout").execute())
            .replaceWithVoid());
  }

  private static Uni<Boolean> old(SqlClient database, Instant until) {
    return database.preparedQuery(OLD).execute(Tuple.of(at(until))).map(rows -> rows.size() > 0);
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  /** Drops the months that end at or before a time, if there are any. */
  record Drop(Instant until) implements Command<Boolean> {

    @Override
    public Uni<Boolean> load(SqlConnection connection) {
      return old(connection, until);
    }

    @Override
    public Decision decide(Boolean due, Ids ids) {
      return due ? Decision.accept(new UsageLogsDropped(until)) : Decision.accept();
    }
  }
}
