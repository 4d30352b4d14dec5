package dev.wharfinger.registries.activity;

import static dev.wharfinger.api.Answers.isDone;

import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Events as CNCF Distribution sends them. */
final class Reports {

  static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String ENVELOPE =
      "application/vnd.docker.distribution.events.v2+json; charset=utf-8";

  private Reports() {}

  /** A digest that belongs to a name. */
  static String digest(String name) {
    return "sha256:" + "%064x".formatted(Math.abs((long) name.hashCode()) + 1);
  }

  static String push(String id, Instant at, String repository, String name, Map<String, Long> of) {
    String references =
        of.entrySet().stream()
            .map(blob ->
                "{\"mediaType\": \"application/vnd.oci.image.layer.v1.tar+gzip\", \"digest\": \"%s\", \"size\": %d}"
                    .formatted(digest(blob.getKey()), blob.getValue()))
            .collect(Collectors.joining(", "));
    return event(
        id,
        at,
        "push",
        "\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": 500, \"repository\": \"%s\", \"tag\": \"%s\", \"references\": [%s]"
            .formatted(MANIFEST, digest(name), repository, name, references));
  }

  static String pull(String id, Instant at, String repository, String name) {
    return event(
        id,
        at,
        "pull",
        "\"mediaType\": \"%s\", \"digest\": \"%s\", \"repository\": \"%s\", \"tag\": \"%s\""
            .formatted(MANIFEST, digest(name), repository, name));
  }

  static String delete(String id, Instant at, String repository, String name) {
    return event(
        id,
        at,
        "delete",
        "\"digest\": \"%s\", \"repository\": \"%s\"".formatted(digest(name), repository));
  }

  static String deleteTag(String id, Instant at, String repository, String tag) {
    return event(
        id, at, "delete", "\"tag\": \"%s\", \"repository\": \"%s\"".formatted(tag, repository));
  }

  static String mount(String id, Instant at, String repository, String blob, String from) {
    return event(
        id,
        at,
        "mount",
        "\"mediaType\": \"application/octet-stream\", \"digest\": \"%s\", \"size\": 100, \"repository\": \"%s\", \"fromRepository\": \"%s\""
            .formatted(digest(blob), repository, from));
  }

  static String event(String id, Instant at, String action, String target) {
    return """
    {"id": "%s", "timestamp": "%s", "action": "%s", "target": {%s},
     "request": {"id": "r", "addr": "192.0.2.7:53412", "host": "registry.example", "method": "PUT", "useragent": "skopeo/1.14"},
     "actor": {"name": "ada"}, "source": {"addr": "registry:5000", "instanceID": "i"}}
    """
        .formatted(id, at, action, target);
  }

  /** All of these in one envelope, as a registry that knows the secret. */
  static void report(String... events) {
    isDone(send("Bearer " + Wharfinger.REGISTRY_SECRET, envelope(events)));
  }

  static String envelope(String... events) {
    return "{\"events\": [" + String.join(",", events) + "]}";
  }

  static Response send(String authorization, String body) {
    return Wharfinger.shared()
        .request()
        .header("Authorization", authorization)
        .contentType(ENVELOPE)
        .body(body)
        .post("/registry/events");
  }
}
