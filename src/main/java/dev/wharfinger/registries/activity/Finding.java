package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.registries.activity.Notification.Action;
import dev.wharfinger.registries.activity.Notification.Content;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a registry was found to have, or not to have, when it was asked: in the form in which it
 * would have reported it. Source: docs/activity.md.
 */
public final class Finding {

  private final ObjectNode event;
  private final Notification notification;

  private Finding(ObjectNode event, Notification notification) {
    this.event = event;
    this.notification = notification;
  }

  /**
   * A manifest that it has.
   *
   * @param repository its name, as the registry knows it
   * @param tag that is set to it; null if it was asked for by its digest
   * @param at when it was asked, by the registry's clock
   * @return empty if it is nothing that a registry could report
   */
  public static Optional<Finding> manifest(
      String repository,
      @Nullable String tag,
      String digest,
      String mediaType,
      JsonNode manifest,
      Instant at) {
    ObjectNode event = event("push", repository, at);
    ObjectNode target = target(event).put("digest", digest).put("mediaType", mediaType);
    if (tag != null) {
      target.put("tag", tag);
    }
    ArrayNode references = target.putArray("references");
    refer(references, manifest.path("config"));
    manifest.path("layers").forEach(layer -> refer(references, layer));
    manifest.path("blobs").forEach(blob -> refer(references, blob));
    manifest.path("manifests").forEach(child -> refer(references, child));
    for (JsonNode layer : manifest.path("fsLayers")) {
      references.addObject().set("digest", layer.path("blobSum"));
    }
    return read(event, at);
  }

  private static void refer(ArrayNode references, JsonNode descriptor) {
    if (descriptor.isObject()) {
      ObjectNode reference = references.addObject();
      for (String name : List.of("mediaType", "digest", "size")) {
        if (descriptor.has(name)) {
          reference.set(name, descriptor.get(name));
        }
      }
    }
  }

  /** A tag that it does not have. */
  public static Optional<Finding> noTag(String repository, String tag, Instant at) {
    ObjectNode event = event("delete", repository, at);
    target(event).put("tag", tag);
    return read(event, at);
  }

  /** A manifest that it does not have. */
  public static Optional<Finding> noManifest(String repository, String digest, Instant at) {
    ObjectNode event = event("delete", repository, at);
    target(event).put("digest", digest);
    return read(event, at);
  }

  /**
   * A blob that it has.
   *
   * @param size in bytes
   * @return also empty if the blob is empty, which no report tells
   */
  public static Optional<Finding> blob(String repository, String digest, long size, Instant at) {
    ObjectNode event = event("push", repository, at);
    target(event)
        .put("digest", digest)
        .put("mediaType", "application/octet-stream")
        .put("size", size);
    return read(event, at)
        .filter(it -> it.what() instanceof Action.BlobSeen(_, Long stated) && stated != null);
  }

  /** The manifests that it refers to, if it is an index. */
  public List<String> children() {
    return what() instanceof Action.ManifestPushed(_, _, _, Content.Manifests(List<String> digests))
        ? digests
        : List.of();
  }

  Action what() {
    return notification.what();
  }

  Instant at() {
    return notification.mark().at();
  }

  /** The report. */
  ObjectNode report() {
    return event;
  }

  private static ObjectNode event(String action, String repository, Instant at) {
    ObjectNode event =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", UUID.randomUUID().toString())
            .put("timestamp", at.toString())
            .put("action", action);
    event.putObject("actor").put("name", OwnRequests.RECONCILING);
    event.putObject("target").put("repository", repository);
    return event;
  }

  private static ObjectNode target(ObjectNode event) {
    return (ObjectNode) event.get("target");
  }

  private static Optional<Finding> read(ObjectNode event, Instant at) {
    return NotificationReader.read(event, at)
            instanceof Reading.Readable(Notification notification, _)
        ? Optional.of(new Finding(event, notification))
        : Optional.empty();
  }
}
