package dev.wharfinger.accounts.team;

import static dev.wharfinger.accounts.team.Goods.team;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateOrganizationTeamApiTest {

  private static final String MEMBER = "{\"role\": \"member\"}";

  @Test
  void createsATeamWithTwoHundredAndLogsIt() {
    String organization = Scene.organizationOf(Viewer.ADM);
    Response answer =
        put(Viewer.ADM, organization, "{\"role\": \"creator\", \"description\": \"They load\"}");
    assertThat(json(answer, 200))
        .isEqualTo(
            json(
                """
                {"name": "crew", "description": "They load", "can_view": true, "role": "creator",
                 "avatar": {"name": "crew", "kind": "team", "color": "#8c6d31",
                  "hash": "9cae07a2e9ceea5b88602d99f1bb35f228663649628b7a3281ac9c8203e6043a"},
                 "new_team": true}
                """));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(json("{\"kind\": \"org_create_team\", \"team\": \"crew\"}"));
    assertThat(Goods.shown(organization, "crew").get("role").textValue()).isEqualTo("creator");
  }

  @Test
  void logsEachChangeAndNothingThatStays() {
    String organization = Scene.organizationOf(Viewer.ADM);
    assertThat(json(put(Viewer.ADM, organization, MEMBER), 200).get("description").textValue())
        .isEmpty();
    String other = "{\"role\": \"admin\", \"description\": \"now\"}";
    assertThat(json(put(Viewer.ADM, organization, other), 200).get("new_team").booleanValue())
        .isFalse();
    int logged = Scene.logs(organization).size();
    assertThat(Scene.metadata(Scene.logs(organization).get(1)))
        .isEqualTo(
            json(
                """
                {"kind": "org_set_team_description", "team": "crew", "description": "now"}
                """));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json("{\"kind\": \"org_set_team_role\", \"team\": \"crew\", \"role\": \"admin\"}"));
    assertThat(json(put(Viewer.ADM, organization, other), 200).get("role").textValue())
        .isEqualTo("admin");
    String withoutDescription = "{\"role\": \"admin\"}";
    assertThat(
            json(put(Viewer.ADM, organization, withoutDescription), 200)
                .get("description")
                .textValue())
        .isEqualTo("now");
    assertThat(Scene.logs(organization)).hasSize(logged);
  }

  @Test
  void tellsARepeatedRequestAgainThatTheTeamIsNew() {
    String organization = Scene.organizationOf(Viewer.ADM);
    String key = UUID.randomUUID().toString();
    for (int i = 0; i < 2; i++) {
      Response answer =
          Viewer.ADM.sends(MEMBER).header("Idempotency-Key", key).put(team(organization, "crew"));
      assertThat(json(answer, 200).get("new_team").booleanValue()).isTrue();
    }
    assertThat(Scene.logs(organization)).hasSize(2);
  }

  @Test
  void keepsTheCallersLastAdministration() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isM400(
        Viewer.ADM.sends(MEMBER).put(team(organization, "owners")),
        "Cannot remove admin from team 'owners' because calling user would no longer have admin on"
            + " org '"
            + organization
            + "'");
    assertThat(Goods.shown(organization, "owners").get("role").textValue()).isEqualTo("admin");
  }

  @Test
  void refusesATeamNameThatBreaksTheRule() {
    String organization = Scene.organizationOf(Viewer.ADM);
    isM400(
        Viewer.ADM.sends(MEMBER).put(team(organization, "Crew")),
        "Invalid team name Crew: Namespace must match expression"
            + " ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
    isM400(
        Viewer.ADM.sends(MEMBER).put(team(organization, "c")),
        "Invalid team name c: Team must be between 2 and 255 characters in length");
    isM400(
        Viewer.ADM.sends(MEMBER).put(team(organization, "crew%0a")),
        "Invalid team name crew\n: Namespace must match expression"
            + " ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|'role' is a required property",
        "{\"role\": \"boss\"}|'boss' is not one of ['member', 'creator', 'admin']",
        "{\"role\": \"admin\", \"description\": null}|None is not of type 'string'",
        "null|Missing JSON body"
      },
      quoteCharacter = '`')
  void looksAtTheBodyBeforeTheRight(String body, String line) {
    isP400(Viewer.ANON.sends(body).put(team("acme", "crew")), line);
    isP400(Viewer.OUT.sends(body).put(team("acme", "crew")), line);
  }

  @ParameterizedTest
  @EnumSource(
      value = Viewer.class,
      names = {"OUT", "MEM", "CREATOR", "UNSCOPED", "SU", "ROSU"})
  void deniesWhoIsNoAdministrator(Viewer viewer) {
    String organization = Scene.organization();
    isP403(put(viewer, organization, MEMBER));
    isP403(put(viewer, "no-such-organization", MEMBER));
  }

  @Test
  void asksNobodyToSignIn() {
    isP401(put(Viewer.ANON, Scene.organizationOf(Viewer.ADM), MEMBER));
  }

  @Test
  void letsFullAccessActEverywhereButNotNowhere() {
    String organization = Scene.organizationOf(Viewer.ADM);
    assertThat(json(put(Viewer.FSU, organization, MEMBER), 200).get("can_view").booleanValue())
        .isTrue();
    String missing = Wharfinger.fresh("missing");
    isM400(put(Viewer.FSU, missing, MEMBER), "Organization does not exist: " + missing);
    isM400(put(Viewer.ADM, "ada", MEMBER), "Organization does not exist: ada");
  }

  private static Response put(Viewer viewer, String organization, String body) {
    return viewer.sends(body).put(team(organization, "crew"));
  }
}
