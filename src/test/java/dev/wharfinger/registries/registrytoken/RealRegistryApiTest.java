package dev.wharfinger.registries.registrytoken;

import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.OwnFolder;
import dev.wharfinger.api.RegistryProcess;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import dev.wharfinger.registries.registrytoken.Skopeo.Outcome;
import dev.wharfinger.registries.registrytoken.Skopeo.User;
import io.restassured.http.ContentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    registry =
        RegistryProcess.start(
            "registry",
            "127.0.0.1",
            (folder, port) -> asDocumented(Wharfinger.shared(), folder, port));
    skopeo = new Skopeo(FOLDER, registry);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void countsWhatIsPushedCopiedAndDeletedByteForByte() {
    String dock = Scene.organizationOf(Viewer.ADM);
    String sailor = fresh("sailor");
    String bearer = Viewer.grant(sailor, Viewer.newUser(sailor), "user:admin repo:admin");
    Image hull = image(1, 2, 3);
    Image deck = image(3, 4);
    Image mast = image(5);
    long before = registrySize();

    works(skopeo.push(ADA, hull, yard + "/goods:hull"));
    works(skopeo.push(ADA, deck, yard + "/goods:deck"));
    works(skopeo.copy(ADA, yard + "/goods:hull", dock + "/deep/goods:1"));
    works(skopeo.push(User.of("$app", appToken(bearer)), mast, sailor + "/own:1"));

    isSize(yard, Image.size(hull, deck));
    isSize(dock, Image.size(hull));
    Waiting.until(
        "the sailor's image is counted",
        () ->
            quotaOf(json(Wharfinger.shared().request(bearer).get("/user/"), 200))
                == Image.size(mast));
    assertThat(repositorySize(yard)).isEqualTo(Image.size(hull, deck));
    assertThat(registrySize() - before).isEqualTo(Image.size(hull, deck, mast));

    works(skopeo.delete(ADA, yard + "/goods:hull"));
    isSize(yard, Image.size(deck));
    assertThat(repositorySize(yard)).isEqualTo(Image.size(deck));
    assertThat(registrySize() - before)
        .as("the copy is still there")
        .isEqualTo(Image.size(hull, deck, mast));

    Waiting.until("the usage log is whole", () -> log(yard).contains("delete_tag ada goods "));
    assertThat(log(yard))
        .contains("create_repo ada goods ", "push_repo ada goods hull", "push_repo ada goods deck")
        .anyMatch(entry -> entry.startsWith("pull_repo ada goods"));
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

  @Test
  void refusesAPushOverTheQuota() {
    Image first = image(21, 22);
    Image second = image(22, 23);
    works(skopeo.push(ADA, first, yard + "/goods:1"));
    isSize(yard, Image.size(first));
    String quotas = "/organization/" + yard + "/quota";
    String limit = "{\"limit_bytes\": " + Image.size(first) + "}";
    isText(Viewer.FSU.sends(limit).post(quotas), 201, "Created");
    String quota = quotas + "/" + json(Viewer.FSU.asks().get(quotas), 200).get(0).get("id");
    isText(
        Viewer.FSU
            .sends("{\"type\": \"Reject\", \"threshold_percent\": 100}")
            .post(quota + "/limit"),
        201,
        "Created");
    fails(skopeo.push(ADA, second, yard + "/goods:2"), "denied");
    works(skopeo.pull(ADA, yard + "/goods:1", FOLDER.resolve(fresh("pulled"))));
    works(skopeo.delete(ADA, yard + "/goods:1"));
    isSize(yard, 0);
    works(skopeo.push(ADA, second, yard + "/goods:2"));
  }

  @Test
  void countsAnOrdinaryImageAfterOddOnes() {
    OddClient odd = new OddClient(Client.of(Viewer.ADM), registry, yard + "/odd");
    String empty = odd.blob(0, 0);
    String small = odd.blob(100, yard.hashCode());
    odd.manifest("empty", OddClient.layer(empty, ", \"size\": 0"), "");
    odd.manifest("none", OddClient.layer(small, ""), "");
    odd.manifest("negative", OddClient.layer(small, ", \"size\": -1"), "");
    odd.manifest("endless", OddClient.layer(small, ", \"size\": 9223372036854775807"), "");
    odd.manifest(
        "many",
        String.join(",", Collections.nCopies(8_000, OddClient.layer(small, ", \"size\": 100"))),
        "");
    odd.manifest(
        "annotated",
        OddClient.layer(
            small, ", \"size\": 100, \"annotations\": {\"a\": \"" + "x".repeat(1_100_000) + "\"}"),
        ", \"annotations\": {\"a\": \"" + "x".repeat(1_100_000) + "\"}");
    isSize(yard, 102);
    Image ordinary = image(41, 42);
    works(skopeo.push(ADA, ordinary, yard + "/goods:1"));
    isSize(yard, 102 + Image.size(ordinary));
  }

  @Test
  void countsALayerByItsBytesWhateverItsManifestSays() {
    OddClient liar = new OddClient(Client.of(Viewer.ADM), registry, yard + "/lies");
    String large = liar.blob(300_000, yard.hashCode() + 1L);
    String little = liar.blob(50, yard.hashCode() + 2L);
    liar.manifest(
        "lies",
        OddClient.layer(large, ", \"size\": 1")
            + ", "
            + OddClient.layer(little, ", \"size\": 1000000"),
        "");
    isSize(yard, 300_000 + 50 + 2);
  }

  /** The configuration in docs/registry.md, with the names and places of this test. */
  static String asDocumented(Wharfinger service, Path folder, int port) {
    try {
      Path bundle = folder.resolve("wharfinger.pem");
      Files.writeString(
          bundle, Client.nobody(service).request().get("/v2/auth/certificates").asString());
      String origin = service.origin();
      String yaml = Files.readString(Path.of("docs/registry.md")).split("```(yaml)?\n", -1)[1];
      String[][] places = {
        {"https://quay.example.com/v2/auth", origin + "/v2/auth"},
        {"https://quay.example.com/api/v1/registry/events", origin + "/api/v1/registry/events"},
        {"issuer: https://quay.example.com", "issuer: http://localhost:8080"},
        {"service: quay.example.com", "service: localhost:8080"},
        {"/etc/docker/registry/wharfinger.pem", bundle.toString()},
        {"/var/lib/registry", folder.resolve("storage").toString()},
        {"addr: :5000", "addr: 127.0.0.1:" + port},
        {"EVENTS-SECRET", Wharfinger.REGISTRY_SECRET}
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

  private static String appToken(String bearer) {
    return json(
            Wharfinger.shared()
                .request(bearer)
                .contentType(ContentType.JSON)
                .body("{\"title\": \"ship\"}")
                .post("/user/apptoken"),
            200)
        .at("/token/token_code")
        .textValue();
  }

  /** Of each entry its kind, its performer, its repository and its tag. */
  private static List<String> log(String organization) {
    List<String> entries = new ArrayList<>();
    Scene.logs(organization)
        .forEach(entry ->
            entries.add(
                entry.get("kind").textValue()
                    + " "
                    + entry.at("/performer/name").asText("")
                    + " "
                    + entry.at("/metadata/repo").asText("")
                    + " "
                    + entry.at("/metadata/tag").asText("")));
    return entries;
  }

  private static void isSize(String organization, long expected) {
    Waiting.until(
        organization + " takes " + expected,
        () ->
            quotaOf(json(Viewer.ADM.asks().get("/organization/" + organization), 200)) == expected);
  }

  private static long quotaOf(JsonNode view) {
    return view.at("/quota_report/quota_bytes").longValue();
  }

  private static long repositorySize(String organization) {
    JsonNode list =
        json(Viewer.ADM.asks().get("/repository?namespace=" + organization), 200)
            .get("repositories");
    assertThat(list).hasSize(1);
    return quotaOf(list.get(0));
  }

  /** Has it computed anew. */
  private static long registrySize() {
    String path = "/superuser/registrysize/";
    long last = json(Viewer.SU.asks().get(path), 200).path("last_ran").longValue();
    isText(Viewer.FSU.asks().post(path), 201, "");
    Waiting.until(
        "the size of the registry is computed",
        () -> json(Viewer.SU.asks().get(path), 200).path("last_ran").longValue() > last);
    return json(Viewer.SU.asks().get(path), 200).get("size_bytes").longValue();
  }
}
