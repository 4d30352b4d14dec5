package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.registries.activity.Manifests.Word;
import dev.wharfinger.registries.activity.Notification.Action;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what a registry was found to have against what it reported, and reports the differences in
 * its place. They take the same way as its own reports, so they are projected by the same rules: a
 * later report counts more, whichever of the two it is.
 */
@Singleton
public class Corrections {

  /** A report of what was found may be on its way; it tells more than a correction does. */
  private static final Duration REPORTS_ARRIVE = Duration.ofSeconds(2);

  private static final String TAGS =
      """
      SELECT w.name, l.at, a.digest
      FROM unnest($2::text[]) w (name)
      LEFT JOIN activity.tag l ON l.repository = $1 AND l.name = w.name COLLATE "C"
      LEFT JOIN LATERAL (
        SELECT t.digest FROM activity.tag_row t
        WHERE t.repository = $1 AND t.name = w.name COLLATE "C" AND t.digest IS NOT NULL AND t.ends IS NULL
        ORDER BY t.at DESC, t.event DESC LIMIT 1) a ON true
      """;

  private static final String MANIFESTS =
      """
      SELECT m.repository, m.digest, m.namespace, m.live, m.at, m.event, m.blobs::text AS blobs
      FROM activity.manifest m WHERE m.repository = $1 AND m.digest = ANY ($2)
      """;

  private static final String CHILDREN =
      "SELECT parent, digest FROM activity.manifest_child WHERE repository = $1 AND parent = ANY ($2)";

  private static final String SIZES =
      """
      SELECT w.digest, s.size_bytes IS NOT NULL AS stated, b.size_bytes
      FROM unnest($2::text[]) w (digest)
      LEFT JOIN activity.blob_size s ON s.digest = w.digest COLLATE "C"
      LEFT JOIN activity.repository_blob b ON b.repository = $1 AND b.digest = w.digest COLLATE "C"
      """;

  private final Pool pool;
  private final ActivityReports reports;

  @Inject
  Corrections(Pool pool, ActivityReports reports) {
    this.pool = pool;
    this.reports = reports;
  }

  /** How much differed. */
  public record Counts(
      long tagsSet, long tagsDeleted, long manifestsSet, long manifestsDeleted, long blobSizes) {

    /** Nothing did. */
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    /** Both together. */
    public Counts plus(Counts other) {
      return new Counts(
          tagsSet + other.tagsSet,
          tagsDeleted + other.tagsDeleted,
          manifestsSet + other.manifestsSet,
          manifestsDeleted + other.manifestsDeleted,
          blobSizes + other.blobSizes);
    }
  }

  /** What is known of a tag: when it was last reported, and to what it is set. */
  record KnownTag(@Nullable Instant at, @Nullable String digest) {
    static final KnownTag NONE = new KnownTag(null, null);
  }

  /** A manifest that an index refers to. */
  record Child(String index, String manifest) {}

  /** What is known of a blob: whether a registry stated its size, and with which one it counts. */
  record KnownBlob(boolean stated, @Nullable Long bytes) {}

  /** What was reported of all that was found. */
  record Known(
      Map<String, KnownTag> tags,
      Map<String, Word> manifests,
      Set<Child> children,
      Map<String, KnownBlob> blobs) {

    /** What differs, or nothing; of what was reported later than it was found, nothing does. */
    Counts differs(Finding finding) {
      return switch (finding.what()) {
        case Action.ManifestPushed pushed -> {
          KnownTag tag = tag(pushed.tag());
          Word manifest = manifests.get(pushed.digest());
          if (isLater(tag.at(), finding) || isLater(at(manifest), finding)) {
            yield Counts.NONE;
          }
          boolean tagDiffers =
              pushed.tag() != null
                  && (!pushed.digest().equals(tag.digest()) || !knowsChildren(pushed, finding));
          boolean manifestDiffers =
              manifest == null || !manifest.live() || !manifest.blobs().equals(pushed.blobs());
          yield new Counts(tagDiffers ? 1 : 0, 0, manifestDiffers ? 1 : 0, 0, 0);
        }
        case Action.TagDeleted deleted -> {
          KnownTag tag = tag(deleted.tag());
          yield tag.digest() == null || isLater(tag.at(), finding)
              ? Counts.NONE
              : new Counts(0, 1, 0, 0, 0);
        }
        case Action.ContentDeleted deleted -> {
          Word manifest = manifests.get(deleted.digest());
          yield manifest == null || !manifest.live() || isLater(at(manifest), finding)
              ? Counts.NONE
              : new Counts(0, 0, 0, 1, 0);
        }
        case Action.BlobSeen(String digest, Long size) -> {
          Long bytes = blob(digest).bytes();
          yield bytes == null || bytes.equals(size) ? Counts.NONE : new Counts(0, 0, 0, 0, 1);
        }
        case Action.ManifestPulled _,
            Action.Emptied _,
            Action.BuildReported _,
            Action.SizeCorrected _ ->
            throw new IllegalStateException("is never found");
      };
    }

    /** A stated size is kept also where it is the one that counts already. */
    boolean isNews(Finding finding) {
      return (finding.what() instanceof Action.BlobSeen(String digest, _) && !blob(digest).stated())
          || !differs(finding).equals(Counts.NONE);
    }

    private boolean knowsChildren(Action.ManifestPushed pushed, Finding finding) {
      return finding.children().stream()
          .allMatch(child -> children.contains(new Child(pushed.digest(), child)));
    }

    private KnownTag tag(@Nullable String name) {
      return name == null ? KnownTag.NONE : tags.getOrDefault(name, KnownTag.NONE);
    }

    private KnownBlob blob(String digest) {
      return blobs.getOrDefault(digest, new KnownBlob(false, null));
    }

    private static @Nullable Instant at(@Nullable Word manifest) {
      return manifest == null ? null : manifest.mark().at();
    }

    private static boolean isLater(@Nullable Instant reported, Finding finding) {
      return reported != null && !reported.isBefore(finding.at());
    }
  }

