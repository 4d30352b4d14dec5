package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.activity.Notification.Counter;
import dev.wharfinger.activity.Notification.Happening;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads reports; what cannot be read is told by its place. Source: docs/activity.md. */
final class NotificationReader {

  /** Larger than any blob that a registry takes; sums of such stay within a long. */
  static final long LARGEST_BLOB = 1L << 44;

  private static final int LONGEST_NAME = 512;

  /** Reports of a time before containers are no reports, and each of their months made a table. */
  private static final Instant EARLIEST = Instant.parse("2013-01-01T00:00:00Z");

  private static final Pattern ID = Pattern.compile("[!-~]{1,255}");
  private static final Pattern DIGEST =
      Pattern.compile("[a-z0-9]+([+._-][a-z0-9]+)*:[0-9a-zA-Z=_-]{16,256}");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern REPOSITORY =
      Pattern.compile("[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*");

  /** Where images without a namespace live. */
  private static final String NO_NAMESPACE = "library";

  private static final Set<String> MANIFESTS =
      Set.of(
          "application/vnd.docker.distribution.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.v1+prettyjws",
          "application/vnd.docker.distribution.manifest.v2+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.artifact.manifest.v1+json");

  private NotificationReader() {}

  /** Something that is no report. */
  static final class Unreadable extends RuntimeException {
    Unreadable(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * Reads one event.
   *
   * @param latest what happens later than this has not happened
   */
  static Notification read(JsonNode event, Instant latest) {
    if (!event.isObject()) {
      throw new Unreadable("is not an object");
    }
    String id = matching(event, "id", ID);
    Instant at = time(event.path("timestamp"), "timestamp", latest);
    String action = text(event, "action");
    JsonNode target = event.path("target");
    String name = action.equals("correct") ? "library/-" : repository(target);
    int slash = name.indexOf('/');
    return new Notification(
        new Mark(at, id),
        slash < 0 ? NO_NAMESPACE : name.substring(0, slash),
        name.substring(slash + 1),
        optional(event.path("actor"), "name"),
        host(optional(event.path("request"), "addr")),
        optional(event.path("request"), "useragent"),
        happening(action, event, target, latest));
  }

  private static Happening happening(
      String action, JsonNode event, JsonNode target, Instant latest) {
    return switch (action) {
      case "push" ->
          isManifest(target)
              ? new Happening.ManifestPushed(digest(target), tag(target), blobs(target))
              : blob(target);
      case "pull" ->
          isManifest(target)
              ? new Happening.ManifestPulled(digest(target), tag(target))
              : blob(target);
      case "mount" -> blob(target);
      case "delete" -> deleted(target);
      case "build" -> BuildReader.read(event.path("build"), latest);
      case "correct" -> correction(event.path("correction"));
      default -> throw new Unreadable("action: none of push, pull, mount, delete, build");
    };
  }

  private static boolean isManifest(JsonNode target) {
    return MANIFESTS.contains(target.path("mediaType").asText(""));
  }

  private static Happening blob(JsonNode target) {
    String _ = digest(target);
    return new Happening.BlobMoved();
  }

  private static Happening deleted(JsonNode target) {
    String tag = tag(target);
    if (tag != null) {
      return new Happening.TagDeleted(tag);
    }
    return target.path("digest").asText("").isEmpty()
        ? new Happening.Emptied()
        : new Happening.ContentDeleted(digest(target));
  }

  /** Other manifests are none, nor is what lies elsewhere (foreign layers have addresses). */
  private static Map<String, Long> blobs(JsonNode target) {
    JsonNode references = target.path("references");
    if (!references.isMissingNode() && !references.isNull() && !references.isArray()) {
      throw new Unreadable("target.references: is not an array");
    }
    Map<String, Long> blobs = new LinkedHashMap<>();
    for (JsonNode reference : references) {
      if (!isManifest(reference) && reference.path("urls").isEmpty()) {
        JsonNode size = reference.path("size");
        if (!size.canConvertToLong()
            || !size.isIntegralNumber()
            || size.longValue() < 0
            || size.longValue() > LARGEST_BLOB) {
          throw new Unreadable("target.references.size: is not a size");
        }
        blobs.put(matching(reference, "digest", DIGEST), size.longValue());
      }
    }
    return blobs;
  }

  private static Happening correction(JsonNode correction) {
    try {
      return new Happening.SizeCorrected(
          Counter.valueOf(text(correction, "counter")),
          correction.path("id").longValue(),
          correction.path("bytes").longValue(),
          correction.path("blobs").longValue());
    } catch (IllegalArgumentException _) {
      throw new Unreadable("correction.counter: is not known");
    }
  }

  private static String repository(JsonNode target) {
    String name = matching(target, "repository", REPOSITORY);
    if (name.length() > LONGEST_NAME) {
      throw new Unreadable("target.repository: is too long");
    }
    return name;
  }

  private static String digest(JsonNode target) {
    return matching(target, "digest", DIGEST);
  }

  private static @Nullable String tag(JsonNode target) {
    return optional(target, "tag") == null ? null : matching(target, "tag", TAG);
  }

  /** In microseconds, as the database has it. */
  static Instant time(JsonNode value, String name, Instant latest) {
    try {
      Instant time =
          OffsetDateTime.parse(value.asText("")).toInstant().truncatedTo(ChronoUnit.MICROS);
      if (time.isAfter(latest) || time.isBefore(EARLIEST)) {
        throw new Unreadable(name + ": is not a time that reports are of");
      }
      return time;
    } catch (DateTimeException _) {
      throw new Unreadable(name + ": is not a time (RFC 3339)");
    }
  }

  /** Without the port, which says nothing later on. */
  private static @Nullable String host(@Nullable String address) {
    if (address == null) {
      return null;
    }
    int colon = address.lastIndexOf(':');
    String host =
        colon > 0 && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']')
            ? address.substring(0, colon)
            : address;
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  static String matching(JsonNode object, String name, Pattern pattern) {
    String text = text(object, name);
    if (!pattern.matcher(text).matches()) {
      throw new Unreadable(name + ": is not of its form");
    }
    return text;
  }

  static String text(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new Unreadable(name + ": is missing");
    }
    return value.textValue();
  }

  /** A text, if there is one and it says something. */
  static @Nullable String optional(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      throw new Unreadable(name + ": is not a text");
    }
    return value.textValue().isEmpty() ? null : value.textValue();
  }

  /** An object; an empty one where there is none. */
  static JsonNode object(JsonNode object, String name) {
    JsonNode value = object.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!value.isObject()) {
      throw new Unreadable(name + ": is not an object");
    }
    return value;
  }
}
