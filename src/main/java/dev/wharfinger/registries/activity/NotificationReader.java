package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.registries.activity.Notification.Action;
import dev.wharfinger.registries.activity.Notification.Content;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses one event. Readable parts are used; an unreadable part is removed, also from the event,
 * and reported by its kind. Source: docs/activity.md.
 */
final class NotificationReader {

  @Bound(
      of = "actor name or client address in a reported event",
      unit = "characters",
      beyond = "omitted: actor, or request",
      test = "NotificationReaderTest.leavesOutWhoAndWhereIfTheyAreTooLong")
  static final int LONGEST_WHO = 255;

  @Bound(
      of = "user agent in a reported request",
      unit = "characters",
      beyond = "the rest is cut off",
      test = "NotificationReaderTest.cutsTheUserAgent")
  static final int LONGEST_AGENT = 512;

  private static final Set<String> ACTIONS =
      Set.of("push", "pull", "mount", "delete", "build", "correct");

  private final ObjectNode event;
  private final Instant received;
  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);

  private NotificationReader(ObjectNode event, Instant received) {
    this.event = event;
    this.received = received;
  }

  /** A required value is missing. */
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
   * @param event afterwards without the unreadable parts
   * @param received when Kafka received it; used for a report without a plausible time
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
    String name = action.equals("correct") ? "-" : Required.repository(target);
    String actor = who(part(event, "actor"), "name", Fault.ACTOR);
    ObjectNode request = part(event, "request");
    String address = who(request, "addr", Fault.REQUEST);
    String agent = optional(request, "useragent", Fault.REQUEST);
    Action what = happening(action, target);
    return new Notification(
        new ReportOrder(at, id()),
        name,
        actor,
        address == null ? null : Values.host(address),
        agent == null || agent.length() <= LONGEST_AGENT
            ? agent
            : agent.substring(0, LONGEST_AGENT),
        what);
  }

  private Action happening(String action, ObjectNode target) {
    return switch (action) {
      case "push" -> isManifest(target) ? pushed(target) : blob(target);
      case "pull" ->
          isManifest(target)
              ? new Action.ManifestPulled(Required.digest(target), tag(target))
              : blob(target);
      case "mount" -> blob(target);
      case "delete" -> deleted(target);
      case "build" -> new BuildReader(part(event, "build"), received, faults).read();
      default -> Required.correction(part(event, "correction"));
    };
  }

  /** Whatever has references is a manifest, whatever its type. */
  private static boolean isManifest(JsonNode target) {
    return Media.isManifest(mediaType(target)) || !target.path("references").isEmpty();
  }

  private static String mediaType(JsonNode object) {
    return object.path("mediaType").asText("");
  }

  private Action blob(ObjectNode target) {
    JsonNode size = target.has("size") ? target.path("size") : target.path("length");
    if (Values.isSize(size) && size.longValue() > 0) {
      return new Action.BlobSeen(Required.digest(target), size.longValue());
    }
    if (!Values.isNothing(size) && !Values.isSize(size)) {
      faults.add(Fault.SIZE);
      target.remove("size");
      target.remove("length");
    }
    return new Action.BlobSeen(Required.digest(target), null);
  }

  private Action deleted(ObjectNode target) {
    JsonNode tag = target.path("tag");
    if (!Values.isNothing(tag)) {
      if (!Values.matches(tag, Values.TAG, Values.LONGEST_NAME)) {
        throw new Missing(Fault.TAG);
      }
      return new Action.TagDeleted(tag.textValue());
    }
    return Values.isNothing(target.path("digest"))
        ? new Action.Emptied()
        : new Action.ContentDeleted(Required.digest(target));
  }

  /**
   * Leaves out layers stored elsewhere. Other manifests have no size here, since they are not
   * counted. A missing size is zero, because Distribution omits zeros. Of a blob that is listed
   * twice the larger size counts as its own, and both as sizes of layers.
   */
  private Action pushed(ObjectNode target) {
    JsonNode references = target.path("references");
    if (!Values.isNothing(references) && !references.isArray()) {
      faults.add(Fault.REFERENCE);
    }
    Map<String, Long> blobs = new LinkedHashMap<>();
    Set<String> manifests = new LinkedHashSet<>();
    long layers = 0;
    ArrayNode taken = JsonNodeFactory.instance.arrayNode();
    for (JsonNode reference : references) {
      String type = mediaType(reference);
      if (Media.isForeign(type)) {
        continue;
      }
      JsonNode digest = reference.path("digest");
      boolean isManifest = Media.isManifest(type);
      if (!Values.matches(digest, Values.DIGEST, Values.LONGEST_DIGEST)) {
        if (!isManifest) {
          faults.add(Fault.REFERENCE);
        }
      } else if (isManifest) {
        manifests.add(digest.textValue());
        taken.addObject().put("mediaType", type).put("digest", digest.textValue());
      } else {
        long size = size(reference.path("size"));
        ObjectNode kept = taken.addObject();
        if (Media.isConfig(type, blobs.isEmpty())) {
          kept.put("mediaType", type);
        } else {
          layers += size;
        }
        kept.put("digest", digest.textValue()).put("size", size);
        blobs.merge(digest.textValue(), size, Math::max);
      }
    }
    target.set("references", taken);
    return new Action.ManifestPushed(
        Required.digest(target),
        tag(target),
        blobs,
        Media.isIndex(mediaType(target))
            ? new Content.Manifests(List.copyOf(manifests))
            : new Content.Layers(layers));
  }

  private long size(JsonNode size) {
    if (Values.isSize(size)) {
      return size.longValue();
    }
    if (!Values.isNothing(size)) {
      faults.add(Fault.SIZE);
    }
    return 0;
  }

  private @Nullable String tag(ObjectNode target) {
    JsonNode tag = target.path("tag");
    if (Values.isNothing(tag)) {
      return null;
    }
    if (Values.matches(tag, Values.TAG, Values.LONGEST_NAME)) {
      return tag.textValue();
    }
    faults.add(Fault.TAG);
    target.remove("tag");
    return null;
  }

  /** An event without a readable id gets one that is derived from its whole content. */
  private String id() {
    JsonNode id = event.path("id");
    if (Values.matches(id, Values.ID, LONGEST_WHO)) {
      return id.textValue();
    }
    faults.add(Fault.ID);
    event.remove("id");
    String derived = Values.digestOf(event.toString());
    event.put("id", derived);
    return derived;
  }

  /** In microseconds, as stored in the database. */
  private Instant time() {
    JsonNode value = event.path("timestamp");
    if (Values.isNothing(value)) {
      return received;
    }
    Instant time = Values.time(value);
    if (time == null) {
      event.remove("timestamp");
    }
    if (time == null || !Values.isPossible(time, received)) {
      faults.add(Fault.TIMESTAMP);
      return received;
    }
    return time;
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
    if (Values.isNothing(value)) {
      return null;
    }
    if (!value.isTextual()) {
      faults.add(fault);
      object.remove(name);
      return null;
    }
    return value.textValue();
  }

  /** A part of the event; an empty one if there is none that could be read. */
  private ObjectNode part(ObjectNode object, String name) {
    if (object.path(name) instanceof ObjectNode part) {
      return part;
    }
    if (!Values.isNothing(object.path(name))) {
      faults.add(Fault.SHAPE);
      object.remove(name);
    }
    return JsonNodeFactory.instance.objectNode();
  }
}
