package dev.wharfinger.accounts.team;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GetOrganizationMembersApiTest {

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"ADM", "FSU", "ROSU"})
  void listsEveryHumanOnce(Viewer viewer) {
    String organization = Scene.organizationOf(Viewer.ADM);
    Scene.addTeam(organization, "crew", "member", Goods.robot(organization, "crane"));
    Goods.exists(Viewer.MEM);
    Goods.join(organization, "crew", "mel");
    Goods.join(organization, "crew", "ada");
    Goods.repository(organization, "web", true);
    Goods.repository(organization, "db", true);
    Goods.permission(organization, "db", "mel", "read");
    Goods.permission(organization, "web", "mel", "write");
    isDone(Viewer.ADM.asks().delete("/repository/" + organization + "/web/permissions/user/ada"));
    Goods.teamPermission(organization, "web", "owners", "admin");
    JsonNode members = json(viewer.asks().get(path(organization)), 200).get("members");
    assertThat(members.findValuesAsText("kind").stream().filter("user"::equals)).hasSize(4);
    assertThat(members).hasSize(2);
    assertThat(Answers.keys(members.get(0)))
        .containsExactlyInAnyOrder("name", "kind", "avatar", "teams", "repositories");
    assertThat(members.at("/0/name").textValue()).isEqualTo("ada");
    assertThat(members.at("/0/teams/0/name").textValue()).isEqualTo("owners");
    assertThat(members.at("/0/teams/0/avatar/kind").textValue()).isEqualTo("team");
    assertThat(members.at("/0/teams/1/name").textValue()).isEqualTo("crew");
    assertThat(members.at("/0/repositories")).as("through no team").isEqualTo(json("[\"db\"]"));
    assertThat(members.at("/1/name").textValue()).isEqualTo("mel");
    assertThat(members.at("/1/repositories")).isEqualTo(json("[\"db\", \"web\"]"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    isP403(viewer.asks().get(path(Scene.organization())));
    isP403(viewer.asks().get(path("no-such-organization")));
  }

  @Test
  void findsNoMissingOrganization() {
    isP404(Viewer.FSU.asks().get(path("no-such-organization")));
    isP404(Viewer.ROSU.asks().get(path("no-such-organization")));
    isP404(Viewer.ADM.asks().get(path("ada")));
    isP401(Viewer.ANON.asks().get(path("no-such-organization")));
  }

  private static String path(String organization) {
    return "/organization/" + organization + "/members";
  }
}
