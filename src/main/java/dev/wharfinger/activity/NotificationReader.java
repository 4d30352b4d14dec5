package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.activity.Notification.Counter;
import dev.wharfinger.activity.Notification.Happening;
import dev.wharfinger.config.Bound;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event. What can be read of it is taken; a part that cannot is left out, of the event as
 * well, and told by its kind. Source: docs/activity.md.
 */
final class NotificationReader {

  /** Larger than any blob that a registry takes; sums of such stay within a long. */
  @Bound(
      of = "size that is said of a blob",
      unit = "bytes",
      beyond = "the size is rejected: size",
      test = "NotificationReaderTest.takesNoSizeThatNoBlobHas")
  static final long LARGEST_BLOB = 1L << 44;

  @Bound(
      of = "name of a reported repository",
      unit = "characters",
      beyond = "the event is rejected: repository",
      test = "NotificationReaderTest.rejectsANameThatIsTooLong")
  static final int LONGEST_NAME = 512;

  @Bound(
      of = "reported digest",
      unit = "characters",
      beyond = "rejected: digest, or reference",
      test = "NotificationReaderTest.rejectsADigestThatIsTooLong")
  static final int LONGEST_DIGEST = 256;

  @Bound(
      of = "name of who did what is reported, and address that it came from",
      unit = "characters",
      beyond = "left out: actor, or request",
      test = "NotificationReaderTest.leavesOutWhoAndWhereIfTheyAreTooLong")
  static final int LONGEST_WHO = 255;

  @Bound(
      of = "user agent in a reported request",
      unit = "characters",
      beyond = "the rest is cut off",
      test = "NotificationReaderTest.cutsTheUserAgent")
  static final int LONGEST_AGENT = 512;

  /** Reports of a time before containers are of a machine without a clock. */
  private static final Instant EARLIEST = Instant.parse("2013-01-01T00:00:00Z");

  /** As much as the clocks of a registry and of Kafka may differ. */
  @Bound(
      of = "time by which a report may be ahead of Kafka's clock",
      unit = "minutes",
      beyond = "the time at which Kafka took it counts",
      test = "NotificationReaderTest.holdsTimesAgainstKafkas")
  private static final long MINUTES_AHEAD = 5;

  private static final int LONGEST_TIME = 64;

  private static final Pattern ID = Pattern.compile("[!-~]{1,255}");
  private static final Pattern DIGEST =
      Pattern.compile("[a-z0-9]++(?:[+._-][a-z0-9]++)*+:[0-9a-zA-Z=_-]{16,}+");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern REPOSITORY =
      Pattern.compile("[a-z0-9]++(?:[._-]++[a-z0-9]++)*+(?:/[a-z0-9]++(?:[._-]++[a-z0-9]++)*+)*+");

  private static final Set<String> ACTIONS =
      Set.of("push", "pull", "mount", "delete", "build", "correct");

  private final ObjectNode event;
  private final Instant received;
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

  private NotificationReader(ObjectNode event, Instant received) {
    this.event = event;
    this.received = received;
  }

  /** Something without which there is no report. */
  static final class Missing extends RuntimeException {
    private final Fault fault;

    Missing(Fault fault) {
      super(fault.word(), null, false, false);
      this.fault = fault;
    }
  }

  /**
   * Reads an event.
   *
   * @param event without the parts that could not be read, afterwards
   * @param received when Kafka took it; the time of a report that has none, or an impossible one
   */
  static Reading read(ObjectNode event, Instant received) {
    try {
      NotificationReader reader = new NotificationReader(event, received);
      Notification notification = reader.notification();
      return new Reading.Readable(notification, reader.faults);
    } catch (Missing e) {
      return new Reading.Unreadable(e.fault);
    }
  }

  private Notification notification() {
    Instant at = time();
    String action = event.path("action").asText("");
    if (!ACTIONS.contains(action)) {
      throw new Missing(Fault.ACTION);
    }
    ObjectNode target = part(event, "target");
    String name = action.equals("correct") ? "-" : repository(target);
    String actor = who(part(event, "actor"), "name", Fault.ACTOR);
    ObjectNode request = part(event, "request");
    String address = who(request, "addr", Fault.REQUEST);
    String agent = optional(request, "useragent", Fault.REQUEST);
    Happening what = happening(action, target);
    return new Notification(
        new Mark(at, id()),
        name,
        actor,
        address == null ? null : host(address),
        agent == null || agent.length() <= LONGEST_AGENT
            ? agent
            : agent.substring(0, LONGEST_AGENT),
        what);
  }

