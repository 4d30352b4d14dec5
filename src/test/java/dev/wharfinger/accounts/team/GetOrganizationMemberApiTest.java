package dev.wharfinger.accounts.team;

import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GetOrganizationMemberApiTest {

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"ADM", "FSU", "ROSU"})
  void showsAMemberAsTheListDoes(Viewer viewer) {
    String organization = Scene.organization();
    JsonNode listed =
        json(viewer.asks().get("/organization/" + organization + "/members"), 200).at("/members/1");
    assertThat(listed.get("name").textValue()).isEqualTo("mel");
    assertThat(json(viewer.asks().get(path(organization, "mel")), 200)).isEqualTo(listed);
  }

  @Test
  void findsARobotOfTheOrganizationEvenInNoTeam() {
    String organization = Scene.organization();
    String robot = Goods.robot(organization, "crane");
    Goods.repository(organization, "web", false);
    Goods.permission(organization, "web", robot, "write");
    JsonNode shown = json(Viewer.ADM.asks().get(path(organization, robot)), 200);
    assertThat(shown.get("kind").textValue()).isEqualTo("robot");
    assertThat(shown.at("/avatar/kind").textValue()).isEqualTo("robot");
    assertThat(shown.get("teams")).isEmpty();
    assertThat(shown.get("repositories")).isEqualTo(json("[\"web\"]"));
    isP404(Viewer.ADM.asks().get(path(Scene.organizationOf(Viewer.ADM), robot)));
  }

  @Test
  void showsAUserHisOwnRobots() {
    String user = Wharfinger.fresh("owner");
    String token = Viewer.grant(user, Viewer.newUser(user), "user:admin");
    String robot = user + "+bot";
    var _ = json(Wharfinger.shared().request(token).put("/user/robots/bot"), 201);
    JsonNode shown = json(Viewer.ROSU.asks().get(path(user, robot)), 200);
    assertThat(shown.get("name").textValue()).isEqualTo(robot);
    isP403(Viewer.ADM.asks().get(path(user, robot)));
    String own = Wharfinger.fresh("bot");
    var _ = json(Viewer.ADM.asks().put("/user/robots/" + own), 201);
    assertThat(json(Viewer.ADM.asks().get(path("ada", "ada+" + own)), 200)).isNotEmpty();
    isP404(Viewer.ADM.asks().get(path("ada", "ada")));
  }

  @Test
  void findsNoStrangerAndNoCollaborator() {
    String organization = Scene.organization();
    Goods.exists(Viewer.OUT);
    Goods.repository(organization, "web", false);
    Goods.permission(organization, "web", "olga", "write");
    isP404(Viewer.ADM.asks().get(path(organization, "olga")));
    isP404(Viewer.ADM.asks().get(path(organization, "no-such-user")));
    isP404(Viewer.ADM.asks().get(path(organization, organization)));
    isP404(Viewer.FSU.asks().get(path("no-such-organization", "mel")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    isP403(viewer.asks().get(path(Scene.organization(), "mel")));
  }

  @Test
  void asksNobodyToSignIn() {
    isP401(Viewer.ANON.asks().get(path("no-such-organization", "mel")));
  }

  private static String path(String organization, String member) {
    return "/organization/" + organization + "/members/" + member;
  }
}
