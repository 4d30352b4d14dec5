package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Goods.member;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateOrganizationTeamMemberApiTest {

  @Test
  void addsAUserAtOnceAndLogsHim() {
    String organization = Scene.organization();
    Goods.exists(Viewer.OUT);
    assertThat(json(Viewer.ADM.asks().put(member(organization, "crew", "olga")), 200))
        .isEqualTo(
            json(
                """
                {"name": "olga", "kind": "user", "is_robot": false, "invited": false,
                 "avatar": {"name": "olga", "kind": "user", "color": "#31a354",
                  "hash": "391c15eaa9c42d2e5f2609f65ae54ac8220c0730e58cbc9c937a96156d48b330"}}
                """));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "org_add_team_member", "member": "olga", "team": "crew"}
                """));
    assertThat(Goods.shown(organization, "crew").get("member_count").intValue()).isEqualTo(2);
    isM400(
        Viewer.ADM.asks().put(member(organization, "crew", "olga")),
        "User olga is already a member of team crew");
  }

  @Test
  void addsARobotOfTheOrganizationOnly() {
    String organization = Scene.organization();
    String robot = Goods.robot(organization, "crane");
    JsonNode added = json(Viewer.ADM.asks().put(member(organization, "crew", robot)), 200);
    assertThat(added.get("kind").textValue()).isEqualTo("user");
    assertThat(added.get("is_robot").booleanValue()).isTrue();
    assertThat(added.at("/avatar/kind").textValue()).isEqualTo("robot");
    String foreign = Goods.robot(Scene.organizationOf(Viewer.ADM), "crane");
    isM400(
        Viewer.ADM.asks().put(member(organization, "crew", foreign)),
        "Cannot add the specified robot to this team, as it is not a member of the organization");
  }

  @Test
  void needsATeamAndAUser() {
    String organization = Scene.organization();
    isP404(Viewer.ADM.asks().put(member(organization, "no-such-team", "mel")));
    isP400(Viewer.ADM.asks().put(member(organization, "crew", "no-such-user")), "Unknown user");
    isP400(Viewer.ADM.asks().put(member(organization, "crew", organization)), "Unknown user");
    isP404(Viewer.ADM.asks().put(member("ada", "crew", "mel")));
    isP404(Viewer.FSU.asks().put(member("no-such-organization", "crew", "mel")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU", "ROSU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    String organization = Scene.organization();
    isP403(viewer.asks().put(member(organization, "crew", "carl")));
    isP403(viewer.asks().put(member(organization, "no-such-team", "carl")));
  }

  @Test
  void asksNobodyToSignIn() {
    isP401(Viewer.ANON.asks().put(member("no-such-organization", "crew", "mel")));
  }

  @Test
  void givesTheNewMemberWhatTheTeamMayDoAtOnce() {
    String organization = Scene.organization();
    isP403(Viewer.MEM.asks().get("/organization/" + organization + "/members"));
    Goods.join(organization, "owners", "mel");
    assertThat(json(Viewer.MEM.asks().get("/organization/" + organization + "/members"), 200))
        .isNotEmpty();
  }
}
