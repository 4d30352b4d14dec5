package dev.wharfinger.registries.tag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.registries.tag.TagEvent.TagPruned;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.autoprune.AutoPruneTermsView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out auto-prune policies, one instance at a time. A pruned tag expires: lists show it as
 * ended at once, and it is deleted at the registry as any that expired. Source: contract
 * repositories 3.
 */
@Singleton
class PruneTags {

  private static final String JOB = "auto-prune";
  private static final String DEFAULT_JOB = "auto-prune-default";
  private static final Duration DAY = Duration.ofDays(1);

  private static final int MOST_RECENT = 100_000;

  /** Writes of one repository at a time. */
  private static final int AT_ONCE = 16;

  /** $1 the last one. */
  private static final String NAMESPACES =
      """
      SELECT DISTINCT namespace FROM autoprune_policy WHERE namespace > $1 ORDER BY namespace LIMIT $2
      """;

  /** $1 the last one; the time as below. */
  private static final String WITH_REPOSITORIES =
      """
      SELECT DISTINCT namespace, now() AS now FROM repository WHERE namespace > $1
      ORDER BY namespace LIMIT $2
      """;

  /** With whether they have policies of their own; $2 the last one, $3 whether also without. */
  private static final String REPOSITORIES =
      """
      SELECT * FROM (
        SELECT id, EXISTS (SELECT FROM autoprune_policy p WHERE p.repository = r.id) AS own
        FROM repository r WHERE namespace = $1 AND state = 'NORMAL' AND id > $2) found
      WHERE own OR $3 ORDER BY id LIMIT $4
      """;

  private final Pool pool;
  private final Writes writes;
  private final Lease lease;
  private final PrunableTags tags;
  private final AttachedRegistry registry;
  private final AutoPruneTermsView autoPruneTerms;
  private final Settings settings;

  /** Namespaces whose policies were carried out not long ago; any of those beyond may be again. */
  private final Cache<Long, Boolean> recent;

  @Inject
  PruneTags(
      Pool pool,
      Writes writes,
      Lease lease,
      PrunableTags tags,
      AttachedRegistry registry,
      AutoPruneTermsView autoPruneTerms,
      Settings settings) {
    this.pool = pool;
    this.writes = writes;
    this.lease = lease;
    this.tags = tags;
    this.registry = registry;
    this.autoPruneTerms = autoPruneTerms;
    this.settings = settings;
    this.recent =
        Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofMinutes(settings.autopruneTaskRunMinimumIntervalMinutes()))
            .maximumSize(MOST_RECENT)
            .build();
  }

  void schedule(@Observes Schedule schedule) {
    Duration period = Duration.ofSeconds(settings.autoPruningPollPeriod());
    if (settings.featureAutoPrune()
        && registry.isAttached()
        && settings.registryState() == RegistryState.NORMAL) {
      schedule.every(period, period, JOB, () -> lease.alone(JOB, this::run));
      autoPruneTerms
          .ofOperator()
          .ifPresent(terms ->
              schedule.every(
                  DAY, period, DEFAULT_JOB, () -> lease.alone(DEFAULT_JOB, () -> run(terms))));
    }
  }

  private Uni<Void> run() {
    return namespaces(NAMESPACES, row -> inTime(row.getLong("namespace")));
  }

  /** What the operator wants of all namespaces. */
  private Uni<Void> run(Terms terms) {
    return namespaces(
        WITH_REPOSITORIES,
        row -> {
          Pruning pruning = Pruning.by(List.of(terms), row.getOffsetDateTime("now").toInstant());
          return repositories(
              row.getLong("namespace"), true, one -> prune(repository(one), pruning));
        });
  }

  private Uni<Void> namespaces(String select, Function<Row, Uni<Void>> work) {
    return Pages.each(
            last -> pool.preparedQuery(select).execute(Tuple.of(last, Pages.ROWS)),
            row -> row.getLong("namespace"),
            0L,
            rows -> each(rows, work))
        .replaceWithVoid();
  }

  private Uni<Void> inTime(long namespace) {
    return recent.getIfPresent(namespace) != null
        ? Uni.createFrom().voidItem()
        : prune(namespace).invoke(() -> recent.put(namespace, true));
  }

  private Uni<Void> prune(long namespace) {
    return tags.policies(namespace)
        .flatMap(shared ->
            repositories(
                namespace,
                shared.isPresent(),
                row ->
                    (row.getBoolean("own")
                            ? tags.policies(namespace, row.getLong("id"))
                            : Uni.createFrom().item(shared))
                        .flatMap(policies -> prune(repository(row), policies))));
  }

  private Uni<Void> repositories(
      long namespace, boolean alsoWithoutPolicies, Function<Row, Uni<Void>> work) {
    return Pages.each(
            last ->
                pool.preparedQuery(REPOSITORIES)
                    .execute(Tuple.of(namespace, last, alsoWithoutPolicies, Pages.ROWS)),
            row -> row.getLong("id"),
            0L,
            rows -> each(rows, work))
        .replaceWithVoid();
  }

  private static RepositoryId repository(Row row) {
    return new RepositoryId(row.getLong("id"));
  }

  private Uni<Void> prune(RepositoryId repository, Optional<Pruning> pruning) {
    return pruning.map(it -> prune(repository, it)).orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> prune(RepositoryId repository, Pruning pruning) {
    return tags.of(
            repository,
            pruning,
            removed -> record(repository, removed, pruning.now()).replaceWith(true))
        .replaceWithVoid();
  }

  private Uni<Void> record(RepositoryId repository, List<PrunableTags.Tag> removed, Instant now) {
    return Multi.createFrom()
        .iterable(removed)
        .onItem()
        .transformToUni(tag ->
            writes.submitOwn(
                Instant.now(),
                new Prune(repository, tag.name(), tag.digest(), tag.at().toInstant(), now)))
        .merge(AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static Uni<Boolean> each(List<Row> rows, Function<Row, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(row -> work.apply(row))
        .collect()
        .last()
        .replaceWith(true);
  }

  /** Records that a tag was pruned, unless it has expired before. */
  record Prune(RepositoryId repository, String tag, String digest, Instant starts, Instant now)
      implements OwnTagCommand {

    @Override
    public Optional<TagEvent> event(TagPlace place) {
      return hasExpired(place) || place.isImmutable(digest)
          ? Optional.empty()
          : Optional.of(
              new TagPruned(
                  place.repository(),
                  place.name(),
                  place.account(),
                  place.namespace(),
                  tag,
                  digest,
                  starts,
                  now));
    }

    private boolean hasExpired(TagPlace place) {
      return place
          .expiration()
          .filter(it -> it.starts().equals(starts) && !it.expires().isAfter(now))
          .isPresent();
    }
  }
}
