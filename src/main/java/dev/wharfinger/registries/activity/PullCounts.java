package dev.wharfinger.registries.activity;

import dev.wharfinger.registries.activity.Manifests.Key;
import dev.wharfinger.registries.activity.Notification.Action;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How often what is there was pulled, by the reports of one transaction. A tag or manifest that is
 * deleted loses what it had. Source: contract repositories 1.7.
 */
final class PullCounts {

  private static final String RESET_TAGS =
      """
      UPDATE activity.tag t SET pulls = 0, last_pull = NULL
      FROM unnest($1::bigint[], $2::text[]) e (repository, name)
      WHERE t.repository = e.repository AND t.name = e.name COLLATE "C" AND t.pulls > 0
      """;

  /** The tags that are on a deleted manifest go with it. */
  private static final String RESET_MANIFESTS =
      """
      WITH ended AS (
        SELECT e.repository, e.digest COLLATE "C" AS digest
        FROM unnest($1::bigint[], $2::text[]) e (repository, digest)),
      tags AS (
        UPDATE activity.tag t SET pulls = 0, last_pull = NULL
        FROM (
          SELECT DISTINCT r.repository, r.name, r.digest
          FROM ended e JOIN activity.tag_row r ON r.repository = e.repository AND r.digest = e.digest) r
        WHERE t.repository = r.repository AND t.name = r.name AND t.digest = r.digest AND t.pulls > 0)
      UPDATE activity.manifest m SET pulls = 0, last_pull = NULL
      FROM ended e WHERE m.repository = e.repository AND m.digest = e.digest AND m.pulls > 0
      """;

  private static final String RESET_REPOSITORIES =
      """
      WITH tags AS (
        UPDATE activity.tag SET pulls = 0, last_pull = NULL WHERE repository = ANY ($1) AND pulls > 0)
      UPDATE activity.manifest SET pulls = 0, last_pull = NULL WHERE repository = ANY ($1) AND pulls > 0
      """;

  private static final String ADD_TO_TAGS =
      """
      UPDATE activity.tag t SET pulls = t.pulls + p.pulls, last_pull = greatest(t.last_pull, p.last_pull)
      FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[]) p (repository, name, pulls, last_pull)
      WHERE t.repository = p.repository AND t.name = p.name COLLATE "C" AND t.digest IS NOT NULL
      """;

  private static final String ADD_TO_MANIFESTS =
      """
      UPDATE activity.manifest m SET pulls = m.pulls + p.pulls, last_pull = greatest(m.last_pull, p.last_pull)
      FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::timestamptz[]) p (repository, digest, pulls, last_pull)
      WHERE m.repository = p.repository AND m.digest = p.digest COLLATE "C" AND m.live
      """;

  private final Map<Long, Pull> logged = new HashMap<>();
  private final List<Pull> unlogged = new ArrayList<>();
  private final Columns endedTags = new Columns(Long[]::new, String[]::new);
  private final Columns endedManifests = new Columns(Long[]::new, String[]::new);
  private final Columns emptied = new Columns(Long[]::new);

  private record Pull(KnownRepository place, Action.ManifestPulled what, Instant at) {}

  private record Count(long pulls, Instant last) {
    Count plus(Count other) {
      return new Count(pulls + other.pulls, last.isAfter(other.last) ? last : other.last);
    }
  }

  /**
   * A manifest was pulled, by a tag or by its digest.
   *
   * @param log the number of its entry in the usage log; null if it has none
   */
  void add(
      KnownRepository place, Action.ManifestPulled pulled, ReportOrder mark, @Nullable Long log) {
    Pull pull = new Pull(place, pulled, mark.at());
    if (log == null) {
      unlogged.add(pull);
    } else {
      logged.put(log, pull);
    }
  }

  /** A tag was deleted. */
  void endTag(KnownRepository place, String tag) {
    endedTags.add(place.repository(), tag);
  }

  /** A manifest was deleted. */
  void endManifest(KnownRepository place, String digest) {
    endedManifests.add(place.repository(), digest);
  }

  /** Everything in a repository was deleted. */
  void empty(KnownRepository place) {
    emptied.add(place.repository());
  }

  /**
   * Stores them, once it is stored what is there.
   *
   * @param added the numbers of the new entries of the usage log: of a report that came before
   *     there is none
   */
  Uni<Void> store(SqlConnection connection, Set<Long> added) {
    Map<Key, Count> tags = new TreeMap<>();
    Map<Key, Count> manifests = new TreeMap<>();
    logged.keySet().retainAll(added);
    Stream.concat(logged.values().stream(), unlogged.stream())
        .forEach(pull -> {
          long repository = pull.place().repository();
          Count one = new Count(1, pull.at());
          manifests.merge(new Key(repository, pull.what().digest()), one, Count::plus);
          if (pull.what().tag() != null) {
            tags.merge(new Key(repository, pull.what().tag()), one, Count::plus);
          }
        });
    return run(connection, RESET_TAGS, endedTags)
        .flatMap(_ -> run(connection, RESET_MANIFESTS, endedManifests))
        .flatMap(_ -> run(connection, RESET_REPOSITORIES, emptied))
        .flatMap(_ -> run(connection, ADD_TO_TAGS, columns(tags)))
        .flatMap(_ -> run(connection, ADD_TO_MANIFESTS, columns(manifests)));
  }

  private static Columns columns(Map<Key, Count> counts) {
    Columns columns = new Columns(Long[]::new, String[]::new, Long[]::new, OffsetDateTime[]::new);
    counts.forEach((key, count) ->
        columns.add(
            key.repository(), key.digest(), count.pulls(), count.last().atOffset(ZoneOffset.UTC)));
    return columns;
  }

  private static Uni<Void> run(SqlConnection connection, String sql, Columns columns) {
    return columns.isEmpty()
        ? Uni.createFrom().voidItem()
        : connection.preparedQuery(sql).execute(columns.tuple()).replaceWithVoid();
  }
}
