package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.G400;
import static dev.wharfinger.api.Answers.isAnsweredOnce;
import static dev.wharfinger.api.Answers.isError;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Scene.kinds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.CaptchaJudge;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An empty registry with mail on: refusals first, because there is one first user only. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InitializeUserApiTest {

  private static final String PASSWORD_ISSUE =
      "Invalid password, password must be at least 8 characters and contain no whitespace.";
  private static final String ROOT =
      "{\"username\": \"root\", \"password\": \"rootpassword\", \"email\": \"root@example.com\","
          + " \"access_token\": \"yes\"}";

  private final Wharfinger registry =
      Wharfinger.empty(
          "first-user",
          Map.of(
              "FEATURE_MAILING", "true",
              "FEATURE_INVITE_ONLY_USER_CREATION", "true",
              "FEATURE_RECAPTCHA", "true",
              "RECAPTCHA_SECRET_KEY", CaptchaJudge.SECRET,
              "RECAPTCHA_WHITELISTED_USERS", "root",
              "WHARFINGER_RECAPTCHA_ADDRESS", CaptchaJudge.address()));

  @AfterAll
  void stop() {
    registry.stop();
  }

  @Order(1)
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "root | short | root@example.com | " + PASSWORD_ISSUE,
        "root | with blank | root@example.com | " + PASSWORD_ISSUE,
        "root | long\u00a0enough | root@example.com | " + PASSWORD_ISSUE,
        "Root | rootpassword | nowhere | Invalid email address: nowhere",
        "Root | rootpassword | root@example.com | Invalid namespace Root: Namespace must match"
            + " expression ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$",
        "r | rootpassword | root@example.com | Invalid namespace r: Namespace must be between 2"
            + " and 255 characters in length",
      })
  void saysWhyThereIsNoFirstUser(String name, String password, String email, String reason) {
    String body = "{\"username\": \"%s\", \"password\": \"%s\", \"email\": \"%s\"}";
    isM400(post(body.formatted(name, password, email)), "Failed to initialize user: " + reason);
  }

  @Order(1)
  @Test
  void wantsAnEmailWhereMailIsOn() {
    String none = "Failed to initialize user: Invalid email address: None";
    isM400(post("{\"username\": \"root\", \"password\": \"rootpassword\"}"), none);
    isM400(post("{\"username\": \"root\", \"password\": \"rootpassword\", \"email\": null}"), none);
  }

  @Order(1)
  @Test
  void wantsNameAndPassword() {
    isP400(post("{\"password\": \"x\"}"), "'username' is a required property");
    isP400(post("{\"username\": \"x\"}"), "'password' is a required property");
    isM400(post("{"), G400);
  }

  @Order(2)
  @Test
  void createsTheFirstUserWithAToken() {
    Response answer = post(ROOT);
    JsonNode first = json(answer, 200);
    String cookie = answer.header("Set-Cookie").split(";", 2)[0];
    assertThat(registry.request().header("Cookie", cookie).get("/user/").statusCode())
        .isEqualTo(200);
    Response signedOut =
        registry
            .request()
            .header("Cookie", cookie)
            .header("X-CSRF-Token", answer.header("X-Next-CSRF-Token"))
            .post("/signout");
    assertThat(signedOut.statusCode()).isEqualTo(200);
    assertThat(keys(first))
        .containsExactly("username", "email", "encrypted_password", "access_token");
    assertThat(first.get("username").textValue()).isEqualTo("root");
    assertThat(first.get("email").textValue()).isEqualTo("root@example.com");

    Wharfinger asRoot = registry;
    JsonNode view = json(asRoot.request(first.get("access_token").textValue()).get("/user/"), 200);
    assertThat(view.get("verified").booleanValue()).isTrue();
    assertThat(view.get("super_user").booleanValue()).isTrue();
    assertThat(
            registry.count(
                "SELECT extract(epoch FROM expires - created)::bigint FROM access_token"))
        .as("seconds of its life")
        .isEqualTo(9000);
    assertThat(
            json(
                    asRoot
                        .request(first.get("access_token").textValue())
                        .get("/user/authorizations"),
                    200)
                .at("/authorizations/0/scopes")
                .findValuesAsText("scope"))
        .containsExactlyInAnyOrder(
            "org:admin",
            "repo:admin",
            "repo:create",
            "repo:read",
            "repo:write",
            "super:user",
            "user:admin",
            "user:read");
    JsonNode logs =
        json(asRoot.request(first.get("access_token").textValue()).get("/user/logs"), 200);
    assertThat(kinds(logs.get("logs"))).containsExactly("logout_success");
  }

  @Order(3)
  @Test
  void isForAnEmptyRegistryOnly() {
    String text = "Cannot initialize user in a non-empty database";
    isM400(post(ROOT), text);
    isM400(post("{}"), text);
    isM400(post("{"), text);
  }

  @Order(4)
  @Test
  void isFollowedByThoseWhoAreInvitedAlone() {
    String signUp =
        "{\"username\": \"guest\", \"password\": \"good-password\", \"email\": \"%s\"%s}";
    Browser browser = Browser.anonymous(registry);
    isP400(
        browser.sends(signUp.formatted("guest@example.com", "")).post("/user/"),
        "Cannot create non-invited user");
    String code = ", \"invite_code\": \"any\"";
    isP400(
        browser.sends(signUp.formatted("guest@example.com", code)).post("/user/"),
        "Creation of a user account for this e-mail is disabled; please contact an administrator");
    Browser root = Browser.anonymous(registry);
    assertThat(root.signIn("root", "rootpassword").statusCode()).isEqualTo(200);
    assertThat(root.askForToken()).hasSize(64);
    String organization = "{\"name\": \"hosts\", \"email\": \"hosts@example.com\"}";
    assertThat(root.sends(organization).post("/organization/").statusCode()).isEqualTo(201);
    Response invited = root.asks().put("/organization/hosts/team/owners/invite/guest@example.com");
    assertThat(invited.statusCode()).as(invited.asString()).isEqualTo(200);
    double before = registry.metric("wharfinger_password_hashes_total");
    String unsolved = signUp.formatted("guest@example.com", code);
    for (String key : new String[] {"a", "b"}) {
      isM400(
          browser.sends(unsolved).header("Idempotency-Key", key).post("/user/"),
          "Are you a bot? If not, please revalidate the captcha.");
    }
    isM400(
        browser.sends(unsolved.replace("good-password", "short")).post("/user/"),
        "Are you a bot? If not, please revalidate the captcha.");
    assertThat(registry.metric("wharfinger_password_hashes_total"))
        .as("refused before the hash under any key")
        .isEqualTo(before);
    String solved = code + ", \"recaptcha_response\": \"human\"";
    Response created = browser.sends(signUp.formatted("guest@example.com", solved)).post("/user/");
    assertThat(json(created, 200)).isEqualTo(json("{\"awaiting_verification\": true}"));
  }

  @Test
  void beginsNoSessionForWhatCameUnderTheSameKey() {
    Wharfinger other =
        Wharfinger.empty("first-user-again", Map.of("FEATURE_DIRECT_LOGIN", "false"));
    try {
      String body = "{\"username\": \"root\", \"password\": \"rootpassword\", \"access_token\": 1}";
      JsonNode first = json(keyed(other, "one", body), 200);
      assertThat(first.get("email").isNull()).isTrue();
      double before = other.metric("wharfinger_password_hashes_total");
      Response again = keyed(other, "one", body);
      isAnsweredOnce(again, "user/");
      assertThat(again.header("Set-Cookie")).isNull();
      assertThat(keyed(other, "one", body.replace("root", "boot")).statusCode()).isEqualTo(400);
      for (int i = 0; i < 3; i++) {
        isM400(keyed(other, "other-" + i, body), "Cannot initialize user in a non-empty database");
      }
      assertThat(other.metric("wharfinger_password_hashes_total"))
          .as("refused before the hash under any key")
          .isLessThanOrEqualTo(before + 1);
      isHiddenWithoutPasswords(Browser.anonymous(other));
    } finally {
      other.stop();
    }
  }

  @Test
  void isThereOnlyWhereItIsOnAndPasswordsAreKeptHere() {
    isError(
        Viewer.ANON.sends(Wharfinger.closed(), ROOT).post("/user/initialize"), 404, "Not Found");
    isM400(
        Viewer.ANON.sends(Wharfinger.restricted(), "{").post("/user/initialize"),
        "Cannot initialize user in a non-database auth system");
  }

  private static void isHiddenWithoutPasswords(Browser browser) {
    isP404(browser.signIn("root", "rootpassword"));
    isP404(browser.sends("{\"password\": \"rootpassword\"}").post("/signin/verify"));
    isP404(browser.sends("{\"username\": \"x\", \"password\": \"y\"}").post("/user/"));
    assertThat(browser.asks().post("/signout").statusCode()).isEqualTo(200);
  }

  private Response post(String body) {
    return Viewer.ANON.sends(registry, body).post("/user/initialize");
  }

  private static Response keyed(Wharfinger service, String key, String body) {
    return Viewer.ANON.sends(service, body).header("Idempotency-Key", key).post("/user/initialize");
  }
}
