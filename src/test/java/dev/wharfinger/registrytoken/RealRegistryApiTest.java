package dev.wharfinger.registrytoken;

import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.OwnFolder;
import dev.wharfinger.api.RegistryProcess;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.registrytoken.Skopeo.Outcome;
import dev.wharfinger.registrytoken.Skopeo.User;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A real registry, configured as docs/registry.md says, and a real client of it. */
class RealRegistryApiTest {

  private static final Path FOLDER = OwnFolder.PATH.resolve(fresh("images"));
  private static final User ADA = User.of("$oauthtoken", Viewer.ADM.token());

  private static RegistryProcess registry;
  private static Skopeo skopeo;

  private final String yard = Scene.organizationOf(Viewer.ADM);

  @BeforeAll
  static void start() {
    registry = RegistryProcess.start("registry", "127.0.0.1", RealRegistryApiTest::asDocumented);
    skopeo = new Skopeo(FOLDER, registry);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void letsARobotPullAndNotPush() {
    Image image = image(11);
    works(skopeo.push(ADA, image, yard + "/goods:1"));
    String name = Scene.robot(yard, "crane");
    String path = "/organization/" + yard + "/robots/crane";
    User robot = User.of(name, json(Viewer.ADM.asks().get(path), 200).get("token").textValue());
    fails(skopeo.pull(robot, yard + "/goods:1", FOLDER.resolve(fresh("none"))), "denied");
    Scene.grant("/repository/" + yard + "/goods", "user", name, "read");

    Path into = FOLDER.resolve(fresh("pulled"));
    works(skopeo.pull(robot, yard + "/goods:1", into));
    image
        .blobs()
        .keySet()
        .forEach(
            digest -> assertThat(into.resolve("blobs").resolve(digest.replace(':', '/'))).exists());
    fails(skopeo.push(robot, image(12), yard + "/goods:2"), "denied");
    fails(skopeo.delete(robot, yard + "/goods:1"), "authentication required");
    User wrong = User.of(name, "X".repeat(64));
    fails(skopeo.pull(wrong, yard + "/goods:1", into), "Invalid username or password.");

    fails(skopeo.pull(User.NOBODY, yard + "/goods:1", into), "denied");
    isOk(
        Viewer.ADM
            .sends("{\"visibility\": \"public\"}")
            .post("/repository/" + yard + "/goods/changevisibility"));
    works(skopeo.pull(User.NOBODY, yard + "/goods:1", FOLDER.resolve(fresh("pulled"))));
  }

  /** The configuration in docs/registry.md, with the names and places of this test. */
  private static String asDocumented(Path folder, int port) {
    try {
      Path bundle = folder.resolve("wharfinger.pem");
      Files.writeString(
          bundle,
          Client.nobody(Wharfinger.shared()).request().get("/v2/auth/certificates").asString());
      String origin = Wharfinger.shared().origin();
      String yaml = Files.readString(Path.of("docs/registry.md")).split("```(yaml)?\n", -1)[1];
      String[][] places = {
        {"https://quay.example.com/v2/auth", origin + "/v2/auth"},
        {"https://quay.example.com/api/v1/registry/events", origin + "/api/v1/registry/events"},
        {"issuer: https://quay.example.com", "issuer: http://localhost:8080"},
        {"service: quay.example.com", "service: localhost:8080"},
        {"/etc/docker/registry/wharfinger.pem", bundle.toString()},
        {"/var/lib/registry", folder.resolve("storage").toString()},
        {"addr: :5000", "addr: 127.0.0.1:" + port},
        {"EVENTS-SECRET", Wharfinger.EVENTS_SECRET}
      };
      for (String[] place : places) {
        assertThat(yaml).contains(place[0]);
        yaml = yaml.replace(place[0], place[1]);
      }
      return yaml;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An image that no other test has a layer of. */
  private Image image(int... layers) {
    long[] seeds = new long[layers.length];
    for (int i = 0; i < layers.length; i++) {
      seeds[i] = Math.abs((yard + registry.port() + "/" + layers[i]).hashCode()) * 100L + layers[i];
    }
    return Image.of(FOLDER.resolve(fresh("image")), seeds);
  }

  private static void works(Outcome outcome) {
    assertThat(outcome.worked()).as(outcome.said()).isTrue();
  }

  private static void fails(Outcome outcome, String text) {
    assertThat(outcome.worked()).isFalse();
    assertThat(outcome.said()).contains(text);
  }
}
