package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.security.OffLoop;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Method;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Terms;
import dev.wharfinger.repositories.autoprune.AutoPruneTermsView;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds the tags that auto-prune policies remove. Source: contract repositories 3. */
@Singleton
class PrunableTags {

  /** Before all others. */
  private static final Tag FIRST =
      new Tag("", OffsetDateTime.of(9999, 12, 31, 23, 59, 59, 0, ZoneOffset.UTC), "");

  /**
   * By age first, then by number; of each, those of the namespace first. With the time, by a clock
   * that is the same for all instances; it is in a row of its own where there are none. $2 null for
   * those of the namespace alone.
   */
  private static final String POLICIES =
      """
      SELECT clock.now, p.method, p.value, p.tag_pattern, p.tag_pattern_matches
      FROM (SELECT now() AS now) clock LEFT JOIN autoprune_policy p
        ON p.namespace = $1 AND (p.repository IS NULL OR p.repository = $2)
      ORDER BY p.method, p.repository NULLS FIRST, p.id
      """;

  /** Living ones that may change, the newest first; $2 and $3 the last one. */
  private static final String TAGS =
      """
      SELECT t.name, t.at, t.digest FROM activity.tag_row t
      WHERE t.repository = $1 AND (t.at < $2 OR (t.at = $2 AND t.name > $3)) AND %s AND NOT %s
      ORDER BY t.at DESC, t.name LIMIT $4
      """
          .formatted(TagRows.LIVES, TagRows.IS_IMMUTABLE);

  private final Pool pool;
  private final Vertx vertx;
  private final AutoPruneTermsView autoPruneTerms;

  @Inject
  PrunableTags(Pool pool, Vertx vertx, AutoPruneTermsView autoPruneTerms) {
    this.pool = pool;
    this.vertx = vertx;
    this.autoPruneTerms = autoPruneTerms;
  }

  /** A living tag. */
  record Tag(String name, OffsetDateTime at, String digest) {
    static Tag of(Row row) {
      return new Tag(row.getString("name"), row.getOffsetDateTime("at"), row.getString("digest"));
    }
  }

  /** The policies of a namespace; empty if there are none. */
  Uni<Optional<Pruning>> policies(long namespace) {
    return policies(namespace, null, Optional.empty());
  }

  /** The policies of a repository, with those of its namespace; empty if there are none. */
  Uni<Optional<Pruning>> policies(long namespace, long repository) {
    return policies(namespace, repository, Optional.empty());
  }

  /** The same with that of the operator. */
  Uni<Optional<Pruning>> allPolicies(long namespace, long repository) {
    return policies(namespace, repository, autoPruneTerms.ofOperator());
  }

  /** A single policy. */
  Uni<Optional<Pruning>> policy(Terms terms, Instant now) {
    return OffLoop.compute(vertx, () -> Optional.of(Pruning.by(List.of(terms), now)));
  }

  private Uni<Optional<Pruning>> policies(
      long namespace, @Nullable Long repository, Optional<Terms> another) {
    return pool.preparedQuery(POLICIES)
        .execute(Tuple.of(namespace, repository))
        .flatMap(rows -> OffLoop.compute(vertx, () -> pruning(rows, another)));
  }

  private static Optional<Pruning> pruning(RowSet<Row> rows, Optional<Terms> another) {
    List<Terms> policies =
        Stream.concat(
                another.stream(),
                StreamSupport.stream(rows.spliterator(), false)
                    .filter(row -> row.getString("method") != null)
                    .map(PrunableTags::terms))
            .sorted(Comparator.comparing(policy -> policy.method().word()))
            .toList();
    OffsetDateTime now = rows.iterator().next().getOffsetDateTime("now");
    return policies.isEmpty()
        ? Optional.empty()
        : Optional.of(Pruning.by(policies, now.toInstant()));
  }

  private static Terms terms(Row row) {
    return new Terms(
        Method.of(row.getString("method")),
        row.getString("value"),
        row.getString("tag_pattern"),
        row.getBoolean("tag_pattern_matches"));
  }

  /**
   * Goes through the living tags of a repository, the newest first.
   *
   * @param work on those of a page that are to be removed; false to look at no more
   * @return whether all were looked at
   */
  Uni<Boolean> of(
      RepositoryId repository, Pruning pruning, Function<List<Tag>, Uni<Boolean>> work) {
    Pruning.Count count = pruning.begin();
    return Pages.each(
        last ->
            pool.preparedQuery(TAGS)
                .execute(Tuple.of(repository.value(), last.at(), last.name(), Pages.ROWS)),
        Tag::of,
        FIRST,
        rows ->
            OffLoop.compute(vertx, () -> removed(count, rows))
                .flatMap(removed -> work.apply(removed)));
  }

  private static List<Tag> removed(Pruning.Count count, List<Row> page) {
    return page.stream()
        .map(Tag::of)
        .filter(tag -> count.removes(tag.name(), tag.at().toInstant()))
        .toList();
  }
}
