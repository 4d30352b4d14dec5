package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Browser;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Where mail is on, a new user's e-mail counts when he has shown that it is his. */
class ConfirmEmailApiTest {

  private static final String INVALID = "Invalid confirmation code.";

  @Test
  void asksANewUserAndTakesHisAnswerOnce() {
    String name = Wharfinger.fresh("newcomer");
    create(name);
    assertThat(verified(name)).isZero();
    MailBox.InvitationMail letter = MailBox.letterTo(name + "@example.com");
    assertThat(letter.from()).isEqualTo("registry@example.com");
    assertThat(letter.subject()).isEqualTo("[Wharfinger] Please confirm your e-mail address");
    assertThat(letter.text())
        .startsWith("Hello " + name + ",")
        .contains("http://localhost:8080/confirm?code=" + letter.code());
    Browser browser = Browser.anonymous(Wharfinger.fullAccess());
    Response answer = follow(browser.plain(), letter.code());
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.header("Location")).endsWith("/");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, no-store, must-revalidate");
    assertThat(verified(name)).isEqualTo(1);
    assertThat(json(browser.plain().get("/user/"), 200).get("username").textValue())
        .isEqualTo(name);
    isM400(confirm(letter.code()), INVALID);
  }

  @Test
  void signsNoDisabledUserIn() {
    String name = Wharfinger.fresh("newcomer");
    create(name);
    isOk(Viewer.FSU.sends("{\"enabled\": false}").put("/superuser/users/" + name));
    Browser browser = Browser.anonymous(Wharfinger.fullAccess());
    Response answer = follow(browser.plain(), MailBox.letterTo(name + "@example.com").code());
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.header("X-Next-CSRF-Token")).isNull();
    assertThat(browser.plain().get("/user/").statusCode()).isEqualTo(401);
  }

  @Test
  void takesNoOtherCode() {
    isM400(confirm("no-such-code"), INVALID);
    isM400(confirm(""), INVALID);
    isM400(Wharfinger.fullAccess().request().basePath("").get("/confirm"), INVALID);
  }

  @Test
  void forgetsTheCodeOfAnEmailThatASuperuserChanged() {
    String name = Wharfinger.fresh("newcomer");
    create(name);
    String code = MailBox.letterTo(name + "@example.com").code();
    isOk(
        Viewer.FSU
            .sends("{\"email\": \"%s@example.org\"}".formatted(name))
            .put("/superuser/users/" + name));
    isM400(confirm(code), INVALID);
  }

  private static void create(String name) {
    isOk(
        Viewer.FSU
            .sends("{\"username\": \"%s\", \"email\": \"%s@example.com\"}".formatted(name, name))
            .post("/superuser/users/"));
  }

  private static Response confirm(String code) {
    return follow(Wharfinger.fullAccess().request(), code);
  }

  private static Response follow(RequestSpecification browser, String code) {
    return browser.basePath("").redirects().follow(false).get("/confirm?code=" + code);
  }

  private static long verified(String name) {
    return Wharfinger.shared()
        .count("SELECT count(*) FROM namespace WHERE verified AND name = ?", name);
  }
}
