package dev.wharfinger.registries.registry;

import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * getRegistrySize, postRegistrySize, scRegistryStatus and getChangeLog; the work itself is a
 * journey of its own.
 */
class RegistrySizeApiTest {

  private static final String SIZE = "/superuser/registrysize/";

  /** Nobody computes while somebody else has the lease. */
  @BeforeEach
  void holdTheLease() {
    Viewer.SU.arrives();
    Wharfinger.shared()
        .sql(
            "INSERT INTO vault.lease (name, holder, until)"
                + " VALUES ('registry-size', 'test', now() + interval '1 hour')"
                + " ON CONFLICT (name) DO UPDATE SET holder = 'test', until = excluded.until");
    Wharfinger.shared().sql("DELETE FROM registry_size");
  }

  @AfterEach
  void giveItBack() {
    Wharfinger.shared().sql("DELETE FROM registry_size");
    Wharfinger.shared().sql("DELETE FROM vault.lease WHERE holder = 'test'");
  }

  @Test
  void isQueuedOnceUntilItIsDone() {
    assertThat(shown())
        .isEqualTo(
            json("{\"size_bytes\": 0, \"last_ran\": null, \"queued\": false, \"running\": false}"));
    isText(Viewer.SU.asks().post(SIZE), 201, "");
    assertThat(keys(shown())).containsExactly("size_bytes", "last_ran", "queued", "running");
    assertThat(shown().get("queued").booleanValue()).isTrue();
    isText(Viewer.SU.sends("{\"namespace\": \"x\", \"queued\": false}").post(SIZE), 202, "");
    isText(Viewer.FSU.asks().post("/superuser/registrysize"), 202, "");
    Wharfinger.shared()
        .sql("UPDATE registry_size SET attempt = run, size_bytes = 5, completed_ms = 7");
    JsonNode running = shown();
    assertThat(running)
        .isEqualTo(
            json("{\"size_bytes\": 5, \"last_ran\": 7, \"queued\": false, \"running\": true}"));
    isText(Viewer.SU.asks().post(SIZE), 202, "");
    assertThat(shown()).as("unchanged").isEqualTo(running);
    Wharfinger.shared().sql("UPDATE registry_size SET attempt = NULL, run = NULL");
    isText(Viewer.SU.asks().post(SIZE), 201, "");
    assertThat(shown())
        .as("the last size stays")
        .isEqualTo(
            json("{\"size_bytes\": 5, \"last_ran\": 7, \"queued\": true, \"running\": false}"));
  }

  @Test
  void answersARepeatedRequestTheSame() {
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      isText(Viewer.SU.asks().header("Idempotency-Key", key).post(SIZE), 201, "");
    }
  }

  @Test
  void isForSuperusers() {
    isP401(Viewer.ANON.asks().post(SIZE));
    isP403(Viewer.ADM.asks().post(SIZE));
    isP403(Viewer.ROSU.asks().post(SIZE));
    isP403(Viewer.ADM.asks().get(SIZE));
    assertThat(json(Viewer.ROSU.asks().get("/superuser/registrysize"), 200)).isEqualTo(shown());
    assertThat(json(Viewer.SU.asks(Wharfinger.restricted()).get(SIZE), 200))
        .as("without the quota features")
        .isEqualTo(shown());
  }

  @Test
  void showsTheChangeLogOfTheRepository() throws Exception {
    for (String path : new String[] {"/superuser/changelog/", "/superuser/changelog"}) {
      JsonNode body = json(Viewer.ROSU.asks().get(path), 200);
      assertThat(keys(body)).containsExactly("log");
      assertThat(body.get("log").textValue()).isEqualTo(Files.readString(Path.of("CHANGELOG.md")));
    }
    isP403(Viewer.ADM.asks().get("/superuser/changelog/"));
    isP401(Viewer.ANON.asks().get("/superuser/changelog/"));
  }

  @Test
  void tellsEverybodyThatItIsReady() {
    String path = "/superuser/registrystatus";
    assertThat(json(Viewer.ANON.asks().get(path), 200))
        .isEqualTo(json("{\"provider_id\": \"file\", \"status\": \"ready\"}"));
    isP404(Viewer.ANON.asks(Wharfinger.closed()).get(path));
  }

  private static JsonNode shown() {
    return json(Viewer.SU.asks().get(SIZE), 200);
  }
}
