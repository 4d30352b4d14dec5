package dev.wharfinger.accounts.team;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoveOrganizationMemberApiTest {

  @Test
  void takesTeamsAndOwnPermissionsInThisOrganizationAndLogsNothing() {
    String organization = Scene.organization();
    String other = Scene.organization();
    for (String each : List.of(organization, other)) {
      Goods.join(each, "builders", "mel");
      Goods.repository(each, "web", false);
      Goods.permission(each, "web", "mel", "read");
    }
    JsonNode logs = Scene.logs(organization);
    isDone(Viewer.ADM.asks().delete(path(organization, "mel")));
    isP404(Viewer.ADM.asks().get(path(organization, "mel")));
    assertThat(collaborators(organization)).isEmpty();
    assertThat(Scene.logs(organization)).isEqualTo(logs);
    assertThat(Goods.shown(organization, "builders").get("member_count").intValue()).isEqualTo(1);
    JsonNode elsewhere = json(Viewer.ADM.asks().get(path(other, "mel")), 200);
    assertThat(elsewhere.get("teams")).hasSize(2);
    assertThat(elsewhere.get("repositories")).hasSize(1);
  }

  @Test
  void removesACollaboratorAndPassesAStranger() {
    String organization = Scene.organization();
    Goods.exists(Viewer.OUT);
    Goods.repository(organization, "web", false);
    Goods.permission(organization, "web", "olga", "read");
    assertThat(collaborators(organization)).hasSize(1);
    isDone(Viewer.ADM.asks().delete(path(organization, "olga")));
    assertThat(collaborators(organization)).isEmpty();
    isDone(Viewer.ADM.asks().delete(path(organization, "olga")));
  }

  @Test
  void keepsTheOnlyHumanAdministrator() {
    String organization = Scene.organization();
    Goods.join(organization, "owners", Goods.robot(organization, "crane"));
    Scene.addTeam(organization, "captains", "admin", "ada");
    isM400(
        Viewer.ADM.asks().delete(path(organization, "ada")),
        "Cannot remove user as they are the only organization admin");
    Goods.join(organization, "captains", "mel");
    isDone(Viewer.ADM.asks().delete(path(organization, "ada")));
    isM400(
        Viewer.FSU.asks().delete(path(organization, "mel")),
        "Cannot remove user as they are the only organization admin");
  }

  @Test
  void leavesOneOfTwoAdministratorsWhoRemoveThemselvesOrEachOther() {
    for (int round = 0; round < 6; round++) {
      String organization = Scene.organization();
      Goods.join(organization, "owners", "mel");
      boolean eachOther = round % 2 == 0;
      List<Integer> answers =
          Stream.of(
                  removal(Viewer.ADM, organization, eachOther ? "mel" : "ada"),
                  removal(Viewer.MEM, organization, eachOther ? "ada" : "mel"))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers).containsExactlyInAnyOrder(204, eachOther ? 403 : 400);
      assertThat(
              json(Viewer.ROSU.asks().get("/organization/" + organization), 200)
                  .at("/teams/owners/member_count")
                  .intValue())
          .isEqualTo(1);
    }
  }

  @Test
  void findsNoUnknownUserAndNoRobot() {
    String organization = Scene.organization();
    String robot = Goods.robot(organization, "crane");
    isP404(Viewer.ADM.asks().delete(path(organization, "no-such-user")));
    isP404(Viewer.ADM.asks().delete(path(organization, robot)));
    isP404(Viewer.FSU.asks().delete(path("no-such-organization", "mel")));
    isP404(Viewer.ADM.asks().delete(path("ada", "ada")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU", "ROSU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    isP403(viewer.asks().delete(path(Scene.organization(), "mel")));
  }

  @Test
  void asksNobodyToSignIn() {
    isP401(Viewer.ANON.asks().delete(path("no-such-organization", "mel")));
  }

  private static CompletableFuture<Integer> removal(Viewer by, String organization, String whom) {
    return CompletableFuture.supplyAsync(
        () -> by.asks().delete(path(organization, whom)).statusCode());
  }

  private static JsonNode collaborators(String organization) {
    return json(Viewer.ADM.asks().get("/organization/" + organization + "/collaborators"), 200)
        .get("collaborators");
  }

  private static String path(String organization, String member) {
    return "/organization/" + organization + "/members/" + member;
  }
}