  /** Reports what differs in a repository; returns how much that was. */
  public Uni<Counts> report(RepositoryId repository, List<Finding> findings) {
    return news(repository, findings)
        .flatMap(news ->
            news.isEmpty()
                ? Uni.createFrom().item(Counts.NONE)
                : Uni.createFrom()
                    .item(news)
                    .onItem()
                    .delayIt()
                    .by(REPORTS_ARRIVE)
                    .flatMap(_ -> send(repository, news)));
  }

  private Uni<List<Finding>> news(RepositoryId repository, List<Finding> findings) {
    return known(repository, findings)
        .map(known -> findings.stream().filter(known::isNews).toList());
  }

  private Uni<Counts> send(RepositoryId repository, List<Finding> findings) {
    return known(repository, findings)
        .flatMap(known -> {
          List<Finding> left = findings.stream().filter(known::isNews).toList();
          return reports
              .send(left.stream().map(Finding::report).toList())
              .replaceWith(
                  left.stream().map(known::differs).reduce(Counts.NONE, (a, b) -> a.plus(b)));
        });
  }

  private Uni<Known> known(RepositoryId repository, List<Finding> findings) {
    Set<String> tags = new HashSet<>();
    Set<String> manifests = new HashSet<>();
    Set<String> blobs = new HashSet<>();
    for (Finding finding : findings) {
      switch (finding.what()) {
        case Action.ManifestPushed pushed -> {
          if (pushed.tag() != null) {
            tags.add(pushed.tag());
          }
          manifests.add(pushed.digest());
        }
        case Action.TagDeleted deleted -> tags.add(deleted.tag());
        case Action.ContentDeleted deleted -> manifests.add(deleted.digest());
        case Action.BlobSeen seen -> blobs.add(seen.digest());
        case Action.ManifestPulled _,
            Action.Emptied _,
            Action.BuildReported _,
            Action.SizeCorrected _ -> {}
      }
    }
    Known known = new Known(new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashMap<>());
    return read(TAGS, repository, tags)
        .invoke(rows -> rows.forEach(row -> known.tags().put(row.getString("name"), tag(row))))
        .flatMap(_ -> read(MANIFESTS, repository, manifests))
        .invoke(rows ->
            rows.forEach(row -> known.manifests().put(row.getString("digest"), Word.of(row))))
        .flatMap(_ -> read(CHILDREN, repository, manifests))
        .invoke(rows ->
            rows.forEach(row ->
                known.children().add(new Child(row.getString("parent"), row.getString("digest")))))
        .flatMap(_ -> read(SIZES, repository, blobs))
        .invoke(rows ->
            rows.forEach(row ->
                known
                    .blobs()
                    .put(
                        Objects.requireNonNull(row.getString("digest")),
                        new KnownBlob(row.getBoolean("stated"), row.getLong("size_bytes")))))
        .replaceWith(known);
  }

  private static KnownTag tag(Row row) {
    return new KnownTag(
        row.getOffsetDateTime("at") == null ? null : row.getOffsetDateTime("at").toInstant(),
        row.getString("digest"));
  }

  private Uni<RowSet<Row>> read(String sql, RepositoryId repository, Set<String> keys) {
    return pool.preparedQuery(sql)
        .execute(Tuple.of(repository.value(), new ArrayList<>(keys).toArray(String[]::new)));
  }
}
