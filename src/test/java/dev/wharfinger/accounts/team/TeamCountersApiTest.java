package dev.wharfinger.accounts.team;

import static dev.wharfinger.api.Answers.isDone;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;

/** What getOrganization tells of a team is right whatever made its rows come and go. */
class TeamCountersApiTest {

  @Test
  void countsUsersAndRobots() {
    String organization = Scene.organization();
    String user = Goods.user("hand");
    counts(organization, "crew", 1, 0);
    Goods.join(organization, "crew", user);
    Goods.join(organization, "crew", Goods.robot(organization, "crane"));
    counts(organization, "crew", 3, 0);
    Goods.leave(organization, "crew", user);
    counts(organization, "crew", 2, 0);
    counts(organization, "owners", 1, 0);
  }

  @Test
  void forgetsTheMembershipsOfADeletedAccountInEveryTeam() {
    String organization = Scene.organization();
    String user = Goods.user("hand");
    Goods.join(organization, "crew", user);
    Goods.join(organization, "builders", user);
    counts(organization, "crew", 2, 0);
    counts(organization, "builders", 2, 0);
    isDone(Viewer.SU.asks().delete("/superuser/users/" + user));
    counts(organization, "crew", 1, 0);
    counts(organization, "builders", 1, 0);
  }

  @Test
  void forgetsThePermissionsOnADeletedRepository() {
    String organization = Scene.organization();
    for (String repository : new String[] {"web-" + organization, "db-" + organization}) {
      Goods.repository(organization, repository, true);
      Goods.teamPermission(organization, repository, "crew", "read");
      Goods.permission(organization, repository, "mel", "read");
    }
    Goods.teamPermission(organization, "db-" + organization, "owners", "read");
    counts(organization, "crew", 1, 2);
    counts(organization, "owners", 1, 1);
    isDone(Viewer.ADM.asks().delete("/repository/" + organization + "/db-" + organization));
    counts(organization, "crew", 1, 1);
    counts(organization, "owners", 1, 0);
  }

  @Test
  void survivesTheEndOfATeamAndOfAnOrganization() {
    String organization = Scene.organization();
    Goods.repository(organization, "web", true);
    Goods.teamPermission(organization, "web", "crew", "read");
    assertThat(Viewer.ADM.asks().delete(Goods.team(organization, "crew")).statusCode())
        .isEqualTo(204);
    counts(organization, "owners", 1, 0);
    assertThat(Viewer.ADM.asks().delete("/organization/" + organization).statusCode())
        .isEqualTo(204);
  }

  private static void counts(String organization, String team, int members, int repositories) {
    JsonNode shown = Goods.shown(organization, team);
    assertThat(shown.get("member_count").intValue()).as(team + " members").isEqualTo(members);
    assertThat(shown.get("repo_count").intValue()).as(team + " repos").isEqualTo(repositories);
  }
}
