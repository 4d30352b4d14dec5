package dev.wharfinger.accounts.session;

import static dev.wharfinger.api.Answers.isError;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.platform.http.OldSession;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a browser may do once its user has signed in, and what another site may not make it do. */
class SessionApiTest {

  private static final String FORGED = "CSRF token was invalid or missing.";
  private static final Pattern USERS_COOKIE =
      Pattern.compile(
          "_csrf_token=[A-Za-z0-9_.-]+; Expires=([^;]+ GMT); HttpOnly; Path=/; SameSite=Lax");

  private static final String NAME = Wharfinger.fresh("sailor");
  private static final String PASSWORD = Viewer.newUser(NAME);

  @Test
  void givesABrowserATokenThatStays() {
    Browser browser = Browser.fresh();
    Response first = browser.plain().basePath("").get("/csrf_token");
    JsonNode body = json(first, 200);
    assertThat(keys(body)).containsExactly("csrf_token");
    assertThat(body.get("csrf_token").textValue()).matches("[A-Za-z0-9_-]{64}");
    assertThat(first.header("Set-Cookie"))
        .matches("_csrf_token=[A-Za-z0-9_.-]+; HttpOnly; Path=/; SameSite=Lax");
    assertThat(first.header("Vary")).isEqualTo("Cookie");
    assertThat(first.header("Access-Control-Allow-Origin")).isNull();

    Response second = browser.plain().basePath("").get("/csrf_token");
    assertThat(json(second, 200)).isEqualTo(body);
    assertThat(second.header("Set-Cookie")).isNull();
    assertThat(json(browser.plain().basePath("").options("/csrf_token"), 200)).isEqualTo(body);
    assertThat(browser.plain().basePath("").post("/csrf_token").statusCode()).isEqualTo(405);

    String cookie = browser.cookie();
    int middle = cookie.length() / 2;
    browser.putCookie(
        cookie.substring(0, middle)
            + (cookie.charAt(middle) == 'A' ? 'B' : 'A')
            + cookie.substring(middle + 1));
    assertThat(browser.askForToken()).as("of an altered cookie").isNotEqualTo(textOf(body));
  }

