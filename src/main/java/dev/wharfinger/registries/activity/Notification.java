package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One parsed report: an event of the CNCF Distribution notification envelope, or of the same form.
 * Source: docs/activity.md.
 *
 * @param name the repository's, as the registry knows it
 * @param actor the name of the acting account, as the registry knows it
 * @param address where it came from, without a port
 */
record Notification(
    ReportOrder mark,
    String name,
    @Nullable String actor,
    @Nullable String address,
    @Nullable String agent,
    Action what) {

  /** The namespace of images without one. */
  private static final String NO_NAMESPACE = "library";

  /** The first part of the repository's name. */
  String namespace() {
    int slash = name.indexOf('/');
    return slash < 0 ? NO_NAMESPACE : name.substring(0, slash);
  }

  /** The rest of the repository's name. */
  String repository() {
    return name.substring(name.indexOf('/') + 1);
  }

  /** What happened. */
  sealed interface Action {

    /**
     * A manifest was stored, possibly with a tag.
     *
     * @param blobs digest and size of what it refers to, except other manifests
     * @param content what kind of manifest it is
     */
    record ManifestPushed(
        String digest, @Nullable String tag, Map<String, Long> blobs, Content content)
        implements Action {}

    /** A manifest was fetched. */
    record ManifestPulled(String digest, @Nullable String tag) implements Action {}

    /** A manifest, or a blob of the same digest, was deleted. */
    record ContentDeleted(String digest) implements Action {}

    /** A tag was deleted; its manifest stays. */
    record TagDeleted(String tag) implements Action {}

    /** Everything in a repository was deleted. */
    record Emptied() implements Action {}

    /**
     * A blob was stored, fetched or mounted; it counts once a manifest refers to it.
     *
     * @param size in bytes, if the registry states it
     */
    record BlobSeen(String digest, @Nullable Long size) implements Action {}

    /** A build was started, continued or ended, or wrote log lines. */
    record BuildReported(String uuid, @Nullable Progress progress, List<Line> lines)
        implements Action {}

    /**
     * A counter was found to be wrong by this much: of a repository, a namespace or the registry.
     */
    record SizeCorrected(Counter counter, long id, long bytes, long blobs) implements Action {}
  }

  /** What is in a manifest. */
  sealed interface Content {

    /**
     * An image or an artifact.
     *
     * @param bytes the sum of the sizes of its layers, without the config
     */
    record Layers(long bytes) implements Content {}

    /** An index. */
    record Manifests(List<String> digests) implements Content {}
  }

  /** Which counter. */
  enum Counter {
    REPOSITORY,
    NAMESPACE,
    REGISTRY
  }

  /** The progress of a build. */
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
