package dev.wharfinger.accounts.recovery;

import static dev.wharfinger.api.Answers.isError;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who forgot his password comes in by a mail, once and soon. */
class RecoveryApiTest {

  private static final Wharfinger MAILING = Wharfinger.fullAccess();
  private static final String INVALID =
      "Invalid recovery code: This code is invalid or may have already been used.";
  private static final JsonNode SENT = json("{\"status\": \"sent\"}");

  private final String name = Wharfinger.fresh("forgetful");
  private final String email = name + "@example.com";
  private final String password = Viewer.newUser(name);
  private final Browser browser = Browser.anonymous(MAILING);

  @Test
  void letsHimInByTheLinkOnceSoThatHeChoosesAnotherPassword() {
    Browser other = Browser.signedIn(name, password).at(MAILING);
    Wharfinger.shared().sql("UPDATE namespace SET verified = false WHERE name = ?", name);
    assertThat(json(ask(email), 200)).isEqualTo(SENT);
    MailBox.InvitationMail letter = MailBox.letterTo(email);
    assertThat(letter.subject()).isEqualTo("[Wharfinger] Account recovery");
    assertThat(letter.text())
        .startsWith("Hello " + name + ",")
        .contains("http://localhost:8080/recovery?code=" + letter.code());
    assertThat(MAILING.placesOf(letter.code())).isEmpty();
    assertThat(json(ask(email), 200)).as("one mail is enough").isEqualTo(SENT);

    Response entered = follow(browser, letter.code());
    assertThat(entered.statusCode()).as(entered.asString()).isEqualTo(302);
    assertThat(entered.header("Location"))
        .endsWith("/user/" + name + "?tab=settings&action=password");
    assertThat(entered.header("Cache-Control")).isEqualTo("no-cache, no-store, must-revalidate");
    String next = entered.header("X-Next-CSRF-Token");
    assertThat(browser.askForToken()).isEqualTo(next);
    JsonNode self = json(browser.plain().get("/user/"), 200);
    assertThat(self.get("username").textValue()).isEqualTo(name);
    assertThat(self.get("verified").booleanValue()).as("he read the mail").isTrue();
    JsonNode log = json(browser.asks().get("/user/logs"), 200).get("logs").get(0);
    assertThat(log.get("kind").textValue()).isEqualTo("login_success");
    assertThat(log.has("performer")).isFalse();
    isMessage(follow(Browser.fresh().at(MAILING), letter.code()), 403, INVALID);

    isOk(browser.sends("{\"password\": \"another-password\"}").put("/user/"));
    assertThat(other.plain().get("/user/").statusCode()).isEqualTo(401);
    assertThat(Browser.anonymous().signIn(name, "another-password").statusCode()).isEqualTo(200);
    assertThat(MailBox.lettersTo(email, 2)).as("recovery, password changed").hasSize(2);
  }

