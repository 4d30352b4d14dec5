package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels that are added to manifests; AttachedRegistryApiTest has those that images carry. */
class ManifestLabelsApiTest {

  private static final String FORM =
      "Label is of an invalid format or missing please use"
          + " ^[a-z0-9](([a-z0-9]|[-.](?![.-]))*[a-z0-9])?$ format for labels";

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String goods = Scene.repository(organization, "goods", false);
  private final ReportedTags reported = new ReportedTags(organization + "/goods");
  private final String labels = goods + "/manifest/" + reported.digest("one") + "/labels";

  @BeforeEach
  void report() {
    reported.send(reported.image(Instant.now().minusSeconds(1_000), "v1", "one", 1));
  }

  private static String body(String key, String value, String mediaType) {
    return """
    {"key": "%s", "value": "%s", "media_type": %s}
    """
        .formatted(key, value, mediaType);
  }

  private Response add(String key, String value) {
    return Viewer.ADM.sends(body(key, value, "null")).post(labels);
  }

  private JsonNode added(String key, String value) {
    return json(add(key, value), 201).get("label");
  }

  private List<String> listed(String filter) {
    return json(Viewer.ADM.asks().get(labels + filter), 200)
        .get("labels")
        .valueStream()
        .map(label -> label.get("key").textValue())
        .toList();
  }

  @Test
  void addsListsShowsAndDeletesLabels() {
    Response answer = Viewer.ADM.sends(body("tier", "back", "\"text/plain\"")).post(labels);
    JsonNode tier = json(answer, 201).get("label");
    String id = tier.get("id").textValue();
    assertThat(tier)
        .isEqualTo(
            json(
                """
                {"id": "%s", "key": "tier", "value": "back", "source_type": "api", "media_type": "text/plain"}
                """
                    .formatted(id)));
    assertThat(answer.header("Location")).isEqualTo("/api/v1" + labels + "/" + id);
    assertThat(json(Viewer.ADM.asks().get(labels + "/" + id), 200)).isEqualTo(tier);
    assertThat(added("tier", "back").get("id"))
        .as("keys are not unique")
        .isNotEqualTo(tier.get("id"));
    var _ = added("owner", "crew");
    assertThat(listed("")).containsExactly("tier", "tier", "owner");
    assertThat(listed("?filter=TI")).containsExactly("tier", "tier");
    assertThat(listed("?filter=ier")).isEmpty();

    assertThat(Viewer.ADM.asks().delete(labels + "/" + id).statusCode()).isEqualTo(204);
    isP404(Viewer.ADM.asks().get(labels + "/" + id));
    isP404(Viewer.ADM.asks().delete(labels + "/" + id));
    assertThat(listed("")).containsExactly("tier", "owner");
  }

