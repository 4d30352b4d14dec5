package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.metric.Metric;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeComputed;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeRunStarted;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Computes the size of the registry on request: one instance at a time, and another one in its
 * place if it crashes. An instance that lost its lease cannot complete an attempt that it no longer
 * owns. Source: contract superuser 8.2.
 */
@Singleton
public class ComputeRegistrySize {

  private static final String JOB = "registry-size";

  private static final Metric SUMMED =
      Metric.gauge(
          "wharfinger.registry.size.blobs",
          "blobs",
          "Blobs summed by the last computation of the registry's size.");

  /**
   * Held while the sum is computed, even if the instance that started it has crashed: "wharsize".
   */
  private static final long ONE_SUM = 0x7768617273697a65L;

  /** The next blobs that are referenced, in the order of their digests. */
  private static final String PIECE =
      """
      SELECT count(*), max(digest), coalesce(sum(size_bytes), 0) FROM (
        SELECT digest, size_bytes FROM activity.blob WHERE digest > $1 ORDER BY digest LIMIT $2) piece
      """;

  private static final int BLOBS_AT_ONCE = 100_000;
  private static final int PIECES_A_LINE = 10;
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  /** One snapshot for the whole sum; writers do not wait for it. */
  private static final String SNAPSHOT_ISOLATION =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private static final Logger LOG = Logger.getLogger(ComputeRegistrySize.class);

  private final AtomicLong summed = new AtomicLong();
  private final Pool pool;
  private final Writes writes;
  private final Settings settings;
  private final Lease lease;

  @Inject
  ComputeRegistrySize(
      Pool pool, Writes writes, Settings settings, Lease lease, MeterRegistry meters) {
    this.pool = pool;
    this.writes = writes;
    this.settings = settings;
    this.lease = lease;
    SUMMED.observe(meters, summed, AtomicLong::get);
  }

  void schedule(@Observes Schedule schedule) {
    if (settings.registryState() == RegistryState.NORMAL) {
      Duration often = Duration.ofSeconds(settings.quotaRegistrySizePollPeriod());
      schedule.every(often, Duration.ofSeconds(3), JOB, this::look);
    }
  }

  /** Checks whether there is something to do, and does it. */
  private Uni<Void> look() {
    return pool.query("SELECT FROM registry_size WHERE run IS NOT NULL")
        .execute()
        .flatMap(due -> due.size() == 0 ? nothing() : startQueued());
  }

  private Uni<Void> startQueued() {
    return lease
        .take(JOB)
        .flatMap(
            held -> held.isEmpty() ? nothing() : lease.during(held.get(), () -> run(held.get())));
  }

  private Uni<Void> run(Lease.Held held) {
    UUID attempt = UUID.randomUUID();
    return submit(new Start(attempt))
        .flatMap(_ -> pool.withTransaction(connection -> sum(connection, held)))
        .flatMap(size -> submit(new Complete(attempt, size, Instant.now().toEpochMilli())));
  }

  /** Never two at a time, whatever happened to the lease. */
  private Uni<Long> sum(SqlConnection connection, Lease.Held held) {
    return connection
        .query(SNAPSHOT_ISOLATION)
        .execute()
        .flatMap(_ ->
            connection
                .preparedQuery("SELECT pg_try_advisory_xact_lock($1)")
                .execute(Tuple.of(ONE_SUM)))
        .flatMap(rows ->
            OneRow.of(rows).getBoolean(0) ? held.isValid(connection) : Uni.createFrom().item(false))
        .flatMap(
            alone -> alone ? pieces(connection) : Uni.createFrom().failure(new AlreadyComputing()));
  }

  /** The progress of the sum. */
  private record Sum(String digest, long blobs, BigDecimal bytes, boolean whole) {}

  /** Piece by piece, so that its progress is visible. */
  private Uni<Long> pieces(SqlConnection connection) {
    Sum[] sum = {new Sum("", 0, BigDecimal.ZERO, false)};
    return Multi.createBy()
        .repeating()
        .uni(() -> piece(connection, sum[0]).invoke(next -> sum[0] = next).invoke(this::show))
        .until(Sum::whole)
        .collect()
        .last()
        .map(_ -> sum[0].bytes().min(MOST).longValue());
  }

  private static Uni<Sum> piece(SqlConnection connection, Sum before) {
    return connection
        .preparedQuery(PIECE)
        .execute(Tuple.of(before.digest(), BLOBS_AT_ONCE))
        .map(OneRow::of)
        .map(row ->
            row.getLong(0) == 0
                ? new Sum(before.digest(), before.blobs(), before.bytes(), true)
                : new Sum(
                    row.getString(1),
                    before.blobs() + row.getLong(0),
                    before.bytes().add(row.getBigDecimal(2)),
                    false));
  }

  private void show(Sum sum) {
    summed.set(sum.blobs());
    if (sum.whole() || sum.blobs() / BLOBS_AT_ONCE % PIECES_A_LINE == 0) {
      LOG.infof("Computing the registry's size: %d blobs summed", sum.blobs());
    }
  }

  /** Another instance is still computing. */
  private static final class AlreadyComputing extends RuntimeException {
    AlreadyComputing() {
      super("another instance is computing the size", null, false, false);
    }
  }

  private Uni<Void> submit(Command<RegistrySizeState> command) {
    return writes.submitOwn(Instant.now(), command).replaceWithVoid();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }

  /** The holder of the lease starts, or restarts what another instance abandoned. */
  record Start(UUID attempt) implements Command<RegistrySizeState> {

    @Override
    public Uni<RegistrySizeState> load(SqlConnection connection) {
      return RegistrySizeState.load(connection);
    }

    @Override
    public Decision decide(RegistrySizeState state, Ids ids) {
      return switch (state) {
        case RegistrySizeState.Idle _ -> Decision.accept();
        case RegistrySizeState.Queued queued ->
            Decision.accept(new RegistrySizeRunStarted(queued.run(), attempt));
        case RegistrySizeState.Running running ->
            Decision.accept(new RegistrySizeRunStarted(running.run(), attempt));
      };
    }
  }

  /** The size counts if the attempt is the latest one; its time is later than any before. */
  record Complete(UUID attempt, long sizeBytes, long nowMillis)
      implements Command<RegistrySizeState> {

    @Override
    public Uni<RegistrySizeState> load(SqlConnection connection) {
      return RegistrySizeState.load(connection);
    }

    @Override
    public Decision decide(RegistrySizeState state, Ids ids) {
      return state instanceof RegistrySizeState.Running running && running.attempt().equals(attempt)
          ? Decision.accept(
              new RegistrySizeComputed(
                  running.run(), sizeBytes, Math.max(nowMillis, running.lastMillis() + 1)))
          : Decision.accept();
    }
  }
}