  /**
   * Waits double with each wrong code after the twentieth, so that some of thirty come too soon.
   */
  @Test
  void makesWhoGuessesCodesWait() {
    List<Response> answers = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      answers.add(
          MAILING
              .request()
              .basePath("")
              .header("X-Forwarded-For", "198.51.100.201")
              .get("/recovery?code=guess" + i));
    }
    assertThat(answers.subList(0, 20)).allMatch(answer -> answer.statusCode() == 403);
    assertThat(answers)
        .filteredOn(answer -> answer.statusCode() == 429)
        .isNotEmpty()
        .allMatch(answer -> Long.parseLong(answer.header("Retry-After")) <= 60);
    isMessage(follow(browser, "guess"), 403, INVALID);
  }

  @Test
  void forgetsTheLinkWhenTheEmailOrThePasswordIsAnother() {
    assertThat(json(ask(email), 200)).isEqualTo(SENT);
    String code = MailBox.letterTo(email).code();
    String change = "{\"email\": \"%s@example.org\"}".formatted(name);
    isOk(Viewer.SU.sends(change).put("/superuser/users/" + name));
    isMessage(follow(browser, code), 403, INVALID);
    assertThat(json(ask(name + "@example.org"), 200)).isEqualTo(SENT);
    String second = MailBox.letterTo(name + "@example.org").code();
    isOk(Viewer.SU.sends("{\"password\": \"good-password\"}").put("/superuser/users/" + name));
    isMessage(follow(browser, second), 403, INVALID);

    assertThat(json(ask(name + "@example.org"), 200)).isEqualTo(SENT);
    String third = MailBox.lettersTo(name + "@example.org", 2).get(1).code();
    isOk(Viewer.SU.sends("{\"enabled\": false}").put("/superuser/users/" + name));
    isMessage(follow(browser, third), 403, INVALID);
    isOk(Viewer.SU.sends("{\"enabled\": true}").put("/superuser/users/" + name));
    Wharfinger.shared()
        .sql(
            "UPDATE account_recovery SET asked = asked - interval '31 minutes' WHERE account ="
                + " (SELECT id FROM namespace WHERE name = ?)",
            name);
    isMessage(follow(browser, third), 403, INVALID);
    isMessage(follow(browser, ""), 403, INVALID);
    isMessage(browser.plain().basePath("").get("/recovery"), 403, INVALID);
    assertThat(browser.plain().get("/user/").statusCode()).isEqualTo(401);
  }

  @Test
  void tellsNobodyWhoIsThereAndOrganizationsWhoAdministersThem() {
    assertThat(json(ask("nobody-" + email), 200)).isEqualTo(SENT);
    assertThat(json(ask("nonsense"), 200)).isEqualTo(SENT);
    String organization = Scene.organization();
    JsonNode answer = json(ask(organization + "@x.org"), 200);
    assertThat(answer.get("status").textValue()).isEqualTo("org");
    assertThat(answer.get("orgemail").textValue()).isEqualTo(organization + "@x.org");
    assertThat(answer.get("orgname").textValue()).contains("\u2022").startsWith("o");
    MailBox.InvitationMail letter = MailBox.letterTo(organization + "@x.org");
    assertThat(letter.subject())
        .isEqualTo("[Wharfinger] Organization " + organization + " recovery");
    assertThat(letter.text().strip()).endsWith("themselves: ada");

    isError(
        Browser.fresh().at(MAILING).sends("{\"email\": \"a@b.org\"}").post("/recovery"),
        403,
        "CSRF token was invalid or missing.");
    isP400(browser.sends("{}").post("/recovery"), "'email' is a required property");
    isP404(Browser.anonymous().sends("{\"email\": \"a@b.org\"}").post("/recovery"));
    assertThat(Wharfinger.shared().request().basePath("").get("/recovery?code=x").statusCode())
        .as("without mail")
        .isEqualTo(404);
  }

  @Test
  void isSentByASuperuserToo() {
    String path = "/superusers/users/" + name + "/sendrecovery";
    assertThat(json(Viewer.FSU.asks().post(path), 200))
        .isEqualTo(json("{\"email\": \"" + email + "\"}"));
    Response entered = follow(browser, MailBox.letterTo(email).code());
    assertThat(entered.statusCode()).isEqualTo(302);
    isP400(
        Viewer.FSU.asks().post("/superusers/users/root/sendrecovery"),
        "Cannot send a recovery email for a superuser");
    isP404(Viewer.FSU.asks().post("/superusers/users/%s-x/sendrecovery".formatted(name)));
    isP404(
        Viewer.FSU
            .asks()
            .post("/superusers/users/%s/sendrecovery".formatted(Scene.organization())));
    isP403(Viewer.ADM.asks(MAILING).post(path));
    isP403(Viewer.ROSU.asks(MAILING).post(path));
    isP401(Viewer.ANON.asks(MAILING).post(path));
    isP404(Viewer.SU.asks().post(path));
    isP404(Viewer.SU.asks(Wharfinger.closed()).post(path));
    Wharfinger.shared().sql("UPDATE namespace SET email = 'nowhere' || id WHERE name = ?", name);
    assertThat(Viewer.FSU.asks().post(path).asString()).contains("Invalid email address: nowhere");
  }

  @Test
  void asksForACaptchaFirst() {
    Browser visitor = Browser.anonymous(Wharfinger.closed());
    String body = "{\"email\": \"%s\", \"recaptcha_response\": \"%s\"}";
    isM400(
        visitor.sends(body.formatted(email, "robot")).post("/recovery"),
        "Are you a bot? If not, please revalidate the captcha.");
    assertThat(json(visitor.sends(body.formatted(email, "human")).post("/recovery"), 200))
        .as("also where nobody may ask anonymously")
        .isEqualTo(SENT);
    assertThat(follow(visitor, MailBox.letterTo(email).code()).statusCode()).isEqualTo(302);
    assertThat(json(visitor.plain().get("/user/"), 200).get("username").textValue())
        .isEqualTo(name);
  }

  @Test
  void letsNobodyInWhosePasswordIsKeptElsewhere() {
    Wharfinger elsewhere = Wharfinger.restricted();
    String text = "Cannot send a recovery e-mail for non-database auth";
    Browser visitor = Browser.anonymous(elsewhere);
    isP400(visitor.sends("{\"email\": \"a@b.org\"}").post("/recovery"), text);
    String path = "/superusers/users/" + name + "/sendrecovery";
    isP400(Viewer.SU.asks(elsewhere).post(path), text);
    isP400(Viewer.OUT.asks(elsewhere).post(path), text);
    isP401(Viewer.ANON.asks(elsewhere).post(path));
    assertThat(json(ask(email), 200)).isEqualTo(SENT);
    assertThat(follow(visitor, MailBox.letterTo(email).code()).statusCode()).isEqualTo(404);
  }

  private Response ask(String address) {
    return browser.sends("{\"email\": \"" + address + "\"}").post("/recovery");
  }

  private static Response follow(Browser browser, String code) {
    return browser.plain().basePath("").redirects().follow(false).get("/recovery?code=" + code);
  }
}
