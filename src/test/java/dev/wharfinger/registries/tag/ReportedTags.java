package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.isDone;

import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Reports on the tags of one repository, as a registry sends them. */
final class ReportedTags {

  private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";

  private final String repository;
  private final String prefix = Wharfinger.fresh("digest");

  /** Of a repository, by its namespace and its name. */
  ReportedTags(String repository) {
    this.repository = repository;
  }

  /** The digest of a manifest or a blob, by a name that is of this repository only. */
  String digest(String name) {
    return "sha256:%064x".formatted(Math.abs((long) (prefix + name).hashCode()) + 1);
  }

  /** A manifest with a config of 2 bytes and layers of these sizes was pushed to a tag. */
  String image(Instant at, String tag, String manifest, int... layers) {
    String references =
        Arrays.stream(layers)
            .mapToObj(bytes ->
                """
                , {"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": "%s", "size": %d}
                """
                    .formatted(digest("layer " + bytes), bytes))
            .collect(Collectors.joining());
    return event(
        at,
        "push",
        """
        "mediaType": "%s", "digest": "%s", "tag": "%s", "references": [
          {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 2}%s]
        """
            .formatted(IMAGE, digest(manifest), tag, digest("config"), references));
  }

  /** A manifest was pushed without a tag, as for an index. */
  String child(Instant at, String manifest) {
    return image(at, "", manifest, 10);
  }

  /** An index was pushed to a tag. */
  String index(Instant at, String tag, String index, String... manifests) {
    String references =
        Arrays.stream(manifests)
            .map(name ->
                "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": 500}"
                    .formatted(IMAGE, digest(name)))
            .collect(Collectors.joining(", "));
    return event(
        at,
        "push",
        "\"mediaType\": \"%s\", \"digest\": \"%s\", \"tag\": \"%s\", \"references\": [%s]"
            .formatted(INDEX, digest(index), tag, references));
  }

  /** A manifest was pulled; by its digest without a tag. */
  String pull(Instant at, String tag, String manifest) {
    return event(
        at,
        "pull",
        "\"mediaType\": \"%s\", \"digest\": \"%s\", \"tag\": \"%s\""
            .formatted(IMAGE, digest(manifest), tag));
  }

  /** A tag was deleted. */
  String untag(Instant at, String tag) {
    return event(at, "delete", "\"tag\": \"%s\"".formatted(tag));
  }

  /** A manifest was deleted. */
  String delete(Instant at, String manifest) {
    return event(at, "delete", "\"digest\": \"%s\"".formatted(digest(manifest)));
  }

  /** Everything was deleted. */
  String empty(Instant at) {
    return event(at, "delete", "\"size\": 0");
  }

  private String event(Instant at, String action, String target) {
    return """
    {"id": "%s", "timestamp": "%s", "action": "%s", "target": {"repository": "%s", %s}, "actor": {"name": "ada"}}
    """
        .formatted(Wharfinger.fresh("event"), at, action, repository, target);
  }

  /** Sends these and waits until all of them are projected. */
  void send(String... events) {
    String last = Wharfinger.fresh("last");
    String all = String.join(",", events) + "," + event(Instant.now(), "push", manifestOf(last));
    isDone(
        Wharfinger.shared()
            .request(Wharfinger.REGISTRY_SECRET)
            .contentType(ContentType.JSON)
            .body("{\"events\": [" + all + "]}")
            .post("/registry/events"));
    Waiting.until(
        "the reports are projected",
        () ->
            Wharfinger.shared()
                    .count("SELECT count(*) FROM activity.manifest WHERE digest = ?", digest(last))
                == 1);
  }

  private String manifestOf(String name) {
    return "\"mediaType\": \"%s\", \"digest\": \"%s\"".formatted(IMAGE, digest(name));
  }
}
