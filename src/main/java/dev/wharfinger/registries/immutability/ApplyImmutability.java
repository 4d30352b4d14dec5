package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Features;
import dev.wharfinger.platform.config.RegistryState;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Lease;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.MarkedTag;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Terms;
import dev.wharfinger.registries.tag.TagRows;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tags immutable that are there when a policy is created or changed. Requests wait for it
 * a moment, so that they see what they did; what takes longer is done by a job. Source: contract
 * repositories 4.
 */
@Singleton
class ApplyImmutability {

  private static final Logger LOG = Logger.getLogger(ApplyImmutability.class);

  private static final String JOB = "immutability-policies";
  private static final Duration PERIOD = Duration.ofSeconds(5);

  @Bound(
      of = "wait of a request for its immutability policy to be applied to tags that are there",
      unit = "seconds",
      beyond = "it is answered, and the rest is done after it",
      test = "ImmutableTagsApiTest.becomeSoByPoliciesThatWereLeft")
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String DUE =
      "SELECT uuid FROM immutability_policy WHERE NOT applied ORDER BY id LIMIT $1";

  private static final String POLICY =
      """
      SELECT id, namespace, repository, tag_pattern, tag_pattern_matches FROM immutability_policy
      WHERE uuid = $1 AND NOT applied
      """;

  /** $3 the last one. */
  private static final String REPOSITORIES =
      """
      SELECT id FROM repository
      WHERE namespace = $1 AND ($2::bigint IS NULL OR id = $2) AND id > $3 ORDER BY id LIMIT $4
      """;

  /** Living ones that are not immutable, the newest first; $2 and $3 the last one. */
  private static final String TAGS =
      """
      SELECT t.name, t.at, t.digest, EXISTS (
        SELECT FROM tag_expiration x WHERE x.repository = t.repository AND x.tag = t.name AND x.starts = t.at) AS expires
      FROM activity.tag_row t
      WHERE t.repository = $1 AND (t.at < $2 OR (t.at = $2 AND t.name > $3)) AND %s AND NOT %s
      ORDER BY t.at DESC, t.name LIMIT $4
      """
          .formatted(TagRows.LIVES, TagRows.IS_IMMUTABLE);

  private static final Place FIRST =
      new Place(OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC), "");

  private final Pool pool;
  private final Vertx vertx;
  private final Writes writes;
  private final Lease lease;
  private final Features features;
  private final Settings settings;

  @Inject
  ApplyImmutability(
      Pool pool, Vertx vertx, Writes writes, Lease lease, Features features, Settings settings) {
    this.pool = pool;
    this.vertx = vertx;
    this.writes = writes;
    this.lease = lease;
    this.features = features;
    this.settings = settings;
  }

  /** Where in a list of tags. */
  private record Place(OffsetDateTime at, String name) {}

  /**
   * A policy to apply.
   *
   * @param repository null for all of the namespace
   */
  private record Policy(
      UUID uuid,
      AccountId namespace,
      @Nullable Long repository,
      Terms terms,
      Optional<TagPattern> pattern) {

    static Policy of(UUID uuid, Row row) {
      Terms terms = new Terms(row.getString("tag_pattern"), row.getBoolean("tag_pattern_matches"));
      return new Policy(
          uuid,
          new AccountId(row.getLong("namespace")),
          row.getLong("repository"),
          terms,
          TagPattern.of(terms));
    }
  }

  void schedule(@Observes Schedule schedule) {
    if (features.featureImmutableTags() && settings.registryState() == RegistryState.NORMAL) {
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
    return pool.preparedQuery(DUE)
        .execute(Tuple.of(Pages.ROWS))
        .onItem()
        .transformToMulti(rows -> Multi.createFrom().iterable(rows))
        .onItem()
        .transformToUniAndConcatenate(row -> apply(row.getUUID("uuid")))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** Applies a policy unless that takes long or fails: then it is left to the job. */
  Uni<Void> soon(UUID policy) {
    return apply(policy)
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .invoke(failure ->
            LOG.infof("Immutability policy %s is applied later: %s", policy, failure.toString()))
        .onFailure()
        .recoverWithNull();
  }

  private Uni<Void> apply(UUID uuid) {
    return pool.preparedQuery(POLICY)
        .execute(Tuple.of(uuid))
        .flatMap(rows ->
            OneRow.optional(rows)
                .map(row -> apply(Policy.of(uuid, row)))
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> apply(Policy policy) {
    Collected collected = new Collected(policy);
    return Pages.each(
            last ->
                pool.preparedQuery(REPOSITORIES)
                    .execute(
                        Tuple.of(
                            policy.namespace().value(), policy.repository(), last, Pages.ROWS)),
            row -> row.getLong("id"),
            0L,
            rows ->
                Multi.createFrom()
                    .iterable(rows)
                    .onItem()
                    .transformToUniAndConcatenate(row -> tags(row.getLong("id"), collected))
                    .collect()
                    .last()
                    .replaceWith(true))
        .flatMap(_ -> collected.record(true));
  }

  private Uni<Boolean> tags(long repository, Collected collected) {
    return Pages.each(
        last ->
            pool.preparedQuery(TAGS)
                .execute(Tuple.of(repository, last.at(), last.name(), Pages.ROWS)),
        row -> new Place(row.getOffsetDateTime("at"), row.getString("name")),
        FIRST,
        rows ->
            OffLoop.compute(vertx, () -> marked(repository, rows, collected.policy.pattern()))
                .flatMap(collected::add));
  }

  private List<MarkedTag> marked(long repository, List<Row> rows, Optional<TagPattern> pattern) {
    return rows.stream()
        .filter(row -> pattern.filter(it -> it.makesImmutable(row.getString("name"))).isPresent())
        .map(row ->
            new MarkedTag(
                new RepositoryId(repository),
                row.getString("name"),
                row.getString("digest"),
                row.getBoolean("expires") && !features.featureImmutableTagsCanExpire()))
        .toList();
  }

  /** The tags that are to be recorded, of several repositories. */
  private final class Collected {

    private final Policy policy;
    private List<MarkedTag> tags = List.of();

    Collected(Policy policy) {
      this.policy = policy;
    }

    /** Records them as soon as there are many. */
    Uni<Boolean> add(List<MarkedTag> more) {
      tags = Stream.concat(tags.stream(), more.stream()).toList();
      return tags.size() < MarkTags.MOST
          ? Uni.createFrom().item(true)
          : record(false).replaceWith(true);
    }

    Uni<Void> record(boolean complete) {
      List<MarkedTag> now = tags.subList(0, Math.min(tags.size(), MarkTags.MOST));
      List<MarkedTag> rest = tags.subList(now.size(), tags.size());
      tags = List.copyOf(rest);
      boolean last = complete && rest.isEmpty();
      Uni<Void> done =
          writes
              .submitOwn(
                  Instant.now(),
                  new MarkTags(policy.uuid(), policy.terms(), List.copyOf(now), last))
              .replaceWithVoid();
      return complete && !last ? done.flatMap(_ -> record(true)) : done;
    }
  }
}