  private Happening happening(String action, ObjectNode target) {
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
      case "build" -> new BuildReader(part(event, "build"), received, faults).read();
      default -> correction(part(event, "correction"));
    };
  }

  /** What refers to something is one, whatever its type. */
  private static boolean isManifest(JsonNode target) {
    return Media.isManifest(mediaType(target)) || !target.path("references").isEmpty();
  }

  private static String mediaType(JsonNode object) {
    return object.path("mediaType").asText("");
  }

  private Happening blob(ObjectNode target) {
    JsonNode size = target.has("size") ? target.path("size") : target.path("length");
    if (isSize(size) && size.longValue() > 0) {
      return new Happening.BlobSeen(digest(target), size.longValue());
    }
    if (!isNothing(size) && !isSize(size)) {
      faults.add(Fault.SIZE);
      target.remove("size");
      target.remove("length");
    }
    return new Happening.BlobSeen(digest(target), null);
  }

  private Happening deleted(ObjectNode target) {
    JsonNode tag = target.path("tag");
    if (!isNothing(tag)) {
      if (!matches(tag, TAG, LONGEST_NAME)) {
        throw new Missing(Fault.TAG);
      }
      return new Happening.TagDeleted(tag.textValue());
    }
    return isNothing(target.path("digest"))
        ? new Happening.Emptied()
        : new Happening.ContentDeleted(digest(target));
  }

  /**
   * Other manifests are none, nor is what lies elsewhere. A size that is missing is none:
   * Distribution leaves zeros out. Of a blob that is named twice the larger size counts.
   */
  private Map<String, Long> blobs(ObjectNode target) {
    JsonNode references = target.path("references");
    if (!isNothing(references) && !references.isArray()) {
      faults.add(Fault.REFERENCE);
    }
    Map<String, Long> blobs = new LinkedHashMap<>();
    for (JsonNode reference : references) {
      String type = mediaType(reference);
      if (!Media.isManifest(type) && !Media.isForeign(type)) {
        JsonNode digest = reference.path("digest");
        if (matches(digest, DIGEST, LONGEST_DIGEST)) {
          blobs.merge(digest.textValue(), size(reference.path("size")), Math::max);
        } else {
          faults.add(Fault.REFERENCE);
        }
      }
    }
    ArrayNode taken = JsonNodeFactory.instance.arrayNode(blobs.size());
    blobs.forEach((digest, size) -> taken.addObject().put("digest", digest).put("size", size));
    target.set("references", taken);
    return blobs;
  }

  private long size(JsonNode size) {
    if (isSize(size)) {
      return size.longValue();
    }
    if (!isNothing(size)) {
      faults.add(Fault.SIZE);
    }
    return 0;
  }

  private static boolean isSize(JsonNode size) {
    return size.isIntegralNumber() && size.longValue() >= 0 && size.longValue() <= LARGEST_BLOB;
  }

  private static Happening correction(JsonNode correction) {
    try {
      return new Happening.SizeCorrected(
          Counter.valueOf(correction.path("counter").asText("")),
          correction.path("id").longValue(),
          correction.path("bytes").longValue(),
          correction.path("blobs").longValue());
    } catch (IllegalArgumentException _) {
      throw new Missing(Fault.ACTION);
    }
  }

  private static String repository(JsonNode target) {
    JsonNode name = target.path("repository");
    if (!matches(name, REPOSITORY, LONGEST_NAME)) {
      throw new Missing(Fault.REPOSITORY);
    }
    return name.textValue();
  }

  private static String digest(JsonNode target) {
    JsonNode digest = target.path("digest");
    if (!matches(digest, DIGEST, LONGEST_DIGEST)) {
      throw new Missing(Fault.DIGEST);
    }
    return digest.textValue();
  }

  private @Nullable String tag(ObjectNode target) {
    JsonNode tag = target.path("tag");
    if (isNothing(tag)) {
      return null;
    }
    if (matches(tag, TAG, LONGEST_NAME)) {
      return tag.textValue();
    }
    faults.add(Fault.TAG);
    target.remove("tag");
    return null;
  }

  /** An event without an id that can be read has one that follows from all of it. */
  private String id() {
    JsonNode id = event.path("id");
    if (matches(id, ID, LONGEST_WHO)) {
      return id.textValue();
    }
    faults.add(Fault.ID);
    event.remove("id");
    String derived = digestOf(event.toString());
    event.put("id", derived);
    return derived;
  }

  private static String digestOf(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In microseconds, as the database has it. */
  private Instant time() {
    JsonNode value = event.path("timestamp");
    if (isNothing(value)) {
      return received;
    }
    Instant time = time(value);
    if (time == null) {
      event.remove("timestamp");
    }
    if (time == null || !isPossible(time, received)) {
      faults.add(Fault.TIMESTAMP);
      return received;
    }
    return time;
  }

  static @Nullable Instant time(JsonNode value) {
    try {
      String text = value.asText("");
      return text.length() > LONGEST_TIME
          ? null
          : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    } catch (DateTimeException | ArithmeticException _) {
      return null;
    }
  }

  static boolean isPossible(Instant time, Instant received) {
    return !time.isBefore(EARLIEST)
        && !time.isAfter(received.plus(Duration.ofMinutes(MINUTES_AHEAD)));
  }

  private @Nullable String who(ObjectNode object, String name, Fault fault) {
    String text = optional(object, name, fault);
    if (text != null && text.length() > LONGEST_WHO) {
      faults.add(fault);
      object.remove(name);
      return null;
    }
    return text;
  }

  private @Nullable String optional(ObjectNode object, String name, Fault fault) {
    JsonNode value = object.path(name);
    if (isNothing(value)) {
      return null;
    }
    if (!value.isTextual()) {
      faults.add(fault);
      object.remove(name);
      return null;
    }
    return value.textValue();
  }

  /** An address without its port. */
  private static String host(String address) {
    int colon = address.lastIndexOf(':');
    String host =
        colon > 0 && (address.indexOf(':') == colon || address.charAt(colon - 1) == ']')
            ? address.substring(0, colon)
            : address;
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** A part of the event; an empty one where there is none that could be read. */
  private ObjectNode part(ObjectNode object, String name) {
    if (object.path(name) instanceof ObjectNode part) {
      return part;
    }
    if (!isNothing(object.path(name))) {
      faults.add(Fault.SHAPE);
      object.remove(name);
    }
    return JsonNodeFactory.instance.objectNode();
  }

  /** Whether nothing is said. */
  static boolean isNothing(JsonNode value) {
    return value.isMissingNode()
        || value.isNull()
        || (value.isTextual() && value.textValue().isEmpty());
  }

  /** The length comes first: an expression may take its time. */
  static boolean matches(JsonNode value, Pattern pattern, int longest) {
    return value.isTextual()
        && value.textValue().length() <= longest
        && pattern.matcher(value.textValue()).matches();
  }
}
