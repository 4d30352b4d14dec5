package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Goods.team;
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
import org.junit.jupiter.params.provider.CsvSource;

class GetOrganizationTeamMembersApiTest {

  @Test
  void listsMembersInTheOrderInWhichTheyJoined() {
    String organization = Scene.organizationOf(Viewer.ADM);
    Goods.exists(Viewer.MEM);
    Goods.join(organization, "owners", Goods.robot(organization, "crane"));
    Goods.join(organization, "owners", "mel");
    JsonNode answer = members(Viewer.ADM, organization, "owners");
    assertThat(Answers.keys(answer)).containsExactlyInAnyOrder("name", "members", "can_edit");
    assertThat(answer.get("name").textValue()).isEqualTo("owners");
    assertThat(answer.get("can_edit").booleanValue()).isTrue();
    assertThat(answer.get("members").findValuesAsText("is_robot"))
        .containsExactly("false", "true", "false");
    assertThat(answer.at("/members/2/name").textValue()).isEqualTo("mel");
    assertThat(Answers.keys(answer.at("/members/2")))
        .containsExactlyInAnyOrder("name", "kind", "is_robot", "avatar", "invited");
    assertThat(answer.at("/members/2/invited").booleanValue()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"MEM, false", "ADM, true", "FSU, true", "ROSU, false"})
  void isReadByMembersAndAdministrators(Viewer viewer, boolean canEdit) {
    String organization = Scene.organization();
    JsonNode answer = members(viewer, organization, "crew");
    assertThat(answer.get("can_edit").booleanValue()).isEqualTo(canEdit);
    assertThat(answer.get("members")).hasSize(1);
  }

  @Test
  void capsTheRightByTheScopesOfTheToken() {
    String organization = Scene.organization();
    String crew = team(organization, "crew") + "/members";
    String owners = team(organization, "owners") + "/members";
    assertThat(Viewer.MEM.asksWith("repo:create").get(crew).statusCode()).isEqualTo(200);
    assertThat(Viewer.ADM.asksWith("repo:create").get(owners).statusCode()).isEqualTo(200);
    isP403(Viewer.ADM.asksWith("repo:create").get(crew));
    isP403(Viewer.MEM.asksWith("repo:admin user:admin").get(crew));
    isP403(Viewer.UNSCOPED.asks().get(owners));
  }

  @ParameterizedTest
  @CsvSource({"OUT, crew", "CREATOR, crew", "SU, crew", "MEM, owners", "MEM, no-such-team"})
  void deniesEverybodyElse(Viewer viewer, String team) {
    isP403(viewer.asks().get(team(Scene.organization(), team) + "/members"));
  }

  @Test
  void findsNoMissingTeam() {
    String missing = team(Scene.organization(), "no-such-team") + "/members";
    isP404(Viewer.ADM.asks().get(missing));
    isP404(Viewer.ROSU.asks().get(missing));
    isP404(Viewer.FSU.asks().get(team("no-such-organization", "crew") + "/members"));
    isP404(Viewer.ADM.asks().get(team("ada", "crew") + "/members"));
    isP401(Viewer.ANON.asks().get(missing));
  }

  @Test
  void hasNobodyPendingWithoutMail() {
    String organization = Scene.organization();
    JsonNode answer =
        json(
            Viewer.ADM.asks().get(team(organization, "crew") + "/members?includePending=true"),
            200);
    assertThat(answer.get("members")).hasSize(1);
  }

  private static JsonNode members(Viewer viewer, String organization, String team) {
    return json(viewer.asks().get(team(organization, team) + "/members"), 200);
  }
}
