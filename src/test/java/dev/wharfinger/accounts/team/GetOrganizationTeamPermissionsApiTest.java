package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Goods.team;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GetOrganizationTeamPermissionsApiTest {

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"ADM", "FSU", "ROSU"})
  void listsWhatATeamMayDo(Viewer viewer) {
    String organization = Scene.organization();
    Goods.repository(organization, "web", true);
    Goods.repository(organization, "db", false);
    Goods.teamPermission(organization, "web", "crew", "write");
    Goods.teamPermission(organization, "db", "crew", "read");
    Goods.teamPermission(organization, "db", "owners", "admin");
    assertThat(json(viewer.asks().get(team(organization, "crew") + "/permissions"), 200))
        .isEqualTo(
            json(
                """
                {"permissions": [
                  {"repository": {"name": "web", "is_public": true}, "role": "write"},
                  {"repository": {"name": "db", "is_public": false}, "role": "read"}]}
                """));
    assertThat(Goods.shown(organization, "crew").get("repo_count").intValue()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    isP403(viewer.asks().get(team(Scene.organization(), "crew") + "/permissions"));
  }

  @Test
  void findsNoMissingTeam() {
    String missing = team(Scene.organization(), "no-such-team") + "/permissions";
    isP404(Viewer.ADM.asks().get(missing));
    isP404(Viewer.ROSU.asks().get(team("no-such-organization", "crew") + "/permissions"));
    isP401(Viewer.ANON.asks().get(missing));
  }
}
