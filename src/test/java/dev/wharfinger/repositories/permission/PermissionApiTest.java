package dev.wharfinger.repositories.permission;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The permissions of users, robots and teams on a repository. */
class PermissionApiTest {

  private static final String READ = "{\"role\": \"read\"}";
  private static final String ADMIN = "{\"role\": \"admin\"}";

  private final String organization = Scene.organization();
  private final String repository = Scene.repository(organization, "web/front", false);
  private final String users = repository + "/permissions/user/";
  private final String teams = repository + "/permissions/team/";

  @Test
  void letsAUserUseARepository() {
    Viewer.OUT.arrives();
    JsonNode entry = json(Viewer.ADM.sends(READ).put(users + "olga"), 200);
    assertThat(keys(entry)).containsExactly("role", "name", "is_robot", "avatar", "is_org_member");
    assertThat(entry.get("role").textValue()).isEqualTo("read");
    assertThat(entry.get("name").textValue()).isEqualTo("olga");
    assertThat(entry.get("is_robot").booleanValue()).isFalse();
    assertThat(entry.at("/avatar/kind").textValue()).isEqualTo("user");
    assertThat(entry.get("is_org_member").booleanValue()).isFalse();
    assertThat(json(Viewer.ADM.asks().get(users + "olga"), 200)).isEqualTo(entry);
    assertThat(json(Viewer.OUT.asks().get(repository), 200)).isNotEmpty();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "change_repo_permission", "username": "olga", "repo": "web/front",
                 "namespace": "%s", "role": "read"}
                """
                    .formatted(organization)));
    JsonNode collaborators =
        json(Viewer.ADM.asks().get("/organization/" + organization + "/collaborators"), 200)
            .get("collaborators");
    assertThat(collaborators).hasSize(1);
    assertThat(collaborators.at("/0/name").textValue()).isEqualTo("olga");
    assertThat(collaborators.at("/0/repositories")).isEqualTo(json("[\"web/front\"]"));
  }

  @Test
  void listsUsersAndRobotsByName() {
    String robot = Scene.robot(organization, "crane");
    Scene.grant(repository, "user", "mel", "write");
    Scene.grant(repository, "user", robot, "admin");
    Scene.grant(repository, "user", "mel", "read");
    for (Viewer viewer : new Viewer[] {Viewer.ADM, Viewer.FSU, Viewer.ROSU}) {
      JsonNode list = json(viewer.asks().get(users), 200);
      assertThat(keys(list)).containsExactly("permissions");
      JsonNode all = list.get("permissions");
      assertThat(keys(all)).containsExactly("ada", "mel", robot);
      assertThat(all.at("/ada/role").textValue()).isEqualTo("admin");
      assertThat(all.at("/mel/role").textValue()).isEqualTo("read");
      assertThat(all.at("/mel/is_org_member").booleanValue()).isTrue();
      assertThat(all.get(robot).get("is_robot").booleanValue()).isTrue();
      assertThat(all.get(robot).get("is_org_member").booleanValue()).isTrue();
      assertThat(all.get(robot).at("/avatar/kind").textValue()).isEqualTo("robot");
      assertThat(json(viewer.asks().get(repository + "/permissions/user"), 200)).isEqualTo(list);
    }
    JsonNode members =
        json(Viewer.ADM.asks().get("/organization/" + organization + "/members/mel"), 200);
    assertThat(members.get("repositories")).isEqualTo(json("[\"web/front\"]"));
  }

  @Test
  void letsATeamUseARepository() {
    JsonNode entry = json(Viewer.ADM.sends(READ).put(teams + "crew"), 200);
    assertThat(keys(entry)).containsExactly("role", "name", "avatar");
    assertThat(entry.get("role").textValue()).isEqualTo("read");
    assertThat(entry.at("/avatar/kind").textValue()).isEqualTo("team");
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "change_repo_permission", "team": "crew", "repo": "web/front",
                 "role": "read"}
                """));
    assertThat(json(Viewer.ADM.asks().get(teams + "crew"), 200))
        .isEqualTo(json("{\"role\": \"read\"}"));
    JsonNode list = json(Viewer.ROSU.asks().get(teams), 200).get("permissions");
    assertThat(keys(list)).containsExactly("crew");
    assertThat(list.get("crew")).isEqualTo(entry);
    assertThat(json(Viewer.MEM.asks().get(repository), 200)).isNotEmpty();
    assertThat(repositoriesOfCrew()).isEqualTo(1);
    assertThat(json(Viewer.ADM.sends(ADMIN).put(teams + "crew"), 200).get("role").textValue())
        .isEqualTo("admin");
    assertThat(repositoriesOfCrew()).as("one permission, changed").isEqualTo(1);
    assertThat(
            json(
                Viewer.ADM.asks().get("/organization/" + organization + "/team/crew/permissions"),
                200))
        .isEqualTo(
            json(
                """
                {"permissions": [
                  {"repository": {"name": "web/front", "is_public": false}, "role": "admin"}]}
                """));
  }

  private int repositoriesOfCrew() {
    return json(Viewer.ADM.asks().get("/organization/" + organization), 200)
        .at("/teams/crew/repo_count")
        .intValue();
  }

  @Test
  void tellsWhatAUserMayDoByHimselfAndByHisTeams() {
    isP404(Viewer.ADM.asks().get(users + "mel/transitive"));
    Scene.grant(repository, "team", "crew", "write");
    Scene.grant(repository, "user", "mel", "read");
    assertThat(json(Viewer.ROSU.asks().get(users + "mel/transitive"), 200))
        .isEqualTo(json("{\"permissions\": [{\"role\": \"write\"}, {\"role\": \"read\"}]}"));
    isP404(Viewer.ADM.asks().get(users + "no-such-user/transitive"));
    isM400(Viewer.ADM.asks().get(users + "carl"), "User does not have permission for repo.");
  }

  @Test
  void takesAPermissionAway() {
    Scene.grant(repository, "user", "mel", "read");
    Scene.grant(repository, "team", "crew", "read");
    isDone(Viewer.ADM.asks().delete(users + "mel"));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "delete_repo_permission", "username": "mel", "repo": "web/front",
                 "namespace": "%s"}
                """
                    .formatted(organization)));
    isDone(Viewer.FSU.asks().delete(teams + "crew"));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                "{\"kind\": \"delete_repo_permission\", \"team\": \"crew\", \"repo\": \"web/front\"}"));
    isP403(Viewer.MEM.asks().get(repository));
    String user = "User does not have permission for repo.";
    String team = "Team does not have permission for repo.";
    isP400(Viewer.ADM.asks().delete(users + "mel"), user);
    isP400(Viewer.ADM.asks().delete(users + "no-such-user"), user);
    isP400(Viewer.ADM.asks().delete(teams + "crew"), team);
    isM400(Viewer.ADM.asks().get(users + "mel"), user);
    isM400(Viewer.ADM.asks().get(teams + "crew"), team);
    assertThat(json(Viewer.ADM.asks().get(teams), 200)).isEqualTo(json("{\"permissions\": {}}"));
  }

  @Test
  void refusesHoldersThatAreNone() {
    isP400(Viewer.ADM.sends(READ).put(users + "no-such-user"), "Invalid username: no-such-user");
    isP400(
        Viewer.ADM.sends(READ).put(users + organization), "Namespace owner must always be admin.");
    isP400(Viewer.ADM.asks().delete(users + organization), "Namespace owner must always be admin.");
    String other = Scene.organizationOf(Viewer.ADM);
    isP400(Viewer.ADM.sends(READ).put(users + other), "Invalid username: " + other);
    String foreign = Scene.robot(other, "crane");
    isP400(
        Viewer.ADM.sends(READ).put(users + foreign),
        "Cannot add robot " + foreign + " under namespace " + organization);
    isP400(
        Viewer.ADM.sends(READ).put(teams + "no-such-team"),
        "No team no-such-team in organization " + organization);
    isP400(
        Viewer.ADM.sends("{\"role\": \"owner\"}").put(users + "mel"),
        "'owner' is not one of ['read', 'write', 'admin']");
    isP400(Viewer.ADM.sends("{}").put(teams + "crew"), "'role' is a required property");
  }

  @Test
  void showsNoMembershipInANamespaceOfAUser() {
    String name = fresh("own");
    String body =
        "{\"repository\": \"%s\", \"visibility\": \"private\", \"description\": \"\"}"
            .formatted(name);
    assertThat(json(Viewer.OUT.sends(body).post("/repository"), 201)).isNotEmpty();
    String own = "/repository/olga/" + name + "/permissions/user/";
    Viewer.MEM.arrives();
    assertThat(keys(json(Viewer.OUT.sends(READ).put(own + "mel"), 200)))
        .containsExactly("role", "name", "is_robot", "avatar");
    isP400(Viewer.OUT.sends(READ).put(own + "olga"), "Namespace owner must always be admin.");
    isP400(
        Viewer.OUT.sends(READ).put(own.replace("/user/", "/team/") + "crew"),
        "No team crew in organization olga");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET user/",
        "GET team/",
        "GET user/mel",
        "GET user/mel/transitive",
        "GET team/crew",
        "PUT user/mel",
        "PUT team/crew",
        "DELETE user/mel",
        "DELETE team/crew"
      })
  void isForThoseWhoAdministerTheRepository(String operation) {
    String[] parts = operation.split(" ", 2);
    String missing = "/repository/" + organization + "/nothing/permissions/";
    Scene.grant(repository, "user", "mel", "write");
    for (Viewer viewer : new Viewer[] {Viewer.OUT, Viewer.MEM, Viewer.UNSCOPED, Viewer.SU}) {
      isP403(viewer.sends("{").request(parts[0], repository + "/permissions/" + parts[1]));
      isP403(viewer.sends("{").request(parts[0], missing + parts[1]));
    }
    isP401(Viewer.ANON.sends("{").request(parts[0], repository + "/permissions/" + parts[1]));
    isP404(Viewer.ADM.sends(READ).request(parts[0], missing + parts[1]));
    isP404(Viewer.FSU.sends(READ).request(parts[0], missing + parts[1]));
    if (!parts[0].equals("GET")) {
      isP403(Viewer.ROSU.sends(READ).request(parts[0], repository + "/permissions/" + parts[1]));
    }
  }

  @ParameterizedTest
  @CsvSource({"mel, user", "crew, team"})
  void isGivenAwayByWhoeverAdministersTheRepository(String holder, String kind) {
    Viewer.OUT.arrives();
    Scene.grant(repository, "user", "olga", "admin");
    assertThat(
            json(
                Viewer.OUT.sends(READ).put(repository + "/permissions/" + kind + "/" + holder),
                200))
        .isNotEmpty();
  }
}