  @Test
  void givesNobodyACookieWhoDoesNotAskForOne() {
    Response plain = Wharfinger.shared().request().get("/discovery");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.header("Set-Cookie")).isNull();
    Browser nobody = Browser.anonymous();
    assertThat(nobody.asks().get("/discovery").header("Set-Cookie")).isNull();
  }

  @Test
  void signsInAndGivesANewCookieAndANewToken() {
    Browser browser = Browser.anonymous();
    String before = browser.token();
    Response answer = browser.signIn(NAME, PASSWORD);
    assertThat(json(answer, 200)).isEqualTo(json("{\"success\": true}"));
    String next = answer.header("X-Next-CSRF-Token");
    assertThat(next).matches("[A-Za-z0-9_-]{64}").isNotEqualTo(before);
    lastsAMonth(answer);
    isForged(browser.asks().post("/signout"), NAME);
    assertThat(browser.askForToken()).isEqualTo(next);

    Response own = browser.plain().get("/user/");
    assertThat(json(own, 200).get("username").textValue()).isEqualTo(NAME);
    assertThat(json(own, 200).has("has_password_set")).as("user:admin").isTrue();
    assertThat(own.header("X-Next-CSRF-Token")).isNull();
    assertThat(own.header("Vary")).isEqualTo("Cookie");
    lastsAMonth(own);
    lastsAMonth(browser.plain().basePath("").get("/csrf_token"));

    JsonNode log = json(browser.asks().get("/user/logs"), 200).get("logs").get(0);
    assertThat(log.get("kind").textValue()).isEqualTo("login_success");
    assertThat(log.has("performer")).isFalse();
    assertThat(log.at("/metadata/type").textValue()).isEqualTo("quayauth");
    assertThat(log.at("/metadata/useragent").textValue()).startsWith("Apache-HttpClient");
    assertThat(log.get("ip").textValue()).isEqualTo(browser.address());
    assertThat(Wharfinger.shared().placesOf(next)).isEmpty();
    assertThat(Wharfinger.shared().placesOf(browser.cookie())).isEmpty();
  }

  @Test
  void countsACookieThatWasNotUsedForAMonthAsNone() {
    Browser browser = Browser.signedIn(NAME, PASSWORD);
    String cookie = browser.cookie();
    browser.putCookie(OldSession.idle(cookie, Duration.ofDays(30), Wharfinger.masterKey()));
    Response used = browser.plain().get("/user/");
    assertThat(nameOf(used)).isEqualTo(NAME);
    lastsAMonth(used);
    String token = browser.token();
    browser.putCookie(OldSession.idle(cookie, Duration.ofDays(31), Wharfinger.masterKey()));
    Response idle = browser.plain().get("/user/");
    assertThat(idle.statusCode()).isEqualTo(401);
    assertThat(idle.header("Set-Cookie")).isNull();
    assertThat(browser.askForToken()).isNotEqualTo(token);
  }

  @Test
  void takesTheEMailAndReplacesTheSessionOfAnother() {
    Browser browser = Browser.root();
    assertThat(json(browser.plain().get("/user/"), 200).get("super_user").booleanValue()).isTrue();
    assertThat(browser.signIn(NAME + "@example.com", PASSWORD).statusCode()).isEqualTo(200);
    assertThat(json(browser.plain().get("/user/"), 200).get("username").textValue())
        .isEqualTo(NAME);
  }

  @Test
  void refusesToSignInWithoutTheTokenBeforeItReadsTheBody() {
    Browser browser = Browser.anonymous();
    isError(browser.plain().post("/signin"), 403, FORGED);
    isError(Browser.fresh().asks().post("/signin"), 403, FORGED);
    isError(browser.plain().header("X-CSRF-Token", "").post("/signin"), 403, FORGED);
    isError(
        browser.plain().header("X-CSRF-Token", browser.token() + "x").post("/signin"), 403, FORGED);
    isError(browser.asks().post("/signin?_csrf_token=wrong"), 403, FORGED);
    String inBody = "{\"_csrf_token\": \"" + browser.token() + "\"}";
    isError(
        browser.plain().contentType(ContentType.JSON).body(inBody).post("/signin"), 403, FORGED);
    isError(browser.plain().post("/signin/verify"), 403, FORGED);
    isError(browser.plain().post("/signout"), 403, FORGED);

    String unread =
        "Did not attempt to load JSON data because the request Content-Type was not"
            + " 'application/json'.";
    isMessage(browser.asks().post("/signin"), 415, unread);
    isMessage(browser.plain().post("/signin?_csrf_token=" + browser.token()), 415, unread);
    Response form =
        browser
            .plain()
            .contentType(ContentType.URLENC)
            .body("_csrf_token=" + browser.token())
            .post("/signin");
    isMessage(form, 415, unread);
    Response bearer = Wharfinger.shared().request(Viewer.ADM.token()).post("/signin");
    isMessage(bearer, 415, unread);
    isMessage(browser.sends("{").post("/signin"), 400, Answers.G400);
    isP400(browser.sends("{}").post("/signin"), "'username' is a required property");
    isP400(
        browser.sends("{\"username\": \"x\"}").post("/signin"),
        "'password' is a required property");
    isP400(
        browser.sends("{\"username\": \"x\", \"password\": 1}").post("/signin"),
        "1 is not of type 'string'");
  }

  @Test
  void tellsWhoFailsNothingButThat() {
    String organization = Scene.organizationOf(Viewer.ADM);
    String robot = Scene.robot(organization, "crane");
    String known = Wharfinger.fresh("known");
    assertThat(Viewer.newUser(known)).isNotEmpty();
    String[] nobodies = {known, Wharfinger.fresh("nobody"), organization, robot, "", "jäne"};
    for (String name : nobodies) {
      Response answer = Browser.anonymous().signIn(name, "wrong-password");
      isRefused(answer, false, "\"Invalid Username or Password\"");
      assertThat(answer.header("X-Next-CSRF-Token")).isNull();
      assertThat(answer.header("Set-Cookie")).isNull();
    }
  }

  @Test
  void tellsWhoMayNotActWhyWhenHisPasswordIsRight() {
    String name = Wharfinger.fresh("idle");
    String password = Viewer.newUser(name);
    change(name, "{\"enabled\": false}");
    isRefused(
        Browser.anonymous().signIn(name, password),
        false,
        "\"This user has been disabled. Please contact your administrator.\"");

    Wharfinger mailing = Wharfinger.fullAccess();
    String unconfirmed = Wharfinger.fresh("unconfirmed");
    String body = "{\"username\": \"%s\", \"email\": \"%s@example.com\"}";
    String drawn =
        json(
                Viewer.FSU
                    .sends(body.formatted(unconfirmed, unconfirmed))
                    .post("/superuser/users/"),
                200)
            .get("password")
            .textValue();
    isRefused(Browser.anonymous(mailing).signIn(unconfirmed, drawn), true, "null");
  }

  @Test
  void logsWhoFailsWhereThatIsWanted() {
    Wharfinger audited = Wharfinger.fullAccess();
    String name = Wharfinger.fresh("watched");
    String token = Viewer.grant(name, Viewer.newUser(name), "user:admin");
    isRefused(
        Browser.anonymous(audited).signIn(name, "wrong-password"),
        false,
        "\"Invalid Username or Password\"");
    String nobody = Wharfinger.fresh("nobody");
    isRefused(
        Browser.anonymous(audited).signIn(nobody, "wrong-password"),
        false,
        "\"Invalid Username or Password\"");
    JsonNode entry =
        json(Wharfinger.shared().request(token).get("/user/logs"), 200).get("logs").get(0);
    assertThat(entry.has("performer")).isFalse();
    isFailureOf(entry, name);
    isFailureOf(json(Viewer.SU.asks().get("/user/logs"), 200).get("logs").get(0), null);
  }

  private static void isFailureOf(JsonNode entry, @Nullable String username) {
    assertThat(entry.get("kind").textValue()).isEqualTo("login_failure");
    JsonNode metadata = entry.get("metadata");
    assertThat(keys(metadata))
        .containsExactlyInAnyOrder("type", "kind", "useragent", "username", "message");
    assertThat(metadata.get("type").textValue()).isEqualTo("quayauth");
    assertThat(metadata.get("kind").textValue()).isEqualTo("user");
    assertThat(metadata.get("username").textValue()).isEqualTo(username);
    assertThat(metadata.get("message").textValue()).isEqualTo("Invalid Username or Password");
  }

  @Test
  void changesNothingWithoutTheToken() {
    Browser browser = Browser.signedIn(NAME, PASSWORD);
    String name = Wharfinger.fresh("org");
    String body = "{\"name\": \"" + name + "\"}";
    isForged(browser.plain().contentType(ContentType.JSON).body(body).post("/organization/"), NAME);
    isText(browser.sends(body).post("/organization/"), 201, "Created");
    isForged(browser.plain().delete("/organization/" + name), NAME);
    isForged(
        browser.asks().delete("/organization/" + name + "?_csrf_token=" + "x".repeat(64)), NAME);
    assertThat(browser.plain().get("/organization/" + name).statusCode()).isEqualTo(200);
    assertThat(browser.plain().head("/organization/" + name).statusCode()).isEqualTo(200);
    assertThat(browser.plain().post("/nothing").statusCode()).as("first of all").isEqualTo(404);
    assertThat(browser.plain().post("/user/logs").statusCode()).isEqualTo(405);
    isP401(Wharfinger.shared().request().delete("/organization/" + name));

    Browser nobody = Browser.anonymous();
    isError(nobody.plain().delete("/organization/" + name), 403, FORGED);
    isP401(nobody.asks().delete("/organization/" + name));
  }

  @Test
  void believesAGoodTokenFirstAndThenTheCookie() {
    Browser browser = Browser.signedIn(NAME, PASSWORD);
    String ada = Viewer.ADM.token();
    assertThat(nameOf(browser.plain().header("Authorization", "Bearer " + ada).get("/user/")))
        .isEqualTo("ada");
    String organization = Scene.organizationOf(Viewer.ADM);
    Response written =
        browser
            .plain()
            .header("Authorization", "Bearer " + ada)
            .delete("/organization/" + organization);
    assertThat(written.statusCode()).as("no token is needed").isEqualTo(204);

    assertThat(
            browser
                .asks()
                .header("Authorization", "Bearer " + "x".repeat(40))
                .get("/user/")
                .statusCode())
        .as("an unknown token")
        .isEqualTo(401);
    for (String malformed : new String[] {"Bearer a b", "Bearer", "Basic eDp5", "Digest x"}) {
      assertThat(nameOf(browser.plain().header("Authorization", malformed).get("/user/")))
          .as(malformed)
          .isEqualTo(NAME);
    }
    isP401(
        browser
            .asks()
            .header("Authorization", "Bearer " + "x".repeat(40))
            .delete("/organization/none"));
  }

  @Test
  void endsEverySessionOfWhoSignsOutOnEveryInstance() {
    String name = Wharfinger.fresh("leaver");
    String password = Viewer.newUser(name);
    String bearer = Viewer.grant(name, password, "user:admin");
    Browser here = Browser.signedIn(name, password);
    Browser elsewhere = Browser.signedIn(name, password).at(Wharfinger.fullAccess());
    assertThat(nameOf(elsewhere.plain().get("/user/"))).isEqualTo(name);

    Response answer = here.asks().post("/signout");
    assertThat(json(answer, 200)).isEqualTo(json("{\"success\": true}"));
    assertThat(answer.header("X-Next-CSRF-Token")).isNull();
    assertThat(answer.header("Set-Cookie")).doesNotContain("Expires");
    isNobody(here);
    String kept = here.token();
    assertThat(here.askForToken()).isEqualTo(kept);
    isEventuallyNobody(elsewhere);
    assertThat(nameOf(Wharfinger.shared().request(bearer).get("/user/"))).isEqualTo(name);
    JsonNode entry =
        json(Wharfinger.shared().request(bearer).get("/user/logs"), 200).get("logs").get(0);
    assertThat(entry.get("kind").textValue()).isEqualTo("logout_success");
    assertThat(entry.at("/performer/name").textValue()).isEqualTo(name);
    assertThat(entry.get("metadata").isEmpty()).isTrue();

    Browser again = Browser.signedIn(name, password);
    assertThat(json(Wharfinger.shared().request(bearer).post("/signout"), 200))
        .isEqualTo(json("{\"success\": true}"));
    isNobody(again);
    assertThat(here.signIn(name, password).statusCode()).as("with the same token").isEqualTo(200);
    assertThat(nameOf(here.plain().get("/user/"))).isEqualTo(name);
  }

  @Test
  void letsNobodySignOutToo() {
    assertThat(json(Browser.anonymous().asks().post("/signout"), 200))
        .isEqualTo(json("{\"success\": true}"));
    Browser unwelcome = Browser.anonymous(Wharfinger.closed());
    isError(unwelcome.plain().post("/signout"), 403, FORGED);
    isError(unwelcome.asks().post("/signout"), 401, "Anonymous access is not allowed");
    isError(unwelcome.asks().post("/signin/verify"), 401, "Anonymous access is not allowed");
    assertThat(unwelcome.signIn(NAME, PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  void endsSessionsWhenASuperuserSetsThePassword() {
    String name = Wharfinger.fresh("reset");
    Browser browser = Browser.signedIn(name, Viewer.newUser(name));
    Browser elsewhere = browser.at(Wharfinger.fullAccess());
    assertThat(nameOf(elsewhere.plain().get("/user/"))).isEqualTo(name);
    change(name, "{\"password\": \"another-password\"}");
    isNobody(browser);
    isEventuallyNobody(elsewhere);
    Browser renewed = Browser.signedIn(name, "another-password");
    change(name, "{\"email\": \"%s@example.org\"}".formatted(name));
    assertThat(nameOf(renewed.plain().get("/user/"))).isEqualTo(name);
  }

  @Test
  void goesOnInOneBrowserAloneAfterChangingOnesOwnPassword() {
    String name = Wharfinger.fresh("changer");
    String password = Viewer.newUser(name);
    Browser here = Browser.signedIn(name, password);
    Browser there = Browser.signedIn(name, password);
    Response changed = here.sends("{\"password\": \"another-password\"}").put("/user/");
    assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
    lastsAMonth(changed);
    isNobody(there);
    assertThat(nameOf(here.plain().get("/user/"))).isEqualTo(name);
    isForged(here.asks().delete("/user/"), name);
    assertThat(here.askForToken()).isEqualTo(changed.header("X-Next-CSRF-Token"));
    Response same = here.sends("{}").put("/user/");
    assertThat(same.header("X-Next-CSRF-Token")).isNull();
    Browser third = Browser.signedIn(name, "another-password");
    Answers.isDone(here.asks().delete("/user/"));
    isNobody(here);
    isNobody(third);
  }

  @Test
  void signsInWhoSignsUp() {
    Browser browser = Browser.root();
    String name = Wharfinger.fresh("newcomer");
    Response created =
        browser
            .sends("{\"username\": \"%s\", \"password\": \"good-password\"}".formatted(name))
            .post("/user/");
    assertThat(nameOf(created)).isEqualTo(name);
    assertThat(nameOf(browser.plain().get("/user/"))).isEqualTo(name);
    assertThat(browser.askForToken()).isEqualTo(created.header("X-Next-CSRF-Token"));
    isError(
        Browser.fresh().asks().contentType(ContentType.JSON).body("{}").post("/user/"),
        403,
        FORGED);
  }

  @Test
  void suspendsTheSessionsOfADisabledUserAndEndsThoseOfADeletedOne() {
    String name = Wharfinger.fresh("paused");
    Browser browser = Browser.signedIn(name, Viewer.newUser(name));
    change(name, "{\"enabled\": false}");
    isNobody(browser);
    isError(browser.plain().delete("/organization/none"), 403, FORGED);
    isP401(browser.asks().delete("/organization/none"));
    change(name, "{\"enabled\": true}");
    assertThat(nameOf(browser.plain().get("/user/"))).isEqualTo(name);
    Answers.isDone(Viewer.SU.asks().delete("/superuser/users/" + name));
    isNobody(browser);
    assertThat(Viewer.newUser(name)).isNotEmpty();
    isNobody(browser);
  }

  @Test
  void livesOnUnderAnotherNameAndEndsWithWhoBecomesAnOrganization() {
    String name = Wharfinger.fresh("renamed");
    Browser browser = Browser.signedIn(name, Viewer.newUser(name)).at(Wharfinger.fullAccess());
    Response renamed = browser.sends("{\"username\": \"%s-b\"}".formatted(name)).put("/user/");
    assertThat(nameOf(renamed)).isEqualTo(name + "-b");
    assertThat(nameOf(browser.plain().get("/user/"))).isEqualTo(name + "-b");
    Browser elsewhere = browser.at(Wharfinger.shared());
    Answers.isOk(Viewer.FSU.asks().post("/superuser/takeownership/" + name + "-b"));
    isNobody(browser);
    isEventuallyNobody(elsewhere);
  }

  @Test
  void keepsSeveralSessionsOfAUserSideBySide() {
    Browser one = Browser.signedIn(NAME, PASSWORD);
    Browser other = Browser.signedIn(NAME, PASSWORD);
    assertThat(one.token()).isNotEqualTo(other.token());
    assertThat(nameOf(one.plain().get("/user/"))).isEqualTo(NAME);
    assertThat(nameOf(other.plain().get("/user/"))).isEqualTo(NAME);
    isForged(one.plain().header("X-CSRF-Token", other.token()).post("/signin"), NAME);
  }

  @Test
  void makesGuessersWaitAndTheRightPasswordToo() {
    String name = Wharfinger.fresh("guessed");
    String password = Viewer.newUser(name);
    Browser browser = Browser.signedIn(name, password);
    Browser guesser = Browser.anonymous();
    assertThat(guesser.signIn(name, "wrong-password").statusCode()).isEqualTo(403);
    Wharfinger.shared()
        .sql(
            "UPDATE vault.sign_in_failure SET failures = 10 WHERE failures = 1 AND last_failure ="
                + " (SELECT max(last_failure) FROM vault.sign_in_failure)");
    isTooSoon(guesser.signIn(name, "wrong-password"));
    isTooSoon(verify(browser, password));
    isTooSoon(guesser.signIn(name, password));
    change(name, "{\"password\": \"another-password\"}");
    assertThat(guesser.signIn(name, "another-password").statusCode()).isEqualTo(200);
  }

  @Test
  void showsThePasswordOnceMore() {
    String name = Wharfinger.fresh("verifier");
    String password = Viewer.newUser(name);
    Browser browser = Browser.signedIn(name, password);
    isP400(browser.sends("{}").post("/signin/verify"), "'password' is a required property");
    isP401(Browser.anonymous().asks().post("/signin/verify"));
    isP403(Viewer.ADM.asksWith("user:read").post("/signin/verify"));

    String before = browser.token();
    Response right = verify(browser, password);
    assertThat(json(right, 200)).isEqualTo(json("{\"success\": true}"));
    lastsAMonth(right);
    assertThat(right.header("X-Next-CSRF-Token")).isNotEqualTo(before);
    isForged(browser.asks().post("/signout"), name);
    assertThat(browser.askForToken()).isEqualTo(right.header("X-Next-CSRF-Token"));
    assertThat(json(verify(browser, "wrong-password"), 403))
        .isEqualTo(
            json("{\"message\": \"Invalid Username or Password\", \"invalidCredentials\": true}"));
  }

  private static Response verify(Browser browser, String password) {
    return browser.sends("{\"password\": \"" + password + "\"}").post("/signin/verify");
  }

  private static void change(String name, String body) {
    Answers.isOk(Viewer.SU.sends(body).put("/superuser/users/" + name));
  }

  private static String nameOf(Response answer) {
    return json(answer, 200).get("username").textValue();
  }

  private static String textOf(JsonNode body) {
    return body.get("csrf_token").textValue();
  }

  private static void isNobody(Browser browser) {
    assertThat(browser.plain().get("/user/").statusCode()).isEqualTo(401);
  }

  /** Another instance learns of it from Postgres, which takes as long as it takes. */
  private static void isEventuallyNobody(Browser browser) {
    int status = 200;
    for (int i = 0; i < 1_000 && status == 200; i++) {
      status = browser.plain().get("/user/").statusCode();
    }
    assertThat(status).isEqualTo(401);
  }

  private static void isForged(Response answer, String name) {
    isError(answer, 403, FORGED + " (authorized: user " + name + ")");
  }

  private static void isRefused(Response answer, boolean needsVerification, String message) {
    assertThat(json(answer, 403))
        .isEqualTo(
            json(
                """
                {"needsEmailVerification": %s, "invalidCredentials": %s, "message": %s}
                """
                    .formatted(needsVerification, !needsVerification, message)));
  }

  private static void isTooSoon(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(429);
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
    assertThat(answer.asString())
        .isEqualTo("Too many login attempts. \nPlease reset your Quay password and try again.");
    assertThat(answer.header("Retry-After")).matches("[0-9]+");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
  }

  private static void lastsAMonth(Response answer) {
    Matcher cookie = USERS_COOKIE.matcher(String.valueOf(answer.header("Set-Cookie")));
    assertThat(cookie.matches()).as(answer.header("Set-Cookie")).isTrue();
    ZonedDateTime expires =
        ZonedDateTime.parse(cookie.group(1), DateTimeFormatter.RFC_1123_DATE_TIME);
    assertThat(Duration.between(ZonedDateTime.now(expires.getZone()), expires))
        .isBetween(Duration.ofDays(31).minusMinutes(5), Duration.ofDays(31));
  }
}
