package dev.wharfinger.accounts.organization;

import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import org.junit.jupiter.api.Test;

class TakeOwnershipApiTest {

  private static final String TAKE = "/superuser/takeownership/";

  @Test
  void joinsTheOwnersOfAnOrganization() {
    String name = Scene.organizationOf(Viewer.ADM);
    isP403(Viewer.SU.asks().delete("/organization/" + name));
    for (int i = 0; i < 2; i++) {
      assertThat(json(Viewer.SU.asks().post(TAKE + name), 200))
          .isEqualTo(json("{\"namespace\": \"" + name + "\"}"));
      isLogged(name, false);
    }
    assertThat(
            json(Viewer.SU.asks().get("/organization/" + name + "/team/owners/members"), 200)
                .get("members")
                .findValuesAsText("name"))
        .contains("ada", "root");
    assertThat(Viewer.SU.asks().delete("/organization/" + name).statusCode()).isEqualTo(204);
  }

  @Test
  void restoresAMissingTeamOfOwners() {
    String name = Scene.organizationOf(Viewer.ADM);
    Wharfinger.shared()
        .sql(
            "DELETE FROM team WHERE organization = (SELECT id FROM namespace WHERE name = ?)",
            name);
    assertThat(Viewer.SU.asks().post(TAKE + name).statusCode()).isEqualTo(200);
    assertThat(Viewer.SU.asks().delete("/organization/" + name).statusCode()).isEqualTo(204);
  }

  @Test
  void makesAnOrganizationOfAUserWhoIsOneNoLonger() {
    String name = fresh("taken");
    String password = Viewer.newUser(name);
    String token = Viewer.grant(name, password, "user:admin org:admin");
    Wharfinger shared = Wharfinger.shared();
    String other = Scene.organizationOf(Viewer.ADM);
    Scene.addTeam(other, "crew", "member", name);
    String repository = Scene.repository(other, "web", false);
    Scene.grant(repository, "user", name, "read");

    assertThat(json(Viewer.SU.asks().post(TAKE + name), 200).get("namespace").textValue())
        .isEqualTo(name);
    isLogged(name, true);

    assertThat(shared.request(token).get("/user/").statusCode()).isEqualTo(401);
    assertThat(json(Browser.anonymous().signIn(name, password), 403).get("message").textValue())
        .isEqualTo("Invalid Username or Password");
    assertThat(
            keys(
                json(Viewer.ADM.asks().get(repository + "/permissions/user/"), 200)
                    .get("permissions")))
        .as("an organization has no permissions")
        .containsExactly("ada");
    isP404(Viewer.SU.asks().get("/superuser/users/" + name));
    JsonNode shown = json(Viewer.SU.asks().get("/organization/" + name), 200);
    assertThat(shown.get("is_admin").booleanValue()).isTrue();
    assertThat(shown.get("email").textValue()).isEqualTo(name + "@example.com");
    assertThat(
            json(Viewer.ADM.asks().get("/organization/" + other + "/team/crew/members"), 200)
                .get("members"))
        .as("an organization is in no team")
        .isEmpty();
    assertThat(
            shared.count(
                "SELECT member_count FROM team WHERE name = 'crew' AND organization"
                    + " = (SELECT id FROM namespace WHERE name = ?)",
                other))
        .isZero();

    assertThat(Viewer.SU.asks().post(TAKE + name).statusCode()).as("once more").isEqualTo(200);
    isLogged(name, false);
    assertThat(Viewer.newUser(name + "-two")).as("his e-mail belongs to no user").isNotEmpty();
    assertThat(Viewer.SU.asks().delete("/organization/" + name).statusCode()).isEqualTo(204);
  }

  @Test
  void refusesInTheContractsWordsAndOrder() {
    isP400(Viewer.SU.asks().post(TAKE + "root"), "Cannot take ownership of a superuser");
    isP400(Viewer.SU.asks().post(TAKE + "auditor"), "Cannot take ownership of a superuser");
    isP404(Viewer.SU.asks().post(TAKE + fresh("none")));
    String robot = "ada+" + fresh("bot").replace("-", "_");
    Viewer.ADM.arrives();
    Wharfinger.shared()
        .sql(
            "INSERT INTO namespace (id, kind, name, email, subject_key, tag_expiration_s, created)"
                + " VALUES ((SELECT max(id) + 1000000 FROM namespace), 'robot', ?, 'none',"
                + " gen_random_uuid(), 0, now())",
            robot);
    isP404(Viewer.SU.asks().post(TAKE + robot));
    isP403(Viewer.ROSU.asks().post(TAKE + fresh("none")));
    isP403(Viewer.SU.asksWith("org:admin").post(TAKE + "root"));
    isP401(Viewer.ANON.asks().post(TAKE + "root"));
  }

  /** The log is on the superuser's own account. */
  private static void isLogged(String name, boolean wasUser) {
    JsonNode entry = json(Viewer.SU.asks().get("/user/logs"), 200).get("logs").get(0);
    ObjectNode metadata = (ObjectNode) Scene.metadata(entry);
    assertThat(metadata.remove("entity_id").longValue())
        .isEqualTo(Wharfinger.shared().count("SELECT id FROM namespace WHERE name = ?", name));
    assertThat(metadata)
        .isEqualTo(
            json(
                """
                {"kind": "take_ownership", "namespace": "%s", "was_user": %s, "superuser": "root"}
                """
                    .formatted(name, wasUser)));
  }
}
