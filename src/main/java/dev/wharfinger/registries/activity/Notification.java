package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One report, read: an event of the CNCF Distribution notification envelope, or of the same form.
 * Source: docs/activity.md.
 *
 * @param name the repository's, as the registry knows it
 * @param actor the name of the account that did it, as the registry knows it
 * @param address where it came from, without a port
 */
record Notification(
    ReportOrder mark,
    String name,
    @Nullable String actor,
    @Nullable String address,
    @Nullable String agent,
    Happening what) {

  /** Where images without a namespace live. */
  private static final String NO_NAMESPACE = "library";

  /** The first part of the repository's name. */
  String namespace() {
    int slash = name.indexOf('/');
    return slash < 0 ? NO_NAMESPACE : name.substring(0, slash);
  }

  /** The rest of it. */
  String repository() {
    return name.substring(name.indexOf('/') + 1);
  }

  /** What happened. */
  sealed interface Happening {

    /**
     * A manifest was stored, and perhaps a tag set on it.
     *
     * @param blobs digest and size of what it refers to, other manifests left out
     */
    record ManifestPushed(String digest, @Nullable String tag, Map<String, Long> blobs)
        implements Happening {}

    /** A manifest was fetched. */
    record ManifestPulled(String digest, @Nullable String tag) implements Happening {}

    /** A manifest, or a blob of the same digest, was deleted. */
    record ContentDeleted(String digest) implements Happening {}

    /** A tag was deleted; its manifest stays. */
    record TagDeleted(String tag) implements Happening {}

    /** All that a repository held was deleted. */
    record Emptied() implements Happening {}

    /**
     * A blob was stored, fetched or mounted; it counts once a manifest refers to it.
     *
     * @param size in bytes, as the registry has it, if it says so
     */
    record BlobSeen(String digest, @Nullable Long size) implements Happening {}

    /** A build was begun, went on or ended, or said something. */
    record BuildReported(String uuid, @Nullable Progress progress, List<Line> lines)
        implements Happening {}

    /** A counter was found wrong by so much: of a repository, a namespace or the registry. */
    record SizeCorrected(Counter counter, long id, long bytes, long blobs) implements Happening {}
  }

  /** Which counter. */
  enum Counter {
    REPOSITORY,
    NAMESPACE,
    REGISTRY
  }

  /** How far a build is, as a whole. */
  record Progress(
      String phase,
      Instant started,
      String displayName,
      boolean hasRetries,
      JsonNode job,
      @Nullable Trigger trigger,
      @Nullable String resourceKey,
      @Nullable String pullRobot,
      JsonNode status,
      @Nullable String logsUrl) {}

  /** What started a build. */
  record Trigger(
      String uuid,
      String service,
      boolean isActive,
      @Nullable String buildSource,
      @Nullable String repositoryUrl,
      JsonNode config) {}

  /** A line of a build's log. */
  record Line(long position, String message, @Nullable String type, @Nullable JsonNode data) {}
}
