package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever is deleted takes with it, in the same command, everything that hung on it. */
class DeletionsApiTest {

  private final String organization = Scene.organization();
  private final String robot = Scene.robot(organization, "crane");
  private final String web = Scene.repository(organization, "web", false);

  @Test
  void aRobotTakesItsMembershipsPermissionsAndRules() {
    hang("user", robot);
    join(robot);
    assertThat(team("member_count")).isEqualTo(2);
    isDone(Viewer.ADM.asks().delete("/organization/" + organization + "/robots/crane"));
    assertThat(permissions("user")).containsExactly("ada");
    assertThat(rules()).isEmpty();
    assertThat(team("member_count")).isEqualTo(1);
    isP404(Viewer.ADM.asks().get("/organization/" + organization + "/members/" + robot));
  }

  @Test
  void aTeamTakesItsPermissionsAndRules() {
    hang("team", "crew");
    assertThat(permissions("team")).containsExactly("crew");
    isDone(Viewer.ADM.asks().delete("/organization/" + organization + "/team/crew"));
    assertThat(permissions("team")).isEmpty();
    assertThat(rules()).isEmpty();
    isP403(Viewer.MEM.asks().get(web));
  }

  @Test
  void aRepositoryTakesItsPermissions() {
    Scene.grant(web, "team", "crew", "write");
    Scene.grant(web, "user", robot, "read");
    isDone(Viewer.ADM.asks().delete(web));
    assertThat(team("repo_count")).isZero();
    assertThat(
            json(
                Viewer.ADM
                    .asks()
                    .get("/organization/" + organization + "/robots/crane/permissions"),
                200))
        .isEqualTo(json("{\"permissions\": []}"));
    String again = Scene.repository(organization, "web", false);
    assertThat(permissions("team")).as("not those of " + again + " before").isEmpty();
    assertThat(json(Viewer.ADM.asks().get(again + "/logs"), 200).get("logs"))
        .as("its log begins anew")
        .hasSize(1);
  }

  @Test
  void aUserTakesMembershipsPermissionsRulesRobotsAndRepositories() {
    String user = fresh("user");
    String password = Viewer.newUser(user);
    RequestSpecification his =
        Wharfinger.shared().request(Viewer.grant(user, password, "user:admin repo:create"));
    assertThat(json(his.put("/user/robots/bot"), 201)).isNotEmpty();
    String body =
        """
        {"namespace": "%s", "repository": "own", "visibility": "public", "description": "His"}
        """
            .formatted(user);
    assertThat(
            json(
                Wharfinger.shared()
                    .request(Viewer.grant(user, password, "repo:create"))
                    .contentType("application/json")
                    .body(body)
                    .post("/repository"),
                201))
        .isNotEmpty();
    hang("user", user);
    rule("crew", "team", user);
    join(user);
    Wharfinger shared = Wharfinger.shared();
    long robots = shared.count("SELECT count(*) FROM namespace WHERE name LIKE ?", user + "+%");
    assertThat(robots).isEqualTo(1);
    isDone(Viewer.SU.asks().delete("/superuser/users/" + user));
    assertThat(permissions("user")).containsExactly("ada");
    assertThat(rules()).isEmpty();
    assertThat(team("member_count")).isEqualTo(1);
    isP404(Viewer.ROSU.asks().get("/repository/" + user + "/own"));
    assertThat(shared.count("SELECT count(*) FROM namespace WHERE name LIKE ?", user + "%"))
        .isZero();
    isP404(Viewer.ROSU.asks().get("/organization/" + organization + "/members/" + user));
    for (JsonNode entry : Scene.logs(organization)) {
      assertThat(entry.get("metadata").toString()).doesNotContain("\"" + user + "\"");
    }
    assertThat(Viewer.newUser(user)).as("his name is free").isNotEmpty();
    isP404(Viewer.ROSU.asks().get("/repository/" + user + "/own"));
  }

  @Test
  void anOrganizationTakesRobotsRepositoriesAndRules() {
    hang("user", robot);
    hang("team", "crew");
    isDone(Viewer.ADM.asks().delete("/organization/" + organization));
    isText(
        Viewer.ADM.sends("{\"name\": \"" + organization + "\"}").post("/organization/"),
        201,
        "Created");
    assertThat(
            json(Viewer.ADM.asks().get("/organization/" + organization + "/robots"), 200)
                .get("robots"))
        .isEmpty();
    isM400(
        Viewer.ADM.asks().get("/organization/" + organization + "/robots/crane"),
        "Could not find robot with specified username");
    isP404(Viewer.ADM.asks().get(web));
    assertThat(rules()).isEmpty();
    assertThat(Scene.robot(organization, "crane")).isEqualTo(robot);
    assertThat(Scene.repository(organization, "web", false)).isEqualTo(web);
  }

  @Test
  void whoIsRemovedFromAnOrganizationKeepsNoPermission() {
    Viewer.OUT.arrives();
    Scene.grant(web, "user", "mel", "write");
    Scene.grant(web, "user", "olga", "write");
    String own = Scene.repository(Scene.organizationOf(Viewer.ADM), "elsewhere", false);
    Scene.grant(own, "user", "olga", "write");
    isDone(Viewer.ADM.asks().delete("/organization/" + organization + "/members/mel"));
    isDone(Viewer.ADM.asks().delete("/organization/" + organization + "/members/olga"));
    assertThat(permissions("user")).containsExactly("ada");
    assertThat(json(Viewer.OUT.asks().get(own), 200)).as("elsewhere he may").isNotEmpty();
    assertThat(
            json(Viewer.ADM.asks().get("/organization/" + organization + "/collaborators"), 200)
                .get("collaborators"))
        .isEmpty();
  }

  /** Gives somebody a permission and a rule that grants him one. */
  private void hang(String kind, String holder) {
    Scene.grant(web, kind, holder, "read");
    rule(holder, kind, "");
  }

  private void rule(String delegate, String kind, String creator) {
    String activating =
        creator.isEmpty() ? "" : ", \"activating_user\": {\"name\": \"" + creator + "\"}";
    String body =
        "{\"role\": \"read\", \"delegate\": {\"name\": \"%s\", \"kind\": \"%s\"}%s}"
            .formatted(delegate, kind, activating);
    assertThat(
            json(Viewer.ADM.sends(body).post("/organization/" + organization + "/prototypes"), 200))
        .isNotEmpty();
  }

  private void join(String member) {
    assertThat(
            json(
                Viewer.ADM
                    .asks()
                    .put("/organization/" + organization + "/team/crew/members/" + member),
                200))
        .isNotEmpty();
  }

  private List<String> permissions(String kind) {
    return keys(
        json(Viewer.ADM.asks().get(web + "/permissions/" + kind + "/"), 200).get("permissions"));
  }

  private JsonNode rules() {
    return json(Viewer.ADM.asks().get("/organization/" + organization + "/prototypes"), 200)
        .get("prototypes");
  }

  private int team(String counter) {
    return json(Viewer.ADM.asks().get("/organization/" + organization), 200)
        .at("/teams/crew/" + counter)
        .intValue();
  }
}
