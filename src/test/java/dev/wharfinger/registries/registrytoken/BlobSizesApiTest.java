package dev.wharfinger.registries.registrytoken;

import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.RegistryProcess;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import dev.wharfinger.local.Ports;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A registry that tells of no blobs is asked for them. */
class BlobSizesApiTest {

  private static final int PORT = Ports.free();

  private static Wharfinger service;
  private static @Nullable RegistryProcess registry;
  private static String token;

  @BeforeAll
  static void start() {
    service =
        Wharfinger.empty(
            "measuring", Map.of("WHARFINGER_REGISTRY_URL", "http://127.0.0.1:" + PORT));
    token =
        json(
                service
                    .request()
                    .contentType(ContentType.JSON)
                    .body(
                        "{\"username\": \"root\", \"password\": \"harbour-dues-1791\", \"email\": \"r@example.org\", \"access_token\": true}")
                    .post("/user/initialize"),
                200)
            .get("access_token")
            .textValue();
    isText(
        asks("{\"name\": \"yard\", \"email\": \"y@example.org\"}").post("/organization/"),
        201,
        "Created");
  }

  @AfterAll
  static void stop() {
    if (registry != null) {
      registry.close();
    }
    service.stop();
  }

  private static RequestSpecification asks(String body) {
    return service.request(token).contentType(ContentType.JSON).body(body);
  }

  private static long bytesOf(String repository) {
    return service.count(
        "SELECT coalesce(max(s.size_bytes), 0) FROM activity.repository_size s"
            + " JOIN repository r ON r.id = s.repository WHERE r.name = ?",
        repository);
  }

  /** First of what is not there: it is asked for in vain, and keeps nothing else waiting. */
  @Test
  void asksTheRegistryForTheSizeOfEveryNewBlob() {
    Client root = new Client(service, Optional.of("$oauthtoken:" + token));
    var _ = root.claims("repository:yard/goods:pull,push");
    isDone(manifest("yard/goods", 1, 2));
    Waiting.until("it is counted as claimed", () -> bytesOf("goods") == 5);
    RegistryProcess started =
        RegistryProcess.start(
            "measured",
            "127.0.0.1",
            PORT,
            (folder, port) ->
                RealRegistryApiTest.asDocumented(service, folder, port)
                    + "      ignoredmediatypes: [application/octet-stream]\n");
    registry = started;
    OddClient client = new OddClient(root, started, "yard/goods");
    String layer = client.blob(300_000, 7);
    client.manifest("lies", OddClient.layer(layer, ", \"size\": 1"), "");
    Waiting.until("the registry was asked", () -> bytesOf("goods") == 5 + 300_000 + 2);
    assertThat(waiting(layer)).isZero();
    assertThat(waiting("sha256:%064x".formatted(2))).isOne();
  }

  @Test
  void givesUpAfterManyAttempts() {
    service.sql(
        "INSERT INTO activity.blob_unsized (digest, repository, tries) VALUES ('sha256:never', 'yard/none', ?)",
        23);
    Waiting.until("nobody asks any longer", () -> waiting("sha256:never") == 0);
    assertThat(service.management().get("/q/metrics").asString())
        .contains("wharfinger_activity_unmeasured_total 1.0");
  }

  @Test
  void asksForNoMoreThanTheQueueHolds() {
    service.sql(
        "INSERT INTO activity.blob_unsized (digest, repository, due)"
            + " SELECT 'full' || i, 'yard/none', 'infinity' FROM generate_series(1, 100000) i");
    Client root = new Client(service, Optional.of("$oauthtoken:" + token));
    var _ = root.claims("repository:yard/full:pull,push");
    isDone(manifest("yard/full", 3, 4));
    Waiting.until(
        "it is counted as claimed",
        () ->
            service.count("SELECT count(*) FROM activity.blob WHERE digest LIKE 'sha256:%4'") == 1);
    assertThat(waiting("sha256:%064x".formatted(4))).isZero();
    service.sql("DELETE FROM activity.blob_unsized WHERE digest LIKE 'full%'");
    service.sql("UPDATE activity.blob_unsized SET due = now()");
    isDone(manifest("yard/full", 5, 6));
    Waiting.until("it is asked for", () -> waiting("sha256:%064x".formatted(6)) == 1);
  }

  private static long waiting(String digest) {
    return service.count("SELECT count(*) FROM activity.blob_unsized WHERE digest = ?", digest);
  }

  private static String manifest(String repository, int manifest, int layer) {
    return """
    {"events": [{"id": "m%d", "timestamp": "2026-08-21T16:02:54Z", "action": "push", "target": {
      "repository": "%s", "mediaType": "application/vnd.oci.image.manifest.v1+json",
      "digest": "sha256:%064x", "references": [{"digest": "sha256:%064x", "size": 5}]}}]}
    """
        .formatted(manifest, repository, manifest, layer);
  }

  private static void isDone(String envelope) {
    assertThat(
            service
                .request(Wharfinger.REGISTRY_SECRET)
                .contentType(ContentType.JSON)
                .body(envelope)
                .post("/registry/events")
                .statusCode())
        .isEqualTo(204);
  }
}
