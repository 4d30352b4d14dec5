package dev.wharfinger.accounts.application;

import static dev.wharfinger.api.Answers.isAnsweredOnce;
import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationApplicationsApiTest {

  private static final String WHOLE =
      """
      {"name": "crane", "description": "It lifts", "application_uri": "https://crane.example",
       "redirect_uri": "https://crane.example/back", "avatar_email": "crane@example.org",
       "client_secret": "STOLEN", "client_id": "MINE", "anything": [1]}
      """;

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String applications = "/organization/" + organization + "/applications";

  @Test
  void createsAnApplicationAndShowsItsSecretAgain() {
    JsonNode created = json(Viewer.ADM.sends(WHOLE).post(applications), 200);
    assertThat(keys(created))
        .containsExactly(
            "name",
            "description",
            "application_uri",
            "client_id",
            "client_secret",
            "redirect_uri",
            "avatar_email");
    String clientId = created.get("client_id").textValue();
    assertThat(clientId).matches("[A-Z0-9]{20}");
    assertThat(created.get("client_secret").textValue()).matches("[A-Z0-9]{40}");
    assertThat(without(created))
        .isEqualTo(
            json(
                """
                {"name": "crane", "description": "It lifts",
                 "application_uri": "https://crane.example",
                 "redirect_uri": "https://crane.example/back",
                 "avatar_email": "crane@example.org"}
                """));
    assertThat(json(Viewer.ADM.asks().get(applications + "/" + clientId), 200)).isEqualTo(created);
    assertThat(json(Viewer.FSU.asks().get(applications), 200).get("applications").get(0))
        .isEqualTo(created);
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            ((ObjectNode)
                    json(
                        """
                        {"kind": "create_application", "application_name": "crane",
                         "name": "crane", "description": "It lifts",
                         "application_uri": "https://crane.example",
                         "redirect_uri": "https://crane.example/back",
                         "avatar_email": "crane@example.org"}
                        """))
                .put("client_id", clientId));
  }

  @Test
  void keepsNoSecretInPlain() {
    JsonNode created = json(Viewer.ADM.sends(WHOLE).post(applications), 200);
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM application"
                        + " WHERE client_id = ? AND length(client_secret) > 40"
                        + " AND position(? IN client_secret) = 0",
                    created.get("client_id").textValue(),
                    created.get("client_secret").textValue()))
        .isEqualTo(1);
  }

  @Test
  void fillsWhatIsNotSentAndLogsOnlyWhatIs() {
    JsonNode created = json(Viewer.ADM.sends("{\"name\": \"\"}").post(applications), 200);
    assertThat(without(created))
        .isEqualTo(
            json(
                """
                {"name": "", "description": "", "application_uri": "", "redirect_uri": "",
                 "avatar_email": null}
                """));
    assertThat(keys(Scene.lastLog(organization)))
        .containsExactlyInAnyOrder("kind", "application_name", "client_id", "name");
  }

  @Test
  void listsApplicationsOfOneNameInTheOrderOfTheirCreation() {
    String first = Scene.application(organization);
    String second = Scene.application(organization);
    assertThat(
            json(Viewer.ADM.asks().get(applications), 200)
                .get("applications")
                .findValuesAsText("client_id"))
        .containsExactly(first, second);
  }

  @Test
  void showsARepeatedRequestNoSecret() {
    String key = UUID.randomUUID().toString();
    JsonNode first =
        json(Viewer.ADM.sends(WHOLE).header("Idempotency-Key", key).post(applications), 200);
    assertThat(first.get("client_secret").textValue()).isNotEmpty();
    isAnsweredOnce(
        Viewer.ADM.sends(WHOLE).header("Idempotency-Key", key).post(applications),
        applications.substring(1));
    assertThat(json(Viewer.ADM.asks().get(applications), 200).get("applications")).hasSize(1);
  }

  @Test
  void hidesWhatLeadsToASecretFromWhoOnlyInspects() {
    String clientId = Scene.application(organization);
    JsonNode shown = json(Viewer.ROSU.asks().get(applications + "/" + clientId), 200);
    for (String hidden : new String[] {"client_secret", "redirect_uri", "avatar_email"}) {
      assertThat(shown.get(hidden).isNull()).as(hidden).isTrue();
    }
    assertThat(shown.get("client_id").textValue()).isEqualTo(clientId);
    assertThat(json(Viewer.ROSU.asks().get(applications), 200).get("applications").get(0))
        .isEqualTo(shown);
    Scene.addTeam(organization, "captains", "admin", Viewer.ROSU.username());
    JsonNode whole = json(Viewer.ADM.asks().get(applications + "/" + clientId), 200);
    assertThat(json(Viewer.ROSU.asks().get(applications + "/" + clientId), 200))
        .as("to a real administrator nothing is hidden")
        .isEqualTo(whole);
    assertThat(json(Viewer.ROSU.asks().get(applications), 200).get("applications").get(0))
        .isEqualTo(whole);
  }

  @Test
  void replacesEverythingAndKeepsTheSecret() {
    JsonNode created = json(Viewer.ADM.sends(WHOLE).post(applications), 200);
    String path = applications + "/" + created.get("client_id").textValue();
    String body =
        """
        {"name": "lift", "redirect_uri": "", "application_uri": "https://lift.example",
         "client_secret": "STOLEN", "client_id": "MINE"}
        """;
    JsonNode changed = json(Viewer.ADM.sends(body).put(path), 200);
    assertThat(without(changed))
        .isEqualTo(
            json(
                """
                {"name": "lift", "description": "", "application_uri": "https://lift.example",
                 "redirect_uri": "", "avatar_email": null}
                """));
    assertThat(changed.get("client_secret")).isEqualTo(created.get("client_secret"));
    assertThat(changed.get("client_id")).isEqualTo(created.get("client_id"));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            ((ObjectNode)
                    json(
                        """
                        {"kind": "update_application", "application_name": "lift",
                         "name": "lift", "redirect_uri": "",
                         "application_uri": "https://lift.example"}
                        """))
                .set("client_id", created.get("client_id")));
  }

  @Test
  void resetsTheSecretAndLeavesTokensAlone() {
    JsonNode created = json(Viewer.ADM.sends(WHOLE).post(applications), 200);
    String clientId = created.get("client_id").textValue();
    String token = token(clientId);
    JsonNode reset =
        json(Viewer.ADM.asks().post(applications + "/" + clientId + "/resetclientsecret"), 200);
    assertThat(reset.get("client_secret").textValue())
        .matches("[A-Z0-9]{40}")
        .isNotEqualTo(created.get("client_secret").textValue());
    assertThat(json(Viewer.ADM.asks().get(applications + "/" + clientId), 200)).isEqualTo(reset);
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            ((ObjectNode)
                    json(
                        "{\"kind\": \"reset_application_client_secret\","
                            + " \"application_name\": \"crane\"}"))
                .put("client_id", clientId));
    assertThat(statusOf(token)).isEqualTo(200);
  }

  @Test
  void deletesAnApplicationAndItsTokensAtOnce() {
    String clientId = Scene.application(organization);
    String token = token(clientId);
    assertThat(statusOf(token)).isEqualTo(200);
    isDone(Viewer.ADM.asks().delete(applications + "/" + clientId));
    assertThat(statusOf(token)).isEqualTo(401);
    isP404(Viewer.ADM.asks().get(applications + "/" + clientId));
    isP404(Viewer.ADM.asks().delete(applications + "/" + clientId));
    isP404(Viewer.ANON.asks().get("/app/" + clientId));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            ((ObjectNode)
                    json("{\"kind\": \"delete_application\", \"application_name\": \"crane\"}"))
                .put("client_id", clientId));
  }

  @Test
  void diesWithItsOrganization() {
    String clientId = Scene.application(organization);
    String token = token(clientId);
    assertThat(statusOf(token)).isEqualTo(200);
    isDone(Viewer.ADM.asks().delete("/organization/" + organization));
    assertThat(statusOf(token)).isEqualTo(401);
    isP404(Viewer.ANON.asks().get("/app/" + clientId));
  }

  @Test
  void findsNoApplicationOfAnotherOrganization() {
    String elsewhere = Scene.application(Scene.organizationOf(Viewer.ADM));
    String body = "{\"name\": \"x\", \"redirect_uri\": \"\", \"application_uri\": \"\"}";
    isP404(Viewer.ADM.asks().get(applications + "/" + elsewhere));
    isP404(Viewer.ADM.sends(body).put(applications + "/" + elsewhere));
    isP404(Viewer.ADM.asks().delete(applications + "/" + elsewhere));
    isP404(Viewer.ADM.asks().post(applications + "/" + elsewhere + "/resetclientsecret"));
    isP404(Viewer.ADM.asks().get(applications + "/" + elsewhere + "/tokens"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|'name' is a required property",
        "{\"name\": 5}|5 is not of type 'string'",
        "{\"name\": \"x\", \"avatar_email\": null}|None is not of type 'string'",
        "null|Missing JSON body"
      })
  void looksAtTheBodyBeforeTheRight(String body, String line) {
    isP400(Viewer.ANON.sends(body).post(applications), line);
    isP400(Viewer.OUT.sends(body).post(applications), line);
  }

  @Test
  void refusesTextsThatAreTooLong() {
    String tooLong = "x".repeat(256);
    isP400(
        Viewer.ADM.sends("{\"name\": \"" + tooLong + "\"}").post(applications),
        "'name' must be at most 255 characters");
    String longest = "{\"name\": \"x\", \"description\": \"" + tooLong + "\"}";
    assertThat(json(Viewer.ADM.sends(longest).post(applications), 200).get("description").asText())
        .isEqualTo(tooLong);
  }

  @Test
  void requiresThreeKeysForAChange() {
    String path = applications + "/" + Scene.application(organization);
    isP400(Viewer.OUT.sends("{}").put(path), "'name' is a required property");
    isP400(
        Viewer.OUT.sends("{\"name\": \"x\"}").put(path), "'redirect_uri' is a required property");
    isP400(
        Viewer.OUT.sends("{\"name\": \"x\", \"redirect_uri\": \"\"}").put(path),
        "'application_uri' is a required property");
  }

  @Test
  void reservesOneName() {
    String text = "Application name is reserved for bootstrap token provisioning";
    String body =
        "{\"name\": \"__quay_bootstrap_app\", \"redirect_uri\": \"\", \"application_uri\": \"\"}";
    isP400(Viewer.ADM.sends(body).post(applications), text);
    isP403(Viewer.OUT.sends(body).post(applications));
    isP400(Viewer.ADM.sends(body).put(applications + "/" + Scene.application(organization)), text);
    isP404(Viewer.ADM.sends(body).put(applications + "/NOSUCHCLIENT"));
  }

  @Test
  void tellsEverybodyWhatIsPublic() {
    JsonNode created = json(Viewer.ADM.sends(WHOLE).post(applications), 200);
    String path = "/app/" + created.get("client_id").textValue();
    JsonNode shown = json(Viewer.ANON.asks().get(path), 200);
    assertThat(keys(shown)).containsExactly("name", "description", "uri", "avatar", "organization");
    assertThat(shown.get("uri").textValue()).isEqualTo("https://crane.example");
    assertThat(shown.get("avatar"))
        .isEqualTo(
            json(
                """
                {"name": "crane", "color": "#c49c94", "kind": "app",
                 "hash": "cbc41777554f69c2c3c068926b1cdd9f677354fc6d8a55c8ae17642dab481cc5"}
                """));
    assertThat(shown.get("organization").get("name").textValue()).isEqualTo(organization);
    assertThat(shown.get("organization").get("is_admin").booleanValue()).isFalse();
    assertThat(shown.get("organization").get("teams")).isEqualTo(json("{}"));
    assertThat(shown.get("organization").get("ordered_teams")).isEqualTo(json("[]"));
    JsonNode own = json(Viewer.ADM.asks().get(path), 200).get("organization");
    assertThat(own.get("is_admin").booleanValue()).isTrue();
    assertThat(own.get("email").textValue()).isEqualTo(organization + "@x.org");
    assertThat(own.get("teams")).isEqualTo(json("{}"));
    assertThat(shown.toString()).doesNotContain("secret", "redirect", "client_id");
  }

  @Test
  void drawsAnApplicationWithoutAnEmailAsItsOrganization() {
    String clientId = Scene.application(organization);
    JsonNode shown = json(Viewer.ANON.asks().get("/app/" + clientId), 200);
    assertThat(hashOf(shown)).isEqualTo(shown.at("/organization/avatar/hash").textValue());
  }

  @Test
  void describesTheUserWhoOwnsAnApplication() {
    JsonNode shown = json(Viewer.SU.asks().get("/app/root"), 200);
    assertThat(shown.get("name").textValue()).isEqualTo("automation");
    assertThat(shown.at("/organization/name").textValue()).isEqualTo("root");
    assertThat(shown.at("/organization/is_admin").booleanValue()).isTrue();
    JsonNode seen = json(Viewer.ANON.asks().get("/app/root"), 200).get("organization");
    assertThat(seen.get("is_admin").booleanValue()).isFalse();
    assertThat(seen.get("email").textValue()).isEmpty();
    isP404(Viewer.SU.asks().get("/organization/root/applications"));
  }

  private String token(String clientId) {
    return Scene.applicationToken(organization, clientId, "user:read").get("token").textValue();
  }

  private static int statusOf(String token) {
    Response answer = Wharfinger.shared().request(token).get("/user/");
    return answer.statusCode();
  }

  private static String hashOf(JsonNode shown) {
    return shown.at("/avatar/hash").textValue();
  }

  private static JsonNode without(JsonNode application) {
    ObjectNode copy = application.deepCopy();
    copy.remove("client_id");
    copy.remove("client_secret");
    return copy;
  }
}