  @Test
  void logsThem() {
    String digest = reported.digest("one");
    String id = added("tier", "back").get("id").textValue();
    assertThat(Scene.metadata(Scene.logs(organization).get(0)))
        .isEqualTo(
            json(
                """
                {"kind": "manifest_label_add", "id": "%s", "key": "tier", "value": "back", "media_type": "text/plain",
                 "manifest_digest": "%s", "namespace": "%s", "repo": "goods"}
                """
                    .formatted(id, digest, organization)));
    assertThat(Viewer.ADM.asks().delete(labels + "/" + id).statusCode()).isEqualTo(204);
    assertThat(Scene.metadata(Scene.logs(organization).get(0)))
        .isEqualTo(
            json(
                """
                {"kind": "manifest_label_delete", "id": "%s", "key": "tier", "value": "back",
                 "manifest_digest": "%s", "namespace": "%s", "repo": "goods"}
                """
                    .formatted(id, digest, organization)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          back             | text/plain
          {\\"a\\": 1}     | application/json
          [1]              | application/json
          [1               | text/plain
          {} x             | text/plain
          1                | text/plain
          ``               | text/plain
          """)
  void tellsWhatAValueIs(String value, String mediaType) {
    assertThat(added("tier", value).get("media_type").textValue()).isEqualTo(mediaType);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.docker.x",
        "io.docker.x",
        "org.dockerproject.x",
        "org.opencontainers.image.title",
        "io.cncf.x",
        "io.kubernetes.x",
        "io.k8s.x",
        "io.quayish",
        "com.coreosx",
        "com.tectonic",
        "internal",
        "quay.expires-after",
        "quayish"
      })
  void refusesReservedKeysFirst(String key) {
    isMessage(add(key, "x"), 400, "Label has a reserved prefix");
    isMessage(
        Viewer.ADM
            .sends(body(key, "x", "null"))
            .post("/repository/" + organization + "/none/manifest/sha256:a/labels"),
        400,
        "Label has a reserved prefix");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a..b", "a--b", "a.-b", ".a", "a.", "-a", "a-", "A", "a_b", "a b", "é"})
  void refusesKeysOfAnotherForm(String key) {
    isMessage(add(key, "x"), 400, FORM);
    assertThat(listed("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "a.b-c.d0", "com.dockerx"})
  void takesKeysOfItsForm(String key) {
    assertThat(added(key, "x").get("key").textValue()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"value": "x", "media_type": null}                     | 'key' is a required property
          {"key": "a", "media_type": null}                       | 'value' is a required property
          {"key": "a", "value": "x"}                             | 'media_type' is a required property
          {"key": 1, "value": "x", "media_type": null}           | 1 is not of type 'string'
          {"key": "a", "value": null, "media_type": null}        | None is not of type 'string'
          {"key": "a", "value": "x", "media_type": "text/html"}  | 'text/html' is not one of ['text/plain', 'application/json', None]
          {"key": "a", "value": "x", "media_type": 1}            | 1 is not one of ['text/plain', 'application/json', None]
          """)
  void refusesWhatIsNotOfTheType(String body, String text) {
    isP400(Viewer.ADM.sends(body).post(labels), text);
  }

  @Test
  void knowsNoLabelsOfWhatIsNotAlive() {
    String id = added("tier", "back").get("id").textValue();
    String none = goods + "/manifest/" + reported.digest("none") + "/labels";
    isP404(Viewer.ADM.asks().get(none));
    isP404(Viewer.ADM.sends(body("a", "x", "null")).post(none));
    isP404(Viewer.ADM.asks().get(none + "/" + id));
    isP404(Viewer.ADM.asks().delete(none + "/" + id));
    isP404(Viewer.ADM.asks().get(labels + "/" + UUID.randomUUID()));
    isP404(Viewer.ADM.asks().delete(labels + "/x"));
    reported.send(reported.untag(Instant.now(), "v1"));
    isP404(Viewer.ADM.asks().get(labels));
    isP404(Viewer.ADM.asks().delete(labels + "/" + id));
    reported.send(reported.image(Instant.now(), "v2", "one", 1));
    assertThat(listed("")).as("the same manifest again").containsExactly("tier");
  }

  @Test
  void goWithTheirRepository() {
    var _ = added("tier", "back");
    Answers.isDone(Viewer.ADM.asks().delete(goods));
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM manifest_label WHERE digest = ?", reported.digest("one")))
        .isZero();
  }

  @Test
  void refusesTheFirstLabelTooMany() {
    Wharfinger.shared()
        .sql(
            """
            INSERT INTO manifest_label SELECT - n - r.id * 1000, gen_random_uuid(), r.id, ?, 'k', 'v', 'text/plain'
            FROM repository r JOIN namespace s ON s.id = r.namespace, generate_series(1, 199) n WHERE s.name = ?
            """,
            reported.digest("one"),
            organization);
    var _ = added("tier", "back");
    isP400(add("tier", "back"), "There can be at most 200 labels added to a manifest");
    assertThat(listed("")).hasSize(200);
  }

  @Test
  void addsOneOnceHoweverOftenItIsSent() {
    String key = Wharfinger.fresh("key");
    JsonNode first =
        json(
            Viewer.ADM.sends(body("tier", "x", "null")).header("Idempotency-Key", key).post(labels),
            201);
    reported.send(reported.untag(Instant.now(), "v1"));
    assertThat(
            json(
                Viewer.ADM
                    .sends(body("tier", "x", "null"))
                    .header("Idempotency-Key", key)
                    .post(labels),
                201))
        .isEqualTo(first);
  }
}
