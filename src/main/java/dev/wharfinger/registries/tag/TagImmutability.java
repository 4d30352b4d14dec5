package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.config.Features;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.registries.immutability.ImmutabilityPolicyView;
import dev.wharfinger.registries.tag.TagEvent.ImmutableBy;
import dev.wharfinger.registries.tag.TagImmutabilityCommand.MakeImmutable;
import dev.wharfinger.registries.tag.TagImmutabilityCommand.Overwrite;
import dev.wharfinger.registries.tag.TagLabels.Effects;
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
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every tag that was set whether policies make it immutable, and whether it was immutable
 * before: a registry takes a push whatever we say of the tag. Source: contract repositories 1.8, 4.
 */
@Singleton
class TagImmutability {

  private static final String JOB = "immutable-tags";
  private static final Duration PERIOD = Duration.ofSeconds(2);

  /** Writes at a time. */
  private static final int AT_ONCE = 16;

  /**
   * Those of which there is nothing to say. What a report is working on is left for the next time,
   * here and below, so that neither waits for the other.
   */
  private static final String SKIP =
      """
      UPDATE activity.tag_row t SET immutability_read = true
      FROM (
        SELECT t.repository, t.name, t.at, t.event FROM activity.tag_row t
        WHERE NOT t.immutability_read
          AND NOT EXISTS (SELECT FROM tag_immutability i WHERE i.repository = t.repository AND i.tag = t.name)
          AND NOT EXISTS (
            SELECT FROM repository r JOIN immutability_policy p
              ON p.namespace = r.namespace AND (p.repository IS NULL OR p.repository = r.id)
            WHERE r.id = t.repository)
        LIMIT $1 FOR UPDATE OF t SKIP LOCKED) s
      WHERE t.repository = s.repository AND t.name = s.name AND t.at = s.at AND t.event = s.event
      """;

  private static final String FIND =
      """
      SELECT t.repository, t.name, t.at, t.event, t.digest, i.digest AS immutable,
        coalesce(i.overwritten, false) AS overwritten,
        NOT EXISTS (
          SELECT FROM activity.tag_row l
          WHERE l.repository = t.repository AND l.name = t.name AND (l.at, l.event) > (t.at, t.event)) AS latest,
        t.digest IS NOT NULL AND t.ends IS NULL AS lives,
        EXISTS (
          SELECT FROM tag_expiration x
          WHERE x.repository = t.repository AND x.tag = t.name AND x.expires <= now()) AS expired
      FROM activity.tag_row t
      LEFT JOIN tag_immutability i ON i.repository = t.repository AND i.tag = t.name
      WHERE NOT t.immutability_read\
      """;

  private static final String DUE = FIND + " ORDER BY t.at DESC LIMIT $1";
  private static final String ONE = FIND + " AND t.repository = $1 AND t.name = $2 LIMIT 100";

  private static final String READ =
      """
      UPDATE activity.tag_row t SET immutability_read = true
      FROM (
        SELECT k.repository, k.name, k.at, k.event
        FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[]) u (repository, name, at, event)
        JOIN activity.tag_row k ON k.repository = u.repository AND k.name = u.name COLLATE "C" AND k.at = u.at
          AND k.event = u.event COLLATE "C"
        FOR UPDATE OF k SKIP LOCKED) s
      WHERE t.repository = s.repository AND t.name = s.name AND t.at = s.at AND t.event = s.event
      """;

  private final Pool pool;
  private final Writes writes;
  private final Lease lease;
  private final ImmutabilityPolicyView policies;
  private final Settings settings;
  private final boolean on;
  private final boolean canExpire;
  private final boolean putsBack;

  @Inject
  TagImmutability(
      Pool pool,
      Writes writes,
      Lease lease,
      ImmutabilityPolicyView policies,
      Settings settings,
      Features features,
      WharfingerSettings own) {
    this.pool = pool;
    this.writes = writes;
    this.lease = lease;
    this.policies = policies;
    this.settings = settings;
    this.on = features.featureImmutableTags();
    this.canExpire = features.featureImmutableTagsCanExpire();
    this.putsBack = own.putBackImmutableTags();
  }

