package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isOk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
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
    Response answer = confirm(letter.code());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asString()).isEqualTo("Your e-mail address is confirmed.\n");
    assertThat(verified(name)).isEqualTo(1);
    isM400(confirm(letter.code()), INVALID);
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
    return Wharfinger.fullAccess().request().basePath("").get("/confirm?code=" + code);
  }

  private static long verified(String name) {
    return Wharfinger.shared()
        .count("SELECT count(*) FROM namespace WHERE verified AND name = ?", name);
  }
}
