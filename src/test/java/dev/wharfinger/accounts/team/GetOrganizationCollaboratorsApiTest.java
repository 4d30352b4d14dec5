package dev.wharfinger.accounts.team;

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

class GetOrganizationCollaboratorsApiTest {

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"ADM", "FSU", "ROSU"})
  void listsHumansFromOutsideByTheirFirstPermission(Viewer viewer) {
    String organization = Scene.organization();
    String dora = Goods.user("dora");
    String carol = Goods.user("carol");
    Goods.repository(organization, "web", false);
    Goods.repository(organization, "db", false);
    Goods.permission(organization, "db", Goods.robot(organization, "crane"), "read");
    Goods.permission(organization, "web", "mel", "read");
    Goods.permission(organization, "web", dora, "read");
    Goods.permission(organization, "db", carol, "write");
    Goods.permission(organization, "db", dora, "admin");
    JsonNode found = json(viewer.asks().get(path(organization)), 200).get("collaborators");
    assertThat(found).hasSize(2);
    assertThat(Answers.keys(found.get(0)))
        .containsExactlyInAnyOrder("kind", "name", "avatar", "repositories");
    assertThat(found.at("/0/kind").textValue()).isEqualTo("user");
    assertThat(found.at("/0/name").textValue()).isEqualTo(dora);
    assertThat(found.at("/0/repositories")).isEqualTo(json("[\"web\", \"db\"]"));
    assertThat(found.at("/0/avatar/kind").textValue()).isEqualTo("user");
    assertThat(found.at("/1/name").textValue()).isEqualTo(carol);
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    isP403(viewer.asks().get(path(Scene.organization())));
  }

  @Test
  void findsNoMissingOrganization() {
    isP404(Viewer.FSU.asks().get(path("no-such-organization")));
    isP404(Viewer.ADM.asks().get(path("ada")));
    isP401(Viewer.ANON.asks().get(path("no-such-organization")));
  }

  private static String path(String organization) {
    return "/organization/" + organization + "/collaborators";
  }
}
