package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.metric.Metric;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.activity.Corrections.Counts;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.Corrected;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.Outcome;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationEnded;
import dev.wharfinger.registries.reconciliation.WalkedRegistry.Page;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Carries out walks over the attached registry, on request or from time to time, one instance at a
 * time. Another one goes on where an instance ended. Source: docs/reconciliation.md.
 */
@Singleton
class ReconcileRegistry {

  private static final Logger LOG = Logger.getLogger(ReconcileRegistry.class);
  private static final String JOB = "reconciliation";
  private static final Duration OFTEN = Duration.ofSeconds(1);

  /** After so long, an instance shows that it is alive, and another one may go on. */
  private static final long STRETCH_NANOS = Duration.ofSeconds(20).toNanos();

  @Bound(
      of = "attempts of a walk to look at a repository",
      unit = "attempts",
      beyond = "it is left out and counted; the waits between them grow",
      test = "WalkProgressTest.leavesOutWhatCannotBeVisited")
  static final int MOST_TRIES = 4;

  private static final Metric VISITED =
      Metric.counter(
          "wharfinger.reconciliation.repositories",
          "repositories",
          "Repositories that walks over the attached registry looked at.",
          "outcome");

  private static final Metric CORRECTED =
      Metric.counter(
          "wharfinger.reconciliation.corrections",
          "corrections",
          "What was not as the attached registry has it, and was corrected.",
          "of");

  private static final Metric LEFT =
      Metric.gauge(
          "wharfinger.reconciliation.left",
          "repositories",
          "Repositories that the walk of this instance has yet to look at; 0 if it has none.");

  private static final String DUE =
      """
      SELECT w.walk, w.ended IS NULL AS walking,
             w.started < now() - $1 * interval '1 hour' AS due
      FROM (SELECT) always LEFT JOIN reconciliation w ON true
      """;

  private static final String UNKNOWN =
      """
      SELECT count(*) FROM unnest($1::text[]) w (name)
      WHERE NOT EXISTS (
        SELECT FROM namespace n JOIN repository r ON r.namespace = n.id
        WHERE n.kind <> 'robot'
          AND n.name = CASE WHEN w.name LIKE '%/%' THEN split_part(w.name, '/', 1) ELSE 'library' END
          AND r.name = substr(w.name, strpos(w.name, '/') + 1))
      """;

  private static final String HAS_TAGS =
      "SELECT EXISTS (SELECT FROM activity.tag_row WHERE digest IS NOT NULL AND ends IS NULL)";

  private static final String NEXT =
      """
      SELECT r.id, n.name || '/' || r.name AS name
      FROM repository r JOIN namespace n ON n.id = r.namespace WHERE r.id > $1 ORDER BY r.id LIMIT 1
      """;

  private static final String TO_VISIT = "SELECT count(*) FROM repository WHERE id > $1";

  private final Pool pool;
  private final Writes writes;
  private final Lease lease;
  private final WalkedRegistry registry;
  private final WalkRepository repositories;
  private final Settings settings;
  private final int hours;
  private final AtomicLong left = new AtomicLong();
  private final Counter visited;
  private final Counter failed;
  private final MeterRegistry meters;

  @Inject
  ReconcileRegistry(
      Pool pool,
      Writes writes,
      Lease lease,
      WalkedRegistry registry,
      WalkRepository repositories,
      Settings settings,
      WharfingerSettings own,
      MeterRegistry meters) {
    this.pool = pool;
    this.writes = writes;
    this.lease = lease;
    this.registry = registry;
    this.repositories = repositories;
    this.settings = settings;
    this.hours = own.reconciliationHours();
    this.meters = meters;
    this.visited = VISITED.count(meters, "visited");
    this.failed = VISITED.count(meters, "failed");
    LEFT.observe(meters, left, AtomicLong::get);
    count(Counts.NONE);
  }

  void schedule(@Observes Schedule schedule) {
    if (registry.isAttached() && settings.registryState() == RegistryState.NORMAL) {
      schedule.every(OFTEN, OFTEN, JOB, this::look);
    }
  }

