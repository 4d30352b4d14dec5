package dev.wharfinger.repositories.autoprune;

import static dev.wharfinger.api.Answers.isDone;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AutoPruneApiTest {

  private static final String TEN = "{\"method\": \"number_of_tags\", \"value\": 10}";
  private static final String YOUNG =
      """
      {"uuid": "ignored", "method": "creation_date", "value": "2w", "tagPattern": "v.*",
       "tagPatternMatches": false}
      """;

  private final String organization = Scene.organization();
  private final String base = "/organization/" + organization + "/autoprunepolicy/";

  @Test
  void keepsThePoliciesOfAnOrganization() {
    String first = create(base, TEN);
    String second = create(base, YOUNG);
    assertThat(json(Viewer.ADM.asks().get(base), 200))
        .isEqualTo(
            json(
                """
                {"policies": [
                  {"uuid": "%s", "method": "number_of_tags", "value": 10, "tagPattern": null,
                   "tagPatternMatches": true},
                  {"uuid": "%s", "method": "creation_date", "value": "2w", "tagPattern": "v.*",
                   "tagPatternMatches": false}]}
                """
                    .formatted(first, second)));
    logs(
        "create_namespace_autoprune_policy",
        """
        {"method": "creation_date", "value": "2w", "tag_pattern": "v.*",
         "tag_pattern_matches": false, "namespace": "%s"}
        """
            .formatted(organization));
    isP400(
        Viewer.ADM.sends(TEN).post(base),
        "Existing policy with same values for this namespace, duplicate policies are not permitted");

    isDone(Viewer.ADM.sends(YOUNG.replace("2w", "3w")).put(base + first));
    JsonNode changed = json(Viewer.ROSU.asks().get(base + first), 200);
    assertThat(changed.get("value").textValue()).isEqualTo("3w");
    assertThat(changed.get("uuid").textValue()).isEqualTo(first);
    logs(
        "update_namespace_autoprune_policy",
        """
        {"method": "creation_date", "value": "3w", "tag_pattern": "v.*",
         "tag_pattern_matches": false, "namespace": "%s"}
        """
            .formatted(organization));

    assertThat(json(Viewer.ADM.asks().delete(base + first), 200))
        .isEqualTo(json("{\"uuid\": \"" + first + "\"}"));
    logs(
        "delete_namespace_autoprune_policy",
        "{\"policy_uuid\": \"%s\", \"namespace\": \"%s\"}".formatted(first, organization));
    isP404(Viewer.ADM.asks().get(base + first));
    isP404(Viewer.ADM.asks().delete(base + first));
    isP404(Viewer.ADM.sends(TEN).put(base + first));
    isP404(Viewer.ADM.asks().get(base + "nothing"));
  }

  @Test
  void keepsThoseOfAUserByBothRoutes() {
    String user = Wharfinger.fresh("pruner");
    String token = Viewer.grant(user, Viewer.newUser(user), "user:admin org:admin");
    Wharfinger shared = Wharfinger.shared();
    String uuid =
        json(
                shared
                    .request(token)
                    .contentType("application/json")
                    .body(TEN)
                    .post("/user/autoprunepolicy/"),
                201)
            .get("uuid")
            .textValue();
    String byName = "/organization/" + user + "/autoprunepolicy/";
    assertThat(json(shared.request(token).get(byName + uuid), 200))
        .isEqualTo(json(shared.request(token).get("/user/autoprunepolicy/" + uuid), 200));
    isDone(
        shared
            .request(token)
            .contentType("application/json")
            .body(YOUNG)
            .put("/user/autoprunepolicy/" + uuid));
    assertThat(json(shared.request(token).get("/user/autoprunepolicy"), 200).get("policies"))
        .hasSize(1);
    isP403(Viewer.ADM.asks().get(byName));
    isP403(Viewer.ROSU.sends(TEN).post(byName));
    assertThat(json(shared.request(token).delete("/user/autoprunepolicy/" + uuid), 200)).hasSize(1);
    String again =
        json(
                shared
                    .request(token)
                    .contentType("application/json")
                    .body(TEN)
                    .post("/user/autoprunepolicy/"),
                201)
            .get("uuid")
            .textValue();
    isDone(Viewer.SU.asks().delete("/superuser/users/" + user));
    assertThat(
            shared.count(
                "SELECT count(*) FROM autoprune_policy WHERE uuid = ?", UUID.fromString(again)))
        .isZero();
  }

  @Test
  void keepsThePoliciesOfARepository() {
    String goods = Scene.repository(organization, "goods", false) + "/autoprunepolicy/";
    String other = Scene.repository(organization, "other", false) + "/autoprunepolicy/";
    String first = create(goods, TEN);
    isP400(
        Viewer.ADM.sends(TEN).post(goods),
        "Existing policy with same values for this repository, duplicate policies are not permitted");
    logsOfGoods(
        "create_repository_autoprune_policy",
        """
        {"method": "number_of_tags", "value": 10, "tag_pattern": null,
         "tag_pattern_matches": true, "namespace": "%s", "repo": "goods"}
        """
            .formatted(organization));
    assertThat(create(other, TEN)).as("of another repository").isNotEqualTo(first);
    assertThat(create(base, TEN)).as("of the namespace").isNotEqualTo(first);
    String second = create(goods, YOUNG.replace("2w", "-1y"));
    assertThat(json(Viewer.ROSU.asks().get(goods), 200))
        .isEqualTo(
            json(
                """
                {"policies": [
                  {"uuid": "%s", "method": "number_of_tags", "value": 10, "tagPattern": null,
                   "tagPatternMatches": true},
                  {"uuid": "%s", "method": "creation_date", "value": "-1y", "tagPattern": "v.*",
                   "tagPatternMatches": false}]}
                """
                    .formatted(first, second)));
    for (String elsewhere : List.of(other, base)) {
      isP404(Viewer.ADM.asks().get(elsewhere + first));
      isP404(Viewer.ADM.sends(TEN).put(elsewhere + first));
      isP404(Viewer.ADM.asks().delete(elsewhere + first));
      assertThat(json(Viewer.ADM.asks().get(elsewhere), 200).get("policies")).hasSize(1);
    }

    isDone(Viewer.ADM.sends(YOUNG).put(goods + first));
    assertThat(json(Viewer.ADM.asks().get(goods + first), 200).get("value").textValue())
        .isEqualTo("2w");
    logsOfGoods(
        "update_repository_autoprune_policy",
        """
        {"method": "creation_date", "value": "2w", "tag_pattern": "v.*",
         "tag_pattern_matches": false, "namespace": "%s", "repo": "goods"}
        """
            .formatted(organization));
    isP400(
        Viewer.ADM.sends("{\"method\": \"age\", \"value\": 1}").put(goods + first),
        "Invalid method provided");
    assertThat(json(Viewer.ADM.asks().delete(goods + first), 200))
        .isEqualTo(json("{\"uuid\": \"" + first + "\"}"));
    logsOfGoods(
        "delete_repository_autoprune_policy",
        "{\"policy_uuid\": \"%s\", \"namespace\": \"%s\", \"repo\": \"goods\"}"
            .formatted(first, organization));
    isP404(Viewer.ADM.asks().get(goods + first));

    isDone(Viewer.ADM.asks().delete(goods.replace("/autoprunepolicy/", "")));
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM autoprune_policy WHERE uuid = ?",
                    UUID.fromString(second)))
        .isZero();
  }

  private void logsOfGoods(String kind, String metadata) {
    logs(kind, metadata);
    JsonNode entry =
        json(Viewer.ADM.asks().get("/repository/" + organization + "/goods/logs"), 200)
            .at("/logs/0");
    assertThat(entry.get("kind").textValue()).as("in the repository's own").isEqualTo(kind);
  }

  @Test
  void refusesWhatDoesNotFit() {
    isP400(
        Viewer.ANON.sends("{\"method\": \"x\", \"value\": true}").post(base),
        "True is not of type 'integer', 'string'");
    isP400(Viewer.OUT.sends("{}").post(base), "'method' is a required property");
    isP400(
        Viewer.ADM.sends("{\"method\": \"age\", \"value\": 1}").post(base),
        "Invalid method provided");
    isP400(
        Viewer.ADM.sends("{\"method\": \"creation_date\", \"value\": 1}").post(base),
        "Invalid value given for method type");
    isP400(
        Viewer.ADM
            .sends("{\"method\": \"creation_date\", \"value\": \"1d\", \"tagPattern\": \" \"}")
            .post(base),
        "tag_pattern cannot be empty");
  }

  @Test
  void isNotThereWithoutItsFeature() {
    Wharfinger off = Wharfinger.closed();
    isP404(Viewer.ADM.asks(off).get(base));
    isP404(Viewer.ADM.sends(off, TEN).post(base));
    isP404(Viewer.ADM.asks(off).delete("/user/autoprunepolicy/x"));
    String goods = Scene.repository(organization, "goods", false) + "/autoprunepolicy/";
    isP404(Viewer.ADM.asks(off).get(goods));
    isP404(Viewer.ADM.sends(off, TEN).post(goods));
    isP404(Viewer.ADM.sends(off, TEN).put(goods + "x"));
    isP404(Viewer.ADM.asks(off).delete(goods + "x"));
  }

  private static String create(String base, String body) {
    return json(Viewer.ADM.sends(body).post(base), 201).get("uuid").textValue();
  }

  private void logs(String kind, String metadata) {
    assertThat(Scene.lastLog(organization))
        .isEqualTo(((ObjectNode) json(metadata)).put("kind", kind));
  }
}
