package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.registries.activity.Corrections;
import dev.wharfinger.registries.activity.Corrections.Counts;
import dev.wharfinger.registries.activity.Finding;
import dev.wharfinger.registries.reconciliation.WalkedRegistry.Looked;
import dev.wharfinger.registries.reconciliation.WalkedRegistry.Page;
import dev.wharfinger.registries.reconciliation.WalkedRegistry.Stored;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds one repository against the registry: its tags first, then what is known and was not among
 * them, then the manifests of its indexes, and the sizes of blobs that no registry has stated.
 */
@Singleton
class WalkRepository {

  @Bound(
      of = "tags and manifests of a repository that a walk over the registry holds in memory",
      unit = "names",
      beyond = "the repository is left out and counted",
      test = "WalkRepositoryTest.holdsNoMoreNamesThanItsBound")
  static final int MOST_NAMES = 200_000;

  /** Whose findings are held in memory at a time. */
  private static final int AT_ONCE = 25;

  private static final String TAGS =
      """
      SELECT DISTINCT name FROM activity.tag_row
      WHERE repository = $1 AND name > $2 AND digest IS NOT NULL AND ends IS NULL ORDER BY name LIMIT $3
      """;

  private static final String MANIFESTS =
      """
      SELECT digest AS name FROM activity.manifest
      WHERE repository = $1 AND digest > $2 AND live ORDER BY digest LIMIT $3
      """;

  private static final String UNSTATED =
      """
      SELECT b.digest AS name FROM activity.repository_blob b
      WHERE b.repository = $1 AND b.digest > $2
        AND NOT EXISTS (SELECT FROM activity.blob_size s WHERE s.digest = b.digest)
      ORDER BY b.digest LIMIT $3
      """;

  private final Pool pool;
  private final WalkedRegistry registry;
  private final Corrections corrections;
  private final int requests;

  @Inject
  WalkRepository(
      Pool pool, WalkedRegistry registry, Corrections corrections, WharfingerSettings settings) {
    this.pool = pool;
    this.registry = registry;
    this.corrections = corrections;
    this.requests = settings.reconciliationRequests();
  }

  /** Walks through it; returns what was corrected. */
  Uni<Counts> walk(RepositoryId id, String name) {
    Visit visit = new Visit(id, name);
    return visit
        .tags("")
        .flatMap(_ -> visit.known(TAGS, visit.tags, visit::missingTag))
        .flatMap(_ -> visit.known(MANIFESTS, visit.manifests, visit::manifest))
        .flatMap(_ -> visit.children())
        .flatMap(_ -> visit.known(UNSTATED, Set.of(), visit::blob))
        .map(_ -> visit.counts);
  }

  /** Names that were seen, as many as can be held. */
  static final class Names {
    private final int most;
    private int held;

    Names(int most) {
      this.most = most;
    }

    void add(Set<String> names, String name) {
      if (names.add(name) && ++held > most) {
        throw new WalkedRegistry.Unusable("it has more tags and manifests than can be held");
      }
    }
  }

  private final class Visit {

    private final RepositoryId id;
    private final String name;
    private final Set<String> tags = new HashSet<>();
    private final Set<String> manifests = new HashSet<>();
    private final Set<String> children = new HashSet<>();
    private final Names names = new Names(MOST_NAMES);
    private Counts counts = Counts.NONE;

    Visit(RepositoryId id, String name) {
      this.id = id;
      this.name = name;
    }

    /** All tags of the registry, page by page. */
    Uni<Void> tags(String after) {
      return registry
          .tags(name, after)
          .flatMap(page -> look(page.names(), this::tag).flatMap(_ -> rest(page)));
    }

    private Uni<Void> rest(Page page) {
      return page.isLast() ? Uni.createFrom().voidItem() : tags(page.names().getLast());
    }

    private Uni<Optional<Finding>> tag(String tag) {
      names.add(tags, tag);
      return registry.manifest(name, tag).map(looked -> seen(looked, tag));
    }

    /** Nothing is said of a tag that was deleted meanwhile: the registry reports that. */
    private Optional<Finding> seen(Looked<Stored> looked, @Nullable String tag) {
      return looked
          .found()
          .flatMap(stored -> {
            names.add(manifests, stored.digest());
            Optional<Finding> finding =
                Finding.manifest(
                    name, tag, stored.digest(), stored.mediaType(), stored.manifest(), looked.at());
            finding.ifPresent(it -> it.children().forEach(child -> names.add(children, child)));
            return finding;
          });
    }

    /** A tag that is known and was not listed. */
    Uni<Optional<Finding>> missingTag(String tag) {
      return registry
          .manifest(name, tag)
          .map(looked ->
              looked.found().isPresent()
                  ? seen(looked, tag)
                  : Finding.noTag(name, tag, looked.at()));
    }

    /** A manifest that is known, and that no tag was set to. */
    Uni<Optional<Finding>> manifest(String digest) {
      return registry
          .manifest(name, digest)
          .map(looked ->
              looked.found().isPresent()
                  ? seen(looked, null)
                  : Finding.noManifest(name, digest, looked.at()));
    }

    Uni<Optional<Finding>> blob(String digest) {
      return registry
          .blobSize(name, digest)
          .map(looked ->
              looked.found().flatMap(size -> Finding.blob(name, digest, size, looked.at())));
    }

    /** What indexes refer to, and may be indexes as well. */
    Uni<Void> children() {
      List<String> unseen = children.stream().filter(it -> !manifests.contains(it)).toList();
      children.clear();
      return unseen.isEmpty()
          ? Uni.createFrom().voidItem()
          : look(unseen, child -> registry.manifest(name, child).map(looked -> seen(looked, null)))
              .flatMap(_ -> children());
    }

    /** What is known and was not seen. */
    Uni<Void> known(String select, Set<String> seen, Function<String, Uni<Optional<Finding>>> ask) {
      return Pages.each(
              after -> pool.preparedQuery(select).execute(Tuple.of(id.value(), after, Pages.ROWS)),
              row -> row.getString("name"),
              "",
              rows ->
                  look(
                          rows.stream()
                              .map(row -> row.getString("name"))
                              .filter(it -> !seen.contains(it))
                              .toList(),
                          ask)
                      .replaceWith(true))
          .replaceWithVoid();
    }

    /** Asks for each of them, so many at a time, and corrects what differs. */
    private Uni<Void> look(List<String> asked, Function<String, Uni<Optional<Finding>>> ask) {
      List<List<String>> parts = new ArrayList<>();
      for (int i = 0; i < asked.size(); i += AT_ONCE) {
        parts.add(asked.subList(i, Math.min(asked.size(), i + AT_ONCE)));
      }
      return Multi.createFrom()
          .iterable(parts)
          .onItem()
          .transformToUniAndConcatenate(part -> correct(part, ask))
          .collect()
          .last()
          .replaceWithVoid();
    }

    private Uni<Void> correct(List<String> part, Function<String, Uni<Optional<Finding>>> ask) {
      return Multi.createFrom()
          .iterable(part)
          .onItem()
          .transformToUni(ask::apply)
          .merge(requests)
          .filter(Optional::isPresent)
          .map(Optional::get)
          .collect()
          .asList()
          .flatMap(findings -> corrections.report(id, findings))
          .invoke(done -> counts = counts.plus(done))
          .replaceWithVoid();
    }
  }
}