  /** Starts a walk if it is time, and goes on with the one that is under way. */
  private Uni<Void> look() {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of(hours))
        .map(OneRow::of)
        .flatMap(row -> {
          if (row.getUUID("walk") != null && row.getBoolean("walking")) {
            return lease.alone(JOB, () -> goOn(row.getUUID("walk")));
          }
          boolean due = hours > 0 && (row.getUUID("walk") == null || row.getBoolean("due"));
          return due
              ? writes.submitOwn(Instant.now(), new StartWalk(UUID.randomUUID())).replaceWithVoid()
              : Uni.createFrom().voidItem();
        });
  }

  private Uni<Void> goOn(UUID walk) {
    long until = System.nanoTime() + STRETCH_NANOS;
    return WalkProgress.of(pool, walk)
        .call(progress ->
            pool.preparedQuery(TO_VISIT)
                .execute(Tuple.of(progress.repository()))
                .invoke(rows -> left.set(OneRow.of(rows).getLong(0))))
        .flatMap(progress -> steps(progress, until))
        .onTermination()
        .invoke(() -> left.set(0));
  }

  /** Step after step, each of which is stored. */
  private Uni<Void> steps(WalkProgress progress, long until) {
    return step(progress)
        .flatMap(next ->
            next.isEmpty() || System.nanoTime() - until > 0
                ? Uni.createFrom().voidItem()
                : steps(next.get(), until));
  }

  /** Empty if the walk is over. */
  private Uni<Optional<WalkProgress>> step(WalkProgress progress) {
    return progress.isListed() ? visit(progress) : list(progress);
  }

  private Uni<Optional<WalkProgress>> list(WalkProgress progress) {
    return registry
        .repositories(progress.catalogue())
        .flatMap(answer -> {
          if (answer.isEmpty()) {
            return end(progress, Outcome.NO_CATALOGUE);
          }
          Page page = answer.get();
          return page.names().isEmpty() && progress.catalogue().isEmpty()
              ? hasTags()
                  .flatMap(some ->
                      some ? end(progress, Outcome.EMPTY_CATALOGUE) : listed(progress, page))
              : listed(progress, page);
        });
  }

  private Uni<Boolean> hasTags() {
    return pool.preparedQuery(HAS_TAGS).execute().map(rows -> OneRow.of(rows).getBoolean(0));
  }

  private Uni<Optional<WalkProgress>> listed(WalkProgress progress, Page page) {
    return pool.preparedQuery(UNKNOWN)
        .execute(Tuple.of((Object) page.names().toArray(String[]::new)))
        .map(rows -> OneRow.of(rows).getLong(0))
        .flatMap(unknown ->
            progress
                .listed(
                    page.names().isEmpty() ? progress.catalogue() : page.names().getLast(),
                    page.isLast(),
                    unknown)
                .store(pool))
        .map(Optional::of);
  }

  private Uni<Optional<WalkProgress>> visit(WalkProgress progress) {
    return pool.preparedQuery(NEXT)
        .execute(Tuple.of(progress.repository()))
        .flatMap(rows ->
            OneRow.optional(rows)
                .map(row -> visit(progress, row))
                .orElseGet(() -> end(progress, Outcome.COMPLETED)));
  }

  private Uni<Optional<WalkProgress>> visit(WalkProgress progress, Row row) {
    long id = row.getLong("id");
    return repositories
        .walk(new RepositoryId(id), row.getString("name"))
        .onFailure()
        .call(failure -> failed(progress, id, failure))
        .call(counts -> tell(progress.walk(), id, counts))
        .flatMap(counts -> progress.visited(id, counts).store(pool))
        .invoke(() -> {
          visited.increment();
          left.updateAndGet(it -> Math.max(0, it - 1));
        })
        .map(Optional::of);
  }

  /** The failure ends this stretch; the next one begins after a wait that grows. */
  private Uni<Void> failed(WalkProgress progress, long id, Throwable failure) {
    WalkProgress next = progress.failed(id, MOST_TRIES);
    if (next.failed() > progress.failed()) {
      failed.increment();
      LOG.warnf("Repository %d could not be reconciled: %s", id, failure.getMessage());
    }
    return next.store(pool).replaceWithVoid();
  }

  private Uni<Void> tell(UUID walk, long id, Counts counts) {
    if (counts.equals(Counts.NONE)) {
      return Uni.createFrom().voidItem();
    }
    count(counts);
    return writes
        .submitOwn(
            Instant.now(), new RecordCorrections(walk, new RepositoryId(id), corrected(counts)))
        .replaceWithVoid();
  }

  private void count(Counts counts) {
    CORRECTED.count(meters, "tags_set").increment(counts.tagsSet());
    CORRECTED.count(meters, "tags_deleted").increment(counts.tagsDeleted());
    CORRECTED.count(meters, "manifests_set").increment(counts.manifestsSet());
    CORRECTED.count(meters, "manifests_deleted").increment(counts.manifestsDeleted());
    CORRECTED.count(meters, "blob_sizes").increment(counts.blobSizes());
  }

  private Uni<Optional<WalkProgress>> end(WalkProgress progress, Outcome outcome) {
    return writes
        .submitOwn(
            Instant.now(),
            new EndWalk(
                new ReconciliationEnded(
                    progress.walk(),
                    outcome,
                    progress.visited(),
                    progress.unknown(),
                    progress.failed(),
                    corrected(progress.counts()))))
        .replaceWith(Optional.empty());
  }

  private static Corrected corrected(Counts counts) {
    return new Corrected(
        counts.tagsSet(),
        counts.tagsDeleted(),
        counts.manifestsSet(),
        counts.manifestsDeleted(),
        counts.blobSizes());
  }
}
