package dev.wharfinger.session;

import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.Method;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only who signed in lately may do; at this service every login is of long ago at once. */
class FreshLoginApiTest {

  private static final String NAME = Wharfinger.fresh("drowsy");
  private static final String PASSWORD = Viewer.newUser(NAME);
  private static final Wharfinger IMPATIENT = Wharfinger.restricted();

  private final Browser browser = Browser.signedIn(NAME, PASSWORD);
  private final Browser stale = browser.at(IMPATIENT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE /organization/none",
        "PUT /user/",
        "DELETE /user/",
        "POST /messages",
        "DELETE /message/none",
        "GET /superuser/users/",
        "POST /superuser/users/",
        "GET /superuser/users/root",
        "PUT /superuser/users/root",
        "DELETE /superuser/users/root",
        "GET /superuser/organizations/",
        "PUT /superuser/organizations/none",
        "DELETE /superuser/organizations/none",
        "POST /superuser/takeownership/none",
        "GET /superuser/logs",
        "GET /superuser/aggregatelogs",
        "POST /superuser/keys",
        "PUT /superuser/keys/none",
        "DELETE /superuser/keys/none",
        "POST /superuser/approvedkeys/none",
        "GET /superuser/registrysize/",
        "POST /superuser/registrysize/",
        "GET /superuser/changelog/",
        "GET /superuser/none/build",
        "GET /superuser/none/status",
        "GET /superuser/none/logs"
      })
  void asksForThePasswordBeforeBodyAndRight(String route) {
    String[] parts = route.split(" ", 2);
    JsonNode body = json(stale.asks().request(Method.valueOf(parts[0]), parts[1]), 401);
    assertThat(body.get("error_type").textValue()).isEqualTo("fresh_login_required");
    assertThat(body.get("title").textValue()).isEqualTo("fresh_login_required");
    assertThat(body.get("detail").textValue()).isEqualTo("Requires fresh login");
    assertThat(body.get("error_message").textValue()).isEqualTo("Requires fresh login");
    assertThat(body.get("status").intValue()).isEqualTo(401);
    assertThat(body.size()).isEqualTo(6);
  }

  @Test
  void letsAnOldSessionDoTheRest() {
    assertThat(stale.asks().get("/superuser/keys").statusCode()).isEqualTo(403);
    assertThat(stale.asks().get("/superuser/keys/none").statusCode()).isEqualTo(403);
    assertThat(stale.asks().get("/user/").statusCode()).isEqualTo(200);
    String organization = Scene.organizationOf(Viewer.ADM);
    assertThat(stale.asks().delete("/organization/" + organization + "/team/owners").statusCode())
        .isEqualTo(403);
  }

  @Test
  void looksAtTheTokenAndTheUserFirst() {
    assertThat(stale.plain().delete("/organization/none").asString()).contains("CSRF token");
    isP401(Browser.anonymous().at(IMPATIENT).asks().delete("/organization/none"));
    assertThat(Viewer.ADM.asks(IMPATIENT).delete("/organization/none").statusCode())
        .as("by a bearer token")
        .isEqualTo(403);
  }

  @Test
  void asksNobodyForAPasswordWhoHasNone() {
    String name = Wharfinger.fresh("elsewhere");
    Browser visitor = Browser.signedIn(name, Viewer.newUser(name)).at(IMPATIENT);
    IMPATIENT.sql("UPDATE namespace SET password_hash = NULL WHERE name = ?", name);
    assertThat(visitor.asks().delete("/organization/none").statusCode()).isEqualTo(403);
  }

  @Test
  void asksForItOnOnesOwnTokensAfterTheScope() {
    Browser old = Browser.signedIn(NAME, PASSWORD).at(Wharfinger.closed());
    for (String route :
        new String[] {
          "POST /user/apptoken", "GET /user/apptoken/none", "DELETE /user/apptoken/none"
        }) {
      String[] parts = route.split(" ", 2);
      Response answer = old.asks().request(Method.valueOf(parts[0]), parts[1]);
      assertThat(json(answer, 401).get("error_type").textValue()).isEqualTo("fresh_login_required");
    }
    assertThat(old.asks().get("/user/apptoken").statusCode()).isEqualTo(200);
  }
}
