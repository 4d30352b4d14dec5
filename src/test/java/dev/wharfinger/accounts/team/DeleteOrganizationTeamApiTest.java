package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Goods.team;
import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeleteOrganizationTeamApiTest {

  @Test
  void deletesATeamAndLogsIt() {
    String organization = Scene.organization();
    isDone(Viewer.ADM.asks().delete(team(organization, "crew")));
    assertThat(Goods.shown(organization, "crew").isMissingNode()).isTrue();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(json("{\"kind\": \"org_delete_team\", \"team\": \"crew\"}"));
    isM400(
        Viewer.ADM.asks().delete(team(organization, "crew")),
        "Team 'crew' is not a team in org '" + organization + "'");
    isP403(Viewer.MEM.asks().get(team(organization, "crew") + "/members"));
  }

  @Test
  void keepsTheCallersLastAdministration() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isM400(
        Viewer.ADM.asks().delete(team(organization, "owners")),
        "Deleting team 'owners' would remove admin ability for user 'ada' in organization '"
            + organization
            + "'");
    Scene.addTeam(organization, "captains", "admin", "ada");
    isDone(Viewer.ADM.asks().delete(team(organization, "owners")));
    isM400(
        Viewer.ADM.asks().delete(team(organization, "captains")),
        "Deleting team 'captains' would remove admin ability for user 'ada' in organization '"
            + organization
            + "'");
  }

  @Test
  void letsFullAccessDeleteAnAdminTeamThatItIsNotIn() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isDone(Viewer.FSU.asks().delete(team(organization, "owners")));
    isM400(
        Viewer.FSU.asks().delete(team("no-such-organization", "owners")),
        "Team 'owners' is not a team in org 'no-such-organization'");
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU", "ROSU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    String organization = Scene.organization();
    isP403(viewer.asks().delete(team(organization, "crew")));
    isP403(viewer.asks().delete(team(organization, "no-such-team")));
  }

  @Test
  void asksNobodyToSignIn() {
    isP401(Viewer.ANON.asks().delete(team("no-such-organization", "crew")));
  }
}
