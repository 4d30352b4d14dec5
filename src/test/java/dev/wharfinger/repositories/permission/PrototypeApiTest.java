package dev.wharfinger.repositories.permission;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Default permissions of an organization, and what new repositories get by them. */
class PrototypeApiTest {

  private final String organization = Scene.organization();
  private final String prototypes = "/organization/" + organization + "/prototypes";

  @Test
  void createsARuleShowsItAndLogsIt() {
    String robot = Scene.robot(organization, "crane");
    JsonNode rule = create("write", "crew", "team", robot);
    assertThat(keys(rule)).containsExactly("activating_user", "delegate", "role", "id");
    assertThat(rule.get("role").textValue()).isEqualTo("write");
    assertThat(rule.get("id").textValue()).hasSize(36);
    assertThat(keys(rule.get("delegate"))).containsExactly("name", "kind", "avatar");
    assertThat(rule.at("/delegate/kind").textValue()).isEqualTo("team");
    assertThat(keys(rule.get("activating_user")))
        .containsExactly("name", "is_robot", "kind", "is_org_member", "avatar");
    assertThat(rule.at("/activating_user/name").textValue()).isEqualTo(robot);
    assertThat(rule.at("/activating_user/is_robot").booleanValue()).isTrue();
    assertThat(rule.at("/activating_user/kind").textValue()).isEqualTo("user");
    assertThat(rule.at("/activating_user/is_org_member").booleanValue()).isTrue();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "create_prototype_permission", "prototypeid": "%s", "username": "ada",
                 "activating_username": "%s", "role": "write", "delegate_team": "crew"}
                """
                    .formatted(rule.get("id").textValue(), robot)));
    JsonNode other = create("read", "olga", "user", "");
    assertThat(other.get("activating_user").isNull()).isTrue();
    assertThat(other.at("/delegate/is_org_member").booleanValue()).isFalse();
    assertThat(other.at("/delegate/avatar/kind").textValue()).isEqualTo("user");
    for (Viewer viewer : new Viewer[] {Viewer.ADM, Viewer.FSU, Viewer.ROSU}) {
      JsonNode list = json(viewer.asks().get(prototypes), 200);
      assertThat(keys(list)).containsExactly("prototypes");
      assertThat(list.get("prototypes")).containsExactly(rule, other);
    }
  }

  @Test
  void changesAndDeletesARule() {
    JsonNode rule = create("read", "mel", "user", "");
    assertThat(rule.at("/delegate/is_org_member").booleanValue()).isTrue();
    String id = rule.get("id").textValue();
    String path = prototypes + "/" + id;
    JsonNode changed =
        json(
            Viewer.ADM.sends("{\"id\": \"%s\", \"role\": \"admin\"}".formatted(id)).put(path), 200);
    assertThat(changed.get("role").textValue()).isEqualTo("admin");
    assertThat(changed.get("delegate")).isEqualTo(rule.get("delegate"));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "modify_prototype_permission", "prototypeid": "%s", "username": "ada",
                 "activating_username": null, "role": "admin", "original_role": "read",
                 "delegate_user": "mel"}
                """
                    .formatted(id)));
    isDone(Viewer.FSU.asks().delete(path));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "delete_prototype_permission", "prototypeid": "%s", "username": "root",
                 "activating_username": null, "role": "admin", "delegate_user": "mel"}
                """
                    .formatted(id)));
    assertThat(json(Viewer.ADM.asks().get(prototypes), 200))
        .isEqualTo(json("{\"prototypes\": []}"));
    isP404(Viewer.ADM.asks().delete(path));
    isP404(Viewer.ADM.sends("{\"role\": \"read\"}").put(path));
    isP404(Viewer.ADM.sends("{\"role\": \"read\"}").put(prototypes + "/no-uuid"));
    isP404(Viewer.ADM.asks().delete(prototypes + "/no-uuid"));
    isP403(Viewer.MEM.asks().delete(prototypes + "/no-uuid"));
    isP400(Viewer.ADM.sends("{}").put(path), "'role' is a required property");
  }

  @Test
  void reachesNoRuleOfAnotherOrganization() {
    String id = create("read", "mel", "user", "").get("id").textValue();
    String other = "/organization/" + Scene.organizationOf(Viewer.ADM) + "/prototypes/" + id;
    isP404(Viewer.ADM.asks().delete(other));
    isP404(Viewer.ADM.sends("{\"role\": \"admin\"}").put(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                     | 'role' is a required property
          {"role": "read"}                                                       | 'delegate' is a required property
          {"role": "own", "delegate": {"name": "mel", "kind": "user"}}           | 'own' is not one of ['read', 'write', 'admin']
          {"role": "read", "delegate": {"name": "mel"}}                          | 'kind' is a required property
          {"role": "read", "delegate": {"name": "mel", "kind": "robot"}}         | 'robot' is not one of ['user', 'team']
          {"role": "read", "delegate": {"name": "mel", "kind": "user"}, "activating_user": null} | None is not of type 'object'
          {"role": "read", "delegate": {"name": "mel", "kind": "user"}, "activating_user": {}}   | 'name' is a required property
          """)
  void wantsAWholeBody(String body, String why) {
    isP400(Viewer.OUT.sends(body).post(prototypes), why);
  }

  @Test
  void refusesWhomItDoesNotKnow() {
    isM400(
        Viewer.ADM.sends(body("read", "no-such-team", "team", "no-such-user")).post(prototypes),
        "('Team does not exist: %%s/%%s', '%s', 'no-such-team')".formatted(organization));
    isP400(
        Viewer.ADM.sends(body("read", "no-such-user", "user", "no-such-user")).post(prototypes),
        "Unknown activating user");
    isP400(
        Viewer.ADM.sends(body("read", "no-such-user", "user", "mel")).post(prototypes),
        "Missing delegate user or team");
    isP400(
        Viewer.ADM.sends(body("read", organization, "user", "")).post(prototypes),
        "Missing delegate user or team");
    isP400(
        Viewer.ADM.sends(body("read", "", "team", "")).post(prototypes),
        "Missing delegate user or team");
    String missing = "/organization/no-such-organization/prototypes";
    isP404(Viewer.FSU.sends(body("read", "mel", "user", "")).post(missing));
    isP404(Viewer.ROSU.asks().get(missing));
    isP403(Viewer.ADM.asks().get(missing));
    isP401(Viewer.ANON.asks().get(prototypes));
  }

  @Test
  void appliesToNewRepositories() {
    Viewer.OUT.arrives();
    String robot = Scene.robot(organization, "crane");
    assertThat(create("read", "crew", "team", "")).isNotEmpty();
    assertThat(create("admin", "crew", "team", "carl")).isNotEmpty();
    assertThat(create("read", robot, "user", "")).isNotEmpty();
    assertThat(create("write", robot, "user", "")).isNotEmpty();
    assertThat(create("write", "olga", "user", "mel")).isNotEmpty();
    assertThat(create("read", "carl", "user", "")).isNotEmpty();
    String body =
        """
        {"namespace": "%s", "repository": "web", "visibility": "private", "description": ""}
        """
            .formatted(organization);
    assertThat(json(Viewer.CREATOR.sends(body).post("/repository"), 201)).isNotEmpty();
    String permissions = "/repository/" + organization + "/web/permissions";
    JsonNode users = json(Viewer.ADM.asks().get(permissions + "/user/"), 200).get("permissions");
    assertThat(keys(users)).containsExactly("carl", robot);
    assertThat(users.at("/carl/role").textValue()).isEqualTo("admin");
    assertThat(users.get(robot).get("role").textValue()).isEqualTo("read");
    JsonNode teams = json(Viewer.ADM.asks().get(permissions + "/team/"), 200).get("permissions");
    assertThat(keys(teams)).containsExactly("crew");
    assertThat(teams.at("/crew/role").textValue()).isEqualTo("admin");
    String by = Scene.repository(organization, "db", false);
    assertThat(
            json(Viewer.ADM.asks().get(by + "/permissions/team/crew"), 200).get("role").textValue())
        .as("the general rule, for another creator")
        .isEqualTo("read");
  }

  private JsonNode create(String role, String delegate, String kind, String activating) {
    Viewer.OUT.arrives();
    return json(Viewer.ADM.sends(body(role, delegate, kind, activating)).post(prototypes), 200);
  }

  private static String body(String role, String delegate, String kind, String activating) {
    String creator =
        activating.isEmpty() ? "" : ", \"activating_user\": {\"name\": \"" + activating + "\"}";
    return "{\"role\": \"%s\", \"delegate\": {\"name\": \"%s\", \"kind\": \"%s\"}%s}"
        .formatted(role, delegate, kind, creator);
  }
}
