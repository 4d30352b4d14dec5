package dev.wharfinger.registries.tag;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.registries.tag.TagEvent.TagPruned;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Carries out the auto-prune policies of namespaces, one instance at a time. A pruned tag expires:
 * lists show it as ended at once, and it is deleted at the registry as any that expired. Source:
 * contract repositories 3.
 */
@Singleton
class PruneTags {

  private static final String JOB = "auto-prune";

  /** Before all others. */
  private static final Tag FIRST =
      new Tag("", OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC), "");

  @Bound(
      of = "namespaces, repositories or tags that auto-prune reads at a time",
      unit = "rows",
      beyond = "read after them",
      test = "PruneTagsApiTest.goesThroughMoreTagsThanItReadsAtATime")
  static final int ROWS = 1_000;

  private static final int MOST_RECENT = 100_000;

  /** Writes of one repository at a time. */
  private static final int AT_ONCE = 16;

  /** $1 the last one. */
  private static final String NAMESPACES =
      """
      SELECT DISTINCT namespace FROM autoprune_policy WHERE namespace > $1 ORDER BY namespace LIMIT $2
      """;

  /** By age first, then by number; with the time, by a clock that is the same for all instances. */
  private static final String POLICIES =
      """
      SELECT method, value, tag_pattern, tag_pattern_matches, now() AS now FROM autoprune_policy
      WHERE namespace = $1 ORDER BY method, id
      """;

  /** $2 the last one. */
  private static final String REPOSITORIES =
      """
      SELECT id FROM repository WHERE namespace = $1 AND state = 'NORMAL' AND id > $2 ORDER BY id LIMIT $3
      """;

  /** Living ones, the newest first; $2 and $3 the last one. */
  private static final String TAGS =
      """
      SELECT t.name, t.at, t.digest FROM activity.tag_row t
      WHERE t.repository = $1 AND t.digest IS NOT NULL AND t.ends IS NULL
        AND (t.at < $2 OR (t.at = $2 AND t.name > $3))
        AND NOT EXISTS (
          SELECT FROM tag_expiration x
          WHERE x.repository = t.repository AND x.tag = t.name AND x.starts = t.at AND x.expires <= now())
      ORDER BY t.at DESC, t.name LIMIT $4
      """;

  private final Pool pool;
  private final Vertx vertx;
  private final Writes writes;
  private final Lease lease;
  private final AttachedRegistry registry;
  private final Settings settings;

  /** Namespaces whose policies were carried out not long ago; any of those beyond may be again. */
  private final Cache<Long, Boolean> recent;

  @Inject
  PruneTags(
      Pool pool,
      Vertx vertx,
      Writes writes,
      Lease lease,
      AttachedRegistry registry,
      Settings settings) {
    this.pool = pool;
    this.vertx = vertx;
    this.writes = writes;
    this.lease = lease;
    this.registry = registry;
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
    }
  }

  private Uni<Void> run() {
    return pages(
        last -> pool.preparedQuery(NAMESPACES).execute(Tuple.of(last, ROWS)),
        row -> row.getLong("namespace"),
        0L,
        rows -> each(rows, row -> inTime(row.getLong("namespace"))));
  }

  private Uni<Void> inTime(long namespace) {
    return recent.getIfPresent(namespace) != null
        ? Uni.createFrom().voidItem()
        : prune(namespace).invoke(() -> recent.put(namespace, true));
  }

  private Uni<Void> prune(long namespace) {
    return pool.preparedQuery(POLICIES)
        .execute(Tuple.of(namespace))
        .flatMap(rows ->
            rows.size() == 0
                ? Uni.createFrom().voidItem()
                : OffLoop.compute(vertx, () -> pruning(rows))
                    .flatMap(pruning -> prune(namespace, pruning)));
  }

  private static Pruning pruning(RowSet<Row> policies) {
    OffsetDateTime now = policies.iterator().next().getOffsetDateTime("now");
    return Pruning.by(list(policies, PruneTags::terms), now.toInstant());
  }

  private static Terms terms(Row row) {
    return new Terms(
        Method.of(row.getString("method")),
        row.getString("value"),
        row.getString("tag_pattern"),
        row.getBoolean("tag_pattern_matches"));
  }

  private Uni<Void> prune(long namespace, Pruning pruning) {
    return pages(
        last -> pool.preparedQuery(REPOSITORIES).execute(Tuple.of(namespace, last, ROWS)),
        row -> row.getLong("id"),
        0L,
        rows -> each(rows, row -> prune(new RepositoryId(row.getLong("id")), pruning)));
  }

  private Uni<Void> prune(RepositoryId repository, Pruning pruning) {
    Pruning.Count count = pruning.begin();
    return pages(
        last ->
            pool.preparedQuery(TAGS)
                .execute(Tuple.of(repository.value(), last.at(), last.name(), ROWS)),
        Tag::of,
        FIRST,
        rows ->
            OffLoop.compute(vertx, () -> removed(count, rows))
                .flatMap(removed -> record(repository, removed, pruning.now())));
  }

  /** A living tag. */
  private record Tag(String name, OffsetDateTime at, String digest) {
    static Tag of(Row row) {
      return new Tag(row.getString("name"), row.getOffsetDateTime("at"), row.getString("digest"));
    }
  }

  private static List<Tag> removed(Pruning.Count count, List<Row> page) {
    return page.stream()
        .map(Tag::of)
        .filter(tag -> count.removes(tag.name(), tag.at().toInstant()))
        .toList();
  }

  private Uni<Void> record(RepositoryId repository, List<Tag> removed, Instant now) {
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

  /** Reads page after page, each from the key of the last row on. */
  private static <K> Uni<Void> pages(
      Function<K, Uni<RowSet<Row>>> read,
      Function<Row, K> key,
      K after,
      Function<List<Row>, Uni<Void>> work) {
    return read.apply(after)
        .map(rows -> list(rows, Function.identity()))
        .flatMap(page ->
            work.apply(page)
                .flatMap(_ ->
                    page.size() < ROWS
                        ? Uni.createFrom().voidItem()
                        : pages(read, key, key.apply(page.getLast()), work)));
  }

  private static Uni<Void> each(List<Row> rows, Function<Row, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(rows)
        .onItem()
        .transformToUniAndConcatenate(row -> work.apply(row))
        .collect()
        .last();
  }

  private static <T> List<T> list(RowSet<Row> rows, Function<Row, T> read) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(read.apply(row)));
    return list;
  }

  /** Records that a tag was pruned, unless it has expired before. */
  record Prune(RepositoryId repository, String tag, String digest, Instant starts, Instant now)
      implements OwnTagCommand {

    @Override
    public Optional<TagEvent> event(TagPlace place) {
      return hasExpired(place)
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