  /** A row of the history of tags. */
  private record Looked(
      RepositoryId repository,
      String tag,
      OffsetDateTime at,
      String event,
      @Nullable String digest,
      @Nullable String immutable,
      boolean overwritten,
      boolean latest,
      boolean lives,
      boolean expired) {

    static Looked of(Row row) {
      return new Looked(
          new RepositoryId(row.getLong("repository")),
          row.getString("name"),
          row.getOffsetDateTime("at"),
          row.getString("event"),
          row.getString("digest"),
          row.getString("immutable"),
          row.getBoolean("overwritten"),
          row.getBoolean("latest"),
          row.getBoolean("lives"),
          row.getBoolean("expired"));
    }

    /** Whether it goes against what the tag was; when its time had come, it does not. */
    boolean overwrites() {
      return latest && !overwritten && !expired && immutable != null && !immutable.equals(digest);
    }

    /** Whether policies are to be asked about it. */
    boolean isNew() {
      return latest && lives && !overwritten && !(immutable != null && immutable.equals(digest));
    }
  }

  void schedule(@Observes Schedule schedule) {
    if (on && settings.registryState() == RegistryState.NORMAL) {
      schedule.every(PERIOD, PERIOD, JOB, this::look);
    }
  }

  /** Usually there is nothing to do: no lease for that. */
  private Uni<Void> look() {
    return pool.preparedQuery(DUE)
        .execute(Tuple.of(1))
        .flatMap(found ->
            found.size() == 0 ? Uni.createFrom().voidItem() : lease.alone(JOB, this::round));
  }

  private Uni<Void> round() {
    return pool.preparedQuery(SKIP)
        .execute(Tuple.of(10 * Pages.ROWS))
        .flatMap(_ -> pool.preparedQuery(DUE).execute(Tuple.of(Pages.ROWS)))
        .map(rows -> Pages.list(rows, Looked::of))
        .flatMap(this::look);
  }

  /** Looks at what a tag was set to just now, so that the next list shows what became of it. */
  Uni<Void> look(RepositoryId repository, String tag) {
    return on
        ? pool.preparedQuery(ONE)
            .execute(Tuple.of(repository.value(), tag))
            .map(rows -> Pages.list(rows, Looked::of))
            .flatMap(this::look)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> look(List<Looked> rows) {
    Map<RepositoryId, List<Looked>> byRepository =
        rows.stream().collect(Collectors.groupingBy(Looked::repository));
    return Multi.createFrom()
        .iterable(byRepository.entrySet())
        .onItem()
        .transformToUniAndConcatenate(one -> look(one.getKey(), one.getValue()))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> look(RepositoryId repository, List<Looked> rows) {
    List<Looked> asked =
        rows.stream().filter(row -> row.isNew() && !(putsBack && row.overwrites())).toList();
    return each(rows.stream().filter(Looked::overwrites).toList(), this::overwritten)
        .flatMap(_ -> policies.immutable(repository, asked.stream().map(Looked::tag).toList()))
        .flatMap(immutable ->
            each(
                asked.stream().filter(row -> immutable.contains(row.tag())).toList(),
                row -> make(repository, row.tag(), row.digest(), ImmutableBy.POLICY)))
        .flatMap(_ -> read(rows));
  }

  private static <T> Uni<Void> each(List<T> items, Function<T, Uni<? extends Void>> work) {
    return Multi.createFrom()
        .iterable(items)
        .onItem()
        .transformToUni(work)
        .merge(AT_ONCE)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> overwritten(Looked row) {
    return writes
        .submitOwn(
            Instant.now(),
            new Overwrite(
                row.repository(),
                row.tag(),
                Objects.requireNonNull(row.immutable()),
                row.digest(),
                putsBack))
        .replaceWithVoid();
  }

  private Uni<Void> make(
      RepositoryId repository, String tag, @Nullable String digest, ImmutableBy by) {
    return digest == null
        ? Uni.createFrom().voidItem()
        : writes
            .submitOwn(Instant.now(), new MakeImmutable(repository, tag, digest, by, canExpire))
            .replaceWithVoid();
  }

  private Uni<Void> read(List<Looked> rows) {
    return pool.preparedQuery(READ)
        .execute(
            Tuple.of(
                rows.stream().map(row -> row.repository().value()).toArray(Long[]::new),
                rows.stream().map(Looked::tag).toArray(String[]::new),
                rows.stream().map(Looked::at).toArray(OffsetDateTime[]::new),
                rows.stream().map(Looked::event).toArray(String[]::new)))
        .replaceWithVoid();
  }

  /** Makes a tag immutable if the labels of what it is set to say so. */
  Uni<Void> label(RepositoryId repository, String tag, String digest, Effects effects) {
    return on && effects.immutable()
        ? make(repository, tag, digest, ImmutableBy.LABEL)
        : Uni.createFrom().voidItem();
  }

  /** Whether tags can be immutable, and then never expire. */
  boolean lastsForEver() {
    return on && !canExpire;
  }
}
