package dev.wharfinger.console;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;

/** What a registry looks like after some weeks, and what of it would like to be a script. */
final class Seed {

  /** The organization that uses most of its quota. */
  static final String FULL = "harbour";

  /** The organization whose texts are markup. */
  static final String ODD = "carnival";

  static final String MARKUP = "<img src=x data-injected onerror=alert(1)>";

  private static final long GIB = 1L << 30;

  private Seed() {}

  static void plant(Operator operator, Wharfinger service) {
    for (String name : new String[] {FULL, ODD, "dockyard", "lighthouse-keepers", "tug-fleet"}) {
      post(operator, "/organization/", "name", name);
    }
    for (String name : new String[] {"mate", "bosun", "pilot"}) {
      post(operator, "/superuser/users/", "username", name, "email", name + "@example.com");
    }
    organization(operator);
    odd(operator);
    report(service, FULL + "/web", 9, 7 * GIB);
    report(service, FULL + "/db", 4, GIB);
    report(service, "dockyard/crane", 6, 2 * GIB);
    report(service, "tug-fleet/engine", 3, GIB / 3);
    Waiting.until(
        "what was pushed is projected",
        () ->
            json(operator.asks("GET", "/superuser/organizations?name=" + FULL, ""))
                    .at("/organizations/0/quota_report/quota_bytes")
                    .longValue()
                >= 8 * GIB);
  }

  private static void organization(Operator operator) {
    String base = "/organization/" + FULL;
    for (String name : new String[] {"web", "db"}) {
      repository(operator, FULL, name, "Serves the " + name);
    }
    repository(operator, "dockyard", "crane", "Lifts");
    repository(operator, "tug-fleet", "engine", "Pulls");
    post(operator, "/organization/" + FULL + "/quota", 10 * GIB);
    String quota = json(operator.asks("GET", base + "/quota", "")).at("/0/id").asText();
    limit(operator, base + "/quota/" + quota + "/limit", "Warning", 75);
    limit(operator, base + "/quota/" + quota + "/limit", "Reject", 95);
    post(operator, "/organization/dockyard/quota", 20 * GIB);
    put(operator, base + "/team/crew", "role", "member", "description", "Keeps the quay");
    put(operator, base + "/team/crew/members/mate");
    put(operator, base + "/team/crew/members/bosun");
    put(operator, base + "/robots/ci", "description", "Pushes what was built");
    String _ =
        operator.asks(
            "POST",
            base + "/prototypes",
            "{\"role\": \"write\", \"delegate\": {\"name\": \"%s+ci\", \"kind\": \"user\"}}"
                .formatted(FULL));
    String _ =
        operator.asks(
            "POST",
            "/superuser/keys",
            "{\"service\": \"quay\", \"name\": \"clair\", \"expiration\": null}");
  }

  private static void odd(Operator operator) {
    String base = "/organization/" + ODD;
    put(operator, base + "/team/clowns", "role", "admin", "description", MARKUP);
    put(operator, base + "/robots/juggler", "description", MARKUP);
    repository(operator, ODD, "tent", MARKUP);
    post(operator, base + "/applications", "name", MARKUP, "description", MARKUP);
    post(operator, "/user/apptoken", "title", MARKUP);
    String message =
        JsonNodeFactory.instance
            .objectNode()
            .set(
                "message",
                JsonNodeFactory.instance
                    .objectNode()
                    .put("content", "**Low tide** at noon " + MARKUP)
                    .put("media_type", "text/markdown")
                    .put("severity", "info"))
            .toString();
    String _ = operator.asks("POST", "/messages", message);
  }

  private static void repository(Operator operator, String namespace, String name, String text) {
    post(
        operator,
        "/repository",
        "namespace",
        namespace,
        "repository",
        name,
        "visibility",
        "private",
        "description",
        text,
        "repo_kind",
        "image");
  }

  private static void limit(Operator operator, String path, String type, int percent) {
    String _ =
        operator.asks(
            "POST", path, "{\"type\": \"%s\", \"threshold_percent\": %d}".formatted(type, percent));
  }

  private static void post(Operator operator, String path, long bytes) {
    String _ = operator.asks("POST", path, "{\"limit_bytes\": %d}".formatted(bytes));
  }

  private static void post(Operator operator, String path, String... pairs) {
    String _ = operator.asks("POST", path, object(pairs));
  }

  private static void put(Operator operator, String path, String... pairs) {
    String _ = operator.asks("PUT", path, object(pairs));
  }

  private static String object(String... pairs) {
    var object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < pairs.length; i += 2) {
      object.put(pairs[i], pairs[i + 1]);
    }
    return object.toString();
  }

  /** Pushes and pulls over some days, as a registry reports them; the first push has all bytes. */
  private static void report(Wharfinger service, String repository, int days, long bytes) {
    StringBuilder events = new StringBuilder();
    for (int day = 0; day < days; day++) {
      Instant at = Instant.now().minus(Duration.ofDays(2L * day));
      events.append(event(repository, "push", at, day, day == 0 ? bytes : 0)).append(',');
      for (int pull = 0; pull <= day % 3; pull++) {
        events.append(event(repository, "pull", at, day, 0)).append(',');
      }
    }
    events.setLength(events.length() - 1);
    isDone(
        service
            .request(Wharfinger.REGISTRY_SECRET)
            .contentType(ContentType.JSON)
            .body("{\"events\": [" + events + "]}")
            .post("/registry/events"));
  }

  private static String event(String repository, String action, Instant at, int tag, long bytes) {
    int hash = repository.hashCode() & 0xffff;
    return """
    {"id": "%s", "timestamp": "%s", "action": "%s", "actor": {"name": "%s"}, "target": {
      "repository": "%s", "mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 500,
      "tag": "v%d", "digest": "sha256:%064x",
      "references": [{"digest": "sha256:%064x", "size": %d}]}}
    """
        .formatted(
            Wharfinger.fresh("report"),
            at,
            action,
            Operator.NAME,
            repository,
            tag,
            hash * 1000 + tag,
            hash * 1000 + 500 + tag,
            Math.max(bytes, 1000));
  }
}
