package dev.wharfinger.repositories.authorizedemail;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isG404;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses for notifications of a repository; who may ask is in callers.txt. */
class AuthorizedEmailApiTest {

  private static final Wharfinger MAILING = Wharfinger.fullAccess();
  private static final String UNKNOWN = "Invalid confirmation code.";

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String repository = Scene.repository(organization, "web", false);
  private final String email = fresh("reader") + "@example.com";
  private final String path = repository + "/authorizedemail/" + email;

  @Test
  void asksTheOwnerOfTheAddressUntilTheOwnerAgrees() {
    isG404(Viewer.ADM.asks(MAILING).get(path));
    assertThat(ask()).isEqualTo(view(false));
    MailBox.InvitationMail letter = MailBox.letterTo(email);
    assertThat(letter.subject())
        .isEqualTo(
            "[Wharfinger] Please verify your e-mail address for repository "
                + organization
                + "/web");
    assertThat(letter.text()).contains("http://localhost:8080/authrepoemail?code=" + letter.code());
    assertThat(json(Viewer.ADM.asks(MAILING).get(path), 200)).isEqualTo(view(false));

    assertThat(ask()).as("again").isEqualTo(view(false));
    List<MailBox.InvitationMail> letters = MailBox.lettersTo(email, 2);
    String code = letters.get(1).code();
    assertThat(page(letter.code())).as("replaced").contains(UNKNOWN);
    assertThat(page("nonsense")).contains(UNKNOWN);
    assertThat(page("")).contains(UNKNOWN);
    assertThat(json(Viewer.ADM.asks(MAILING).get(path), 200)).isEqualTo(view(false));

    for (int i = 0; i < 2; i++) {
      assertThat(page(code)).contains("is authorized to receive notifications");
      assertThat(json(Viewer.ROSU.asks(MAILING).get(path), 200)).isEqualTo(view(true));
    }
    assertThat(ask()).as("no mail any more").isEqualTo(view(true));
    assertThat(page(code)).contains("is authorized to receive notifications");
    assertThat(Scene.logs(organization))
        .as("nothing is logged")
        .noneMatch(entry -> entry.toString().contains(email));
    assertThat(MAILING.placesOf(code)).isEmpty();
  }

  @Test
  void endsWithTheRepository() {
    assertThat(ask()).isEqualTo(view(false));
    String code = MailBox.letterTo(email).code();
    isDone(Viewer.ADM.asks().delete(repository));
    assertThat(page(code)).contains(UNKNOWN);
    isM400(Viewer.ADM.asks(MAILING).post(path), "Invalid repository " + organization + "/web");
    isG404(Viewer.ADM.asks(MAILING).get(path));
  }

  @Test
  void asksNobodyWhomNoMailReaches() {
    for (String odd : List.of("no-address", "x".repeat(255) + "@example.com")) {
      String there = repository + "/authorizedemail/" + odd;
      isM400(
          Viewer.ADM.asks(MAILING).post(there),
          "Could not send email. Please contact an administrator and report this problem.");
      isG404(Viewer.ADM.asks(MAILING).get(there));
    }
  }

  private JsonNode ask() {
    return json(Viewer.ADM.asks(MAILING).post(path), 200);
  }

  private JsonNode view(boolean confirmed) {
    return json(
        "{\"email\": \"%s\", \"repository\": \"web\", \"namespace\": \"%s\", \"confirmed\": %s}"
            .formatted(email, organization, confirmed));
  }

  private static String page(String code) {
    Response page = MAILING.request().basePath("").get("/authrepoemail?code=" + code);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.contentType()).startsWith("text/html");
    return page.asString();
  }
}
