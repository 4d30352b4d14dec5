package dev.wharfinger.accounts.session;

import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.docs.Routes;
import dev.wharfinger.platform.http.OldSession;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What only who signed in lately may do. */
class FreshLoginApiTest {

  private static final String NAME = Wharfinger.fresh("drowsy");
  private static final String PASSWORD = Viewer.newUser(NAME);
  private static final Browser FRESH = Browser.signedIn(NAME, PASSWORD);
  private static final Browser STALE = old(FRESH, Duration.ofMinutes(10));
  private static final String EXCEPTED =
      "GET /superuser/keys|GET /superuser/keys/none|DELETE /superuser/users/none/quota/1"
          + "|DELETE /superuser/organization/none/quota/1|GET /superuser/registrystatus";

  /** The same browser, in which he signed in so long before. */
  private static Browser old(Browser browser, Duration ago) {
    Browser old = browser.at(Wharfinger.shared());
    old.putCookie(OldSession.signedInBefore(browser.cookie(), ago, Wharfinger.masterKey()));
    return old;
  }

  /** All of superusers' but what is excepted, and what the contract names beside. */
  static List<String> routes() {
    List<String> routes =
        new ArrayList<>(
            List.of(
                "DELETE /organization/none",
                "PUT /user/",
                "DELETE /user/",
                "POST /user/apptoken",
                "GET /user/apptoken/none",
                "DELETE /user/apptoken/none",
                "POST /messages",
                "DELETE /message/none"));
    Routes.ofApi().stream()
        .filter(route -> route.path().contains("/superuser/"))
        .map(route -> route.method() + " " + route.path().replaceFirst("^/api/v1", ""))
        .map(route ->
            route.replaceAll("\\{(quota_id|limit_id)[^}]*}", "1").replaceAll("\\{[^}]*}", "none"))
        .filter(route -> !List.of(EXCEPTED.split("\\|")).contains(route))
        .forEach(routes::add);
    return routes;
  }

  @ParameterizedTest
  @MethodSource("routes")
  void asksForThePasswordBeforeBodyAndRight(String route) {
    JsonNode body = json(ask(STALE, route), 401);
    assertThat(body.get("error_type").textValue()).isEqualTo("fresh_login_required");
    assertThat(body.get("title").textValue()).isEqualTo("fresh_login_required");
    assertThat(body.get("detail").textValue()).isEqualTo("Requires fresh login");
    assertThat(body.get("error_message").textValue()).isEqualTo("Requires fresh login");
    assertThat(body.get("status").intValue()).isEqualTo(401);
    assertThat(body.size()).isEqualTo(6);
  }

  @Test
  void isMeantForAllOfThem() {
    assertThat(routes()).hasSizeGreaterThan(35).doesNotHaveDuplicates();
    Browser mailing = STALE.at(Wharfinger.fullAccess());
    assertThat(
            json(mailing.asks().post("/superusers/users/none/sendrecovery"), 401)
                .get("error_type")
                .textValue())
        .isEqualTo("fresh_login_required");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /superuser/keys",
        "GET /superuser/keys/none",
        "DELETE /superuser/users/none/quota/1",
        "DELETE /superuser/organization/none/quota/1",
        "DELETE /organization/none/team/owners",
        "PUT /organization/none",
        "POST /user/convert"
      })
  void letsAnOldSessionDoTheRest(String route) {
    assertThat(ask(STALE, route).statusCode()).isIn(400, 403, 415);
  }

  @Test
  void letsAnOldSessionRead() {
    for (String path : new String[] {"/user/", "/superuser/registrystatus", "/user/apptoken"}) {
      assertThat(STALE.asks().get(path).statusCode()).as(path).isEqualTo(200);
    }
  }

  @Test
  void countsFromTheLastLoginAndNotFromTheLastUse() {
    Browser recent = old(FRESH, Duration.ofMinutes(9));
    assertThat(recent.asks().delete("/organization/none").statusCode()).isEqualTo(403);
    Browser tired = old(Browser.signedIn(NAME, PASSWORD), Duration.ofMinutes(11));
    assertThat(tired.asks().delete("/organization/none").statusCode()).isEqualTo(401);
    assertThat(tired.asks().get("/user/").statusCode()).isEqualTo(200);
    assertThat(tired.asks().delete("/organization/none").statusCode()).isEqualTo(401);
    Response verified =
        tired.sends("{\"password\": \"%s\"}".formatted(PASSWORD)).post("/signin/verify");
    assertThat(verified.statusCode()).isEqualTo(200);
    assertThat(tired.askForToken()).isEqualTo(verified.header("X-Next-CSRF-Token"));
    assertThat(tired.asks().delete("/organization/none").statusCode()).isEqualTo(403);
  }

  @Test
  void looksAtTheTokenAndTheUserFirst() {
    assertThat(STALE.plain().delete("/organization/none").asString()).contains("CSRF token");
    isP401(Browser.anonymous().asks().delete("/organization/none"));
    assertThat(Viewer.ADM.asks().delete("/organization/none").statusCode())
        .as("by a bearer token")
        .isEqualTo(403);
  }

  @Test
  void asksNobodyForAPasswordWhoHasNone() {
    String name = Wharfinger.fresh("elsewhere");
    Browser visitor = old(Browser.signedIn(name, Viewer.newUser(name)), Duration.ofHours(1));
    Wharfinger.shared().sql("UPDATE namespace SET password_hash = NULL WHERE name = ?", name);
    assertThat(visitor.asks().delete("/organization/none").statusCode()).isEqualTo(403);
  }

  private static Response ask(Browser browser, String route) {
    String[] parts = route.split(" ", 2);
    return browser.asks().request(Method.valueOf(parts[0]), parts[1]);
  }
}
