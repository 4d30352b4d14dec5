package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Goods.member;
import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeleteOrganizationTeamMemberApiTest {

  @Test
  void takesAMemberOutAndLogsHim() {
    String organization = Scene.organization();
    isDone(Viewer.ADM.asks().delete(member(organization, "crew", "mel")));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "org_remove_team_member", "member": "mel", "team": "crew"}
                """));
    assertThat(Goods.shown(organization, "crew").get("member_count").intValue()).isZero();
    isM400(
        Viewer.ADM.asks().delete(member(organization, "crew", "mel")),
        "User mel does not belong to team crew");
  }

  @Test
  void letsNobodyGiveUpHisLastAdministration() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isM400(
        Viewer.ADM.asks().delete(member(organization, "owners", "ada")),
        "User cannot remove themselves from their only admin team.");
    Scene.addTeam(organization, "captains", "admin", "ada");
    isDone(Viewer.ADM.asks().delete(member(organization, "owners", "ada")));
  }

  @Test
  void takesTheRightWithTheMembership() {
    String organization = Scene.organization();
    Goods.join(organization, "owners", "mel");
    isDone(Viewer.MEM.asks().delete(member(organization, "owners", "ada")));
    isP403(Viewer.ADM.asks().delete(member(organization, "owners", "mel")));
  }

  @Test
  void leavesOneOfTwoAdministratorsWhoRemoveEachOther() {
    for (int round = 0; round < 5; round++) {
      String organization = Scene.organization();
      Goods.join(organization, "owners", "mel");
      List<Integer> answers =
          Stream.of(
                  CompletableFuture.supplyAsync(() -> removal(Viewer.ADM, organization, "mel")),
                  CompletableFuture.supplyAsync(() -> removal(Viewer.MEM, organization, "ada")))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers).containsExactlyInAnyOrder(204, 403);
    }
  }

  @Test
  void needsATeamAndAUser() {
    String organization = Scene.organization();
    isP404(Viewer.ADM.asks().delete(member(organization, "no-such-team", "mel")));
    isP404(Viewer.ADM.asks().delete(member(organization, "crew", "no-such-user")));
    isP404(Viewer.FSU.asks().delete(member("no-such-organization", "crew", "mel")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU", "ROSU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    isP403(viewer.asks().delete(member(Scene.organization(), "crew", "mel")));
  }

  @Test
  void asksNobodyToSignIn() {
    isP401(Viewer.ANON.asks().delete(member("no-such-organization", "crew", "mel")));
  }

  private static int removal(Viewer viewer, String organization, String other) {
    return viewer.asks().delete(member(organization, "owners", other)).statusCode();
  }
}
