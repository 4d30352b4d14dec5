package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isG404;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreateNewUserApiTest {

  private static final String PASSWORD = "a-password-of-his";

  @Test
  void createsAUserAsHeSeesHimself() {
    String name = fresh("newcomer");
    JsonNode view =
        json(post(Viewer.ANON, Wharfinger.shared(), body(name, PASSWORD, name + "@x.org")), 200);
    assertThat(view.get("username").textValue()).isEqualTo(name);
    assertThat(view.get("email").textValue()).isEqualTo(name + "@x.org");
    assertThat(view.get("verified").booleanValue()).isTrue();
    assertThat(view.get("prompts")).isEmpty();
    assertThat(view.get("tag_expiration_s").isIntegralNumber()).isTrue();
    assertThat(view.has("super_user")).isFalse();
    String token = Viewer.grant(name, PASSWORD, "user:admin");
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode()).isEqualTo(200);
    JsonNode log =
        json(Wharfinger.shared().request(token).get("/user/logs"), 200).get("logs").get(0);
    assertThat(Scene.metadata(log))
        .isEqualTo(
            json(
                "{\"kind\": \"user_create\", \"username\": \"%s\", \"email\": \"%s@x.org\"}"
                    .formatted(name, name)));
    assertThat(log.has("performer")).isFalse();
    assertThat(Wharfinger.shared().placesOf(PASSWORD)).isEmpty();
  }

  @Test
  void withoutAnEmailOneStandsIn() {
    for (String email : new String[] {"", "\"email\": \"\", "}) {
      String name = fresh("newcomer");
      String body =
          "{%s\"username\": \"%s\", \"password\": \"%s\"}".formatted(email, name, PASSWORD);
      JsonNode view = json(post(Viewer.OUT, Wharfinger.shared(), body), 200);
      assertThat(view.get("email").textValue()).matches("[0-9a-f-]{36}");
      JsonNode log =
          json(
                  Wharfinger.shared()
                      .request(Viewer.grant(name, PASSWORD, "user:admin"))
                      .get("/user/logs"),
                  200)
              .get("logs")
              .get(0);
      assertThat(log.at("/performer/name").textValue()).as("whose token it was").isEqualTo("olga");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          root  | good-password | a@b.org          | The username already exists
          Xx    | short         | a@b.org          | Invalid password, password must be at least 8 characters and contain no whitespace.
          Xx    | good-password | a@b.org          | Invalid namespace Xx: Namespace must match expression ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$
          x     | good-password | a@b.org          | Invalid namespace x: Namespace must be between 2 and 255 characters in length
          {org} | good-password | a@b.org          | Username has already been taken by an organization and cannot be reused: {org}
          {new} | good-password | root@example.com | Email has already been used: root@example.com
          """)
  void saysWhyThereIsNoSuchUser(String name, String password, String email, String text) {
    String organization = name.equals("{org}") ? Scene.organizationOf(Viewer.ADM) : "";
    Viewer.SU.arrives();
    String body =
        body(name.replace("{org}", organization).replace("{new}", fresh("new")), password, email);
    isP400(post(Viewer.ANON, Wharfinger.shared(), body), text.replace("{org}", organization));
  }

  @Test
  void wantsABodyThatFits() {
    Wharfinger shared = Wharfinger.shared();
    isP400(post(Viewer.ANON, shared, "{}"), "'username' is a required property");
    isP400(post(Viewer.ANON, shared, "{\"username\": \"x\"}"), "'password' is a required property");
    isP400(
        post(Viewer.ANON, shared, "{\"username\": 5, \"password\": \"x\"}"),
        "5 is not of type 'string'");
    isP400(
        post(Viewer.ANON, shared, "{\"username\": \"x\", \"password\": \"x\", \"email\": null}"),
        "None is not of type 'string'");
  }

  @Test
  void whereMailIsOnWantsAnEmailAndAsksForIt() {
    Wharfinger mailing = Wharfinger.fullAccess();
    String name = fresh("newcomer");
    String without = "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(name, PASSWORD);
    isP400(post(Viewer.ANON, mailing, without), "Email address is required");
    isP400(
        post(Viewer.ANON, mailing, body(name, PASSWORD, "nowhere")),
        "Invalid email address: nowhere");
    isP400(
        post(Viewer.ANON, mailing, body(name, PASSWORD, "no spaces here@z.io")),
        "Invalid email address: no spaces here@z.io");
    for (String blocked : List.of("blocked.example", "Mail.Blocked.Example")) {
      isP400(
          post(Viewer.ANON, mailing, body(name, PASSWORD, name + "@" + blocked)),
          "Creation of a user account for this e-mail is disabled; please contact an"
              + " administrator");
    }
    Response created = post(Viewer.ANON, mailing, body(name, PASSWORD, name + "@example.net"));
    assertThat(json(created, 200)).isEqualTo(json("{\"awaiting_verification\": true}"));
    MailBox.InvitationMail letter = MailBox.letterTo(name + "@example.net");
    assertThat(letter.subject()).isEqualTo("[Wharfinger] Please confirm your e-mail address");
    String token = Viewer.grant(name, PASSWORD, "user:admin");
    JsonNode view = json(mailing.request(token).get("/user/"), 200);
    assertThat(view.get("verified").booleanValue()).isFalse();
    assertThat(view.get("prompts")).isEqualTo(json("[\"enter_name\", \"enter_company\"]"));
    Response confirmed =
        mailing
            .request()
            .basePath("")
            .redirects()
            .follow(false)
            .get("/confirm?code=" + letter.code());
    assertThat(confirmed.statusCode()).isEqualTo(302);
    assertThat(confirmed.header("Location")).as("prompts are open").endsWith("/updateuser");
    assertThat(json(mailing.request(token).get("/user/"), 200).get("verified").booleanValue())
        .isTrue();
  }

  @Test
  void isThereOnlyWhereAccountsAreMadeHere() {
    isG404(post(Viewer.OUT, Wharfinger.restricted(), body("somebody", PASSWORD, "a@b.org")));
    isP404(post(Viewer.OUT, Wharfinger.closed(), body("somebody", PASSWORD, "a@b.org")));
  }

  /** Who has no token is at a browser, with a session where there are any. */
  private static Response post(Viewer viewer, Wharfinger service, String body) {
    RequestSpecification request = viewer.sends(service, body);
    Response csrf = service.request().basePath("").get("/csrf_token");
    if (viewer == Viewer.ANON && csrf.statusCode() == 200) {
      request =
          request
              .header("X-CSRF-Token", json(csrf, 200).get("csrf_token").textValue())
              .header("Cookie", csrf.header("Set-Cookie").split(";", 2)[0]);
    }
    return request.post("/user/");
  }

  private static String body(String name, String password, String email) {
    return "{\"username\": \"%s\", \"password\": \"%s\", \"email\": \"%s\"}"
        .formatted(name, password, email);
  }
}
