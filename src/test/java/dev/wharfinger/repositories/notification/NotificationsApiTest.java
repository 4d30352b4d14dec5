package dev.wharfinger.repositories.notification;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isParameterMessage;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationsApiTest {

  private static final String LIST = "/user/notifications";

  private final String name = Wharfinger.fresh("guest");
  private final String token = Viewer.grant(name, Viewer.newUser(name), "user:admin");
  private final String organization = Scene.organization();

  @Test
  void tellsOfAnInvitationUntilItIsDismissed() {
    invite("crew");
    JsonNode list = list("");
    assertThat(list.get("additional").booleanValue()).isFalse();
    JsonNode told = list.get("notifications").get(0);
    assertThat(keys(told))
        .containsExactly("id", "organization", "kind", "created", "metadata", "dismissed");
    assertThat(told.get("kind").textValue()).isEqualTo("org_team_invite");
    assertThat(told.get("organization").isNull()).isTrue();
    assertThat(told.get("created").textValue()).endsWith(" -0000");
    assertThat(told.get("dismissed").booleanValue()).isFalse();
    JsonNode metadata = told.get("metadata");
    assertThat(keys(metadata)).containsExactly("code", "inviter", "org", "team");
    assertThat(metadata.get("inviter").textValue()).isEqualTo("root");
    assertThat(metadata.get("org").textValue()).isEqualTo(organization);
    assertThat(metadata.get("team").textValue()).isEqualTo("crew");

    String one = LIST + "/" + told.get("id").textValue();
    assertThat(json(asks().get(one), 200)).isEqualTo(told);
    JsonNode dismissed = json(put(one, "{\"dismissed\": true}"), 200);
    assertThat(dismissed.get("dismissed").booleanValue()).isTrue();
    assertThat(list("").get("notifications")).isEmpty();
    assertThat(json(asks().get(one), 200)).as("it is there still").isEqualTo(dismissed);
    assertThat(json(put(one, "{}"), 200)).isEqualTo(told);
    assertThat(list("").get("notifications")).hasSize(1);
  }

  @Test
  void givesTheCodeThatAcceptsTheInvitationAndGoesWithIt() {
    invite("crew");
    JsonNode told = list("").get("notifications").get(0);
    String code = told.at("/metadata/code").textValue();
    isOk(Wharfinger.fullAccess().request(token).put("/teaminvite/" + code));
    assertThat(list("").get("notifications")).isEmpty();
    isP404(asks().get(LIST + "/" + told.get("id").textValue()));
  }

  @Test
  void goesWithAnInvitationThatIsTakenBack() {
    invite("crew");
    isDone(
        Viewer.FSU.asks().delete("/organization/" + organization + "/team/crew/members/" + name));
    assertThat(list("").get("notifications")).isEmpty();
  }

  @Test
  void pagesFromTheNewestOn() {
    invite("owners");
    invite("crew");
    invite("builders");
    JsonNode first = list("?limit=2");
    assertThat(first.get("notifications").findValuesAsText("team"))
        .containsExactly("builders", "crew");
    assertThat(first.get("additional").booleanValue()).isTrue();
    assertThat(list("?limit=2&page=0")).isEqualTo(first);
    JsonNode second = list("?limit=2&page=2");
    assertThat(second.get("notifications").findValuesAsText("team")).containsExactly("owners");
    assertThat(second.get("additional").booleanValue()).isFalse();
    assertThat(list("?limit=2&page=3").get("notifications")).isEmpty();
    assertThat(list("?limit=2&page=9223372036854775807").get("notifications")).isEmpty();
    isParameterMessage(
        asks().get(LIST + "?limit=x"), "limit", "Limit on the number of results (int)");
    isP400(asks().get(LIST + "?limit=-1"), "page and limit must not be negative");
    isP400(asks().get(LIST + "?page=-1"), "page and limit must not be negative");
  }

  @Test
  void givesAHundredAtATime() {
    for (int i = 0; i <= 100; i++) {
      Scene.addTeam(organization, "team" + i, "member", "olga");
      invite("team" + i);
    }
    JsonNode first = list("?limit=101");
    assertThat(first.get("notifications")).hasSize(100);
    assertThat(first.get("additional").booleanValue()).isTrue();
    assertThat(list("?limit=101&page=2").get("notifications")).hasSize(1);
  }

  @Test
  void tellsAdministratorsWhatTheirOrganizationIsTold() {
    String uuid = UUID.randomUUID().toString();
    Wharfinger.shared()
        .sql(
            "INSERT INTO notification (seq, ordinal, uuid, account, kind, created)"
                + " SELECT -id, 0, ?::uuid, id, 'assigned_authorization', now()"
                + " FROM namespace WHERE name = ?",
            uuid,
            organization);
    JsonNode told = json(Viewer.ADM.asks().get(LIST + "/" + uuid), 200);
    assertThat(told.get("organization").textValue()).isEqualTo(organization);
    assertThat(told.get("metadata").get("username").textValue()).isEqualTo(organization);
    isP404(Viewer.MEM.asks().get(LIST + "/" + uuid));
    isP404(Viewer.MEM.sends("{\"dismissed\": true}").put(LIST + "/" + uuid));
    isOk(Viewer.ADM.sends("{\"dismissed\": true}").put(LIST + "/" + uuid));
    assertThat(json(Viewer.ADM.asks().get(LIST + "/" + uuid), 200).get("dismissed").booleanValue())
        .isTrue();
  }

  @Test
  void isForItsUserAlone() {
    invite("crew");
    String one = LIST + "/" + list("").get("notifications").get(0).get("id").textValue();
    isP404(Viewer.OUT.asks().get(one));
    isP404(Viewer.OUT.sends("{\"dismissed\": true}").put(one));
    isP404(asks().get(LIST + "/nothing"));
    isP404(put(LIST + "/nothing", "{}"));
    isP400(put(one, "{\"dismissed\": 1}"), "1 is not of type 'boolean'");
    isP401(Viewer.ANON.asks().get(LIST));
    isP401(Viewer.ANON.asks().get(one));
    isP403(Viewer.UNSCOPED.asks().get(LIST));
    isP403(Viewer.UNSCOPED.sends("{}").put(one));
  }

  private void invite(String team) {
    isOk(
        Viewer.FSU
            .asks()
            .put("/organization/" + organization + "/team/" + team + "/members/" + name));
  }

  private JsonNode list(String query) {
    return json(asks().get(LIST + query), 200);
  }

  private RequestSpecification asks() {
    return Wharfinger.shared().request(token);
  }

  private Response put(String path, String body) {
    return asks().contentType(ContentType.JSON).body(body).put(path);
  }
}
