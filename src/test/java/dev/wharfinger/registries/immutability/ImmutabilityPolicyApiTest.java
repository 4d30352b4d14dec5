package dev.wharfinger.registries.immutability;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImmutabilityPolicyApiTest {

  private static final String RELEASES = "{\"tagPattern\": \"v[0-9]+\"}";
  private static final String OTHERS = "{\"tagPattern\": \"dev-.*\", \"tagPatternMatches\": false}";

  private final String organization = Scene.organization();
  private final String base = "/organization/" + organization + "/immutabilitypolicy/";

  @Test
  void keepsThePoliciesOfAnOrganization() {
    String first = create(base, RELEASES);
    String second = create(base, OTHERS);
    assertThat(json(Viewer.ADM.asks().get(base), 200))
        .isEqualTo(
            json(
                """
                {"policies": [
                  {"uuid": "%s", "tagPattern": "v[0-9]+", "tagPatternMatches": true},
                  {"uuid": "%s", "tagPattern": "dev-.*", "tagPatternMatches": false}]}
                """
                    .formatted(first, second)));
    logs(
        "create_immutability_policy",
        """
        {"namespace": "%s", "tag_pattern": "dev-.*", "tag_pattern_matches": false}
        """
            .formatted(organization));
    for (String same : List.of(RELEASES, OTHERS.replace("dev-.*", "v[0-9]+"))) {
      isP400(
          Viewer.ADM.sends(same).post(base), "A policy with the same tag_pattern already exists");
      isP400(
          Viewer.ADM.sends(same).put(base + second),
          "A policy with the same tag_pattern already exists");
    }

    isDone(Viewer.ADM.sends("{\"tagPattern\": \"w\"}").put(base + first));
    isDone(Viewer.ADM.sends("{\"tagPattern\": \"w\"}").put(base + first));
    assertThat(json(Viewer.ROSU.asks().get(base + first), 200))
        .isEqualTo(
            json(
                "{\"uuid\": \"%s\", \"tagPattern\": \"w\", \"tagPatternMatches\": true}"
                    .formatted(first)));
    logs(
        "update_immutability_policy",
        "{\"namespace\": \"%s\", \"tag_pattern\": \"w\", \"tag_pattern_matches\": true}"
            .formatted(organization));

    assertThat(json(Viewer.ADM.asks().delete(base + first), 200))
        .isEqualTo(json("{\"uuid\": \"" + first + "\"}"));
    logs(
        "delete_immutability_policy",
        "{\"namespace\": \"%s\", \"policy_uuid\": \"%s\"}".formatted(organization, first));
    isP404(Viewer.ADM.asks().get(base + first));
    isP404(Viewer.ADM.asks().delete(base + first));
    isP404(Viewer.ADM.sends(RELEASES).put(base + first));
    isP404(Viewer.ADM.asks().get(base + "nothing"));
  }

  @Test
  void keepsThoseOfAUserUnderItsName() {
    String user = Wharfinger.fresh("keeper");
    String token = Viewer.grant(user, Viewer.newUser(user), "user:admin org:admin");
    String home = "/organization/" + user + "/immutabilitypolicy/";
    Wharfinger shared = Wharfinger.shared();
    String uuid =
        json(shared.request(token).contentType("application/json").body(RELEASES).post(home), 201)
            .get("uuid")
            .textValue();
    assertThat(json(shared.request(token).get(home), 200).get("policies")).hasSize(1);
    isP403(Viewer.ADM.asks().get(home));
    isP403(Viewer.ROSU.sends(RELEASES).post(home));
    isDone(Viewer.SU.asks().delete("/superuser/users/" + user));
    assertThat(isKept(uuid)).isFalse();
  }

  @Test
  void keepsThePoliciesOfARepository() {
    String goods = Scene.repository(organization, "goods", false) + "/immutabilitypolicy/";
    String other = Scene.repository(organization, "other", false) + "/immutabilitypolicy/";
    String first = create(goods, RELEASES);
    logsOfGoods(
        "create_immutability_policy",
        """
        {"namespace": "%s", "repo": "goods", "tag_pattern": "v[0-9]+", "tag_pattern_matches": true}
        """
            .formatted(organization));
    isP400(
        Viewer.ADM.sends(RELEASES).post(goods),
        "A policy with the same tag_pattern already exists");
    assertThat(create(other, RELEASES)).as("of another repository").isNotEqualTo(first);
    assertThat(create(base, RELEASES)).as("of the namespace").isNotEqualTo(first);
    String second = create(goods, OTHERS);
    for (String elsewhere : List.of(other, base)) {
      isP404(Viewer.ADM.asks().get(elsewhere + first));
      isP404(Viewer.ADM.sends(OTHERS).put(elsewhere + first));
      isP404(Viewer.ADM.asks().delete(elsewhere + first));
      assertThat(json(Viewer.ADM.asks().get(elsewhere), 200).get("policies")).hasSize(1);
    }
    isDone(Viewer.ADM.sends(RELEASES.replace("v", "w")).put(goods + first));
    logsOfGoods(
        "update_immutability_policy",
        """
        {"namespace": "%s", "repo": "goods", "tag_pattern": "w[0-9]+", "tag_pattern_matches": true}
        """
            .formatted(organization));
    assertThat(json(Viewer.ADM.asks().delete(goods + first), 200))
        .isEqualTo(json("{\"uuid\": \"" + first + "\"}"));
    logsOfGoods(
        "delete_immutability_policy",
        "{\"namespace\": \"%s\", \"repo\": \"goods\", \"policy_uuid\": \"%s\"}"
            .formatted(organization, first));
    isP404(Viewer.ADM.asks().get(goods + first));
    isDone(Viewer.ADM.asks().delete(goods.replace("/immutabilitypolicy/", "")));
    assertThat(isKept(second)).isFalse();
  }

  @Test
  void refusesPatternsInQuaysOrder() {
    String goods = Scene.repository(organization, "goods", false) + "/immutabilitypolicy/";
    isP400(Viewer.ANON.sends("{}").post(base), "'tagPattern' is a required property");
    isP400(Viewer.OUT.sends("{\"tagPattern\": 1}").post(base), "1 is not of type 'string'");
    for (String owner : List.of(base, goods, base + UUID.randomUUID())) {
      OddRequest request =
          body ->
              owner.endsWith("/")
                  ? Viewer.ADM.sends(body).post(owner)
                  : Viewer.ADM.sends(body).put(owner);
      isP400(
          request.of("{\"tagPattern\": \" \\t\"}"),
          "tag_pattern is required and must be a non-empty string");
      isP400(
          request.of("{\"tagPattern\": \"%s\"}".formatted("(".repeat(257))),
          "tag_pattern must be 256 characters or less");
      isP400(
          request.of("{\"tagPattern\": \"v[1\"}"),
          "Invalid regex pattern: unterminated character set at position 1");
    }
    assertThat(create(base, "{\"tagPattern\": \"%s\"}".formatted("\ud83d\udc33".repeat(256))))
        .isNotEmpty();
    assertThat(create(base, "{\"tagPattern\": \"(?<=v)1\"}")).isNotEmpty();
    String nowhere = "/organization/" + Wharfinger.fresh("none") + "/immutabilitypolicy/";
    isP403(Viewer.ADM.sends(RELEASES).post(nowhere));
    String missing = "Username does not exist: " + nowhere.split("/")[2];
    Wharfinger full = Wharfinger.fullAccess();
    isM400(Viewer.FSU.sends(full, RELEASES).post(nowhere), missing);
    isM400(Viewer.FSU.sends(full, RELEASES).put(nowhere + "x"), missing);
    isM400(Viewer.FSU.asks(full).delete(nowhere + "x"), missing);
    assertThat(json(Viewer.FSU.asks(full).get(nowhere), 200).get("policies")).isEmpty();
    isP404(Viewer.FSU.asks(full).get(nowhere + "x"));
  }

  private interface OddRequest {
    Response of(String body);
  }

  @Test
  void keepsSoManyPoliciesAndNoMore() {
    Wharfinger.shared()
        .sql(
            """
            INSERT INTO immutability_policy (id, uuid, namespace, tag_pattern, tag_pattern_matches, applied)
            SELECT 1000000000 + n.id * 1000 + g, gen_random_uuid(), n.id, 'p' || g, true, true
            FROM namespace n, generate_series(1, ?) g WHERE n.name = ?
            """,
            ImmutabilityWrites.MOST - 1,
            organization);
    String last = create(base, RELEASES);
    isP400(
        Viewer.ADM.sends(OTHERS).post(base),
        "There can be at most 100 immutability policies of an account");
    isDone(Viewer.ADM.sends(OTHERS).put(base + last));
    String goods = Scene.repository(organization, "goods", false) + "/immutabilitypolicy/";
    assertThat(create(goods, OTHERS)).isNotEmpty();
  }

  @Test
  void areNotThereWithoutTheirFeature() {
    Wharfinger off = Wharfinger.closed();
    String goods = Scene.repository(organization, "goods", false) + "/immutabilitypolicy/";
    for (String owner : List.of(base, goods)) {
      isP404(Viewer.ADM.asks(off).get(owner));
      isP404(Viewer.ADM.sends(off, RELEASES).post(owner));
      isP404(Viewer.ADM.asks(off).get(owner + "x"));
      isP404(Viewer.ADM.sends(off, RELEASES).put(owner + "x"));
      isP404(Viewer.ADM.asks(off).delete(owner + "x"));
    }
  }

  private static String create(String base, String body) {
    return json(Viewer.ADM.sends(body).post(base), 201).get("uuid").textValue();
  }

  private static boolean isKept(String uuid) {
    return Wharfinger.shared()
            .count("SELECT count(*) FROM immutability_policy WHERE uuid = ?", UUID.fromString(uuid))
        == 1;
  }

  private void logs(String kind, String metadata) {
    assertThat(Scene.lastLog(organization))
        .isEqualTo(((ObjectNode) json(metadata)).put("kind", kind));
  }

  private void logsOfGoods(String kind, String metadata) {
    logs(kind, metadata);
    JsonNode entry =
        json(Viewer.ADM.asks().get("/repository/" + organization + "/goods/logs"), 200)
            .at("/logs/0");
    assertThat(entry.get("kind").textValue()).as("in the repository's own").isEqualTo(kind);
  }
}
