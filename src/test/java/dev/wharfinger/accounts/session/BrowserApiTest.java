package dev.wharfinger.accounts.session;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A real browser with a page of ours, and with one of another site. */
class BrowserApiTest {

  @Test
  void keepsASessionForOurPageAndForNoOther() throws IOException {
    String name = Wharfinger.fresh("captain");
    String password = Viewer.newUser(name);
    String organization = Wharfinger.fresh("fleet");
    try (HarbourOffice office = new HarbourOffice(Wharfinger.shared().origin());
        Chromium browser = Chromium.start()) {
      String ours = office.origin("localhost");
      browser.open(ours + "/");
      JsonNode begun = browser.call("renew");
      String first = begun.get("token").textValue();
      assertThat(first).hasSize(64);
      assertThat(begun.get("cookies").textValue()).as("out of scripts' reach").isEmpty();
      JsonNode _ = is(browser.call("whoAmI"), 401);

      JsonNode signedIn = is(browser.call("signIn", name, password), 200);
      assertThat(json(signedIn.get("body").textValue())).isEqualTo(json("{\"success\": true}"));
      JsonNode stale = is(browser.call("create", organization), 403);
      assertThat(json(stale.get("body").textValue()).get("error").textValue())
          .isEqualTo("CSRF token was invalid or missing. (authorized: user " + name + ")");
      String second = browser.call("renew").get("token").textValue();
      assertThat(second).isNotEqualTo(first).isEqualTo(signedIn.get("next").textValue());

      JsonNode _ = is(browser.call("createWithoutToken", organization), 403);
      JsonNode _ = is(browser.call("create", organization), 201);
      JsonNode self = is(browser.call("whoAmI"), 200);
      assertThat(json(self.get("body").textValue()).get("username").textValue()).isEqualTo(name);

      String forged = Wharfinger.fresh("pirates");
      browser.open(office.origin("127.0.0.1") + "/");
      assertThat(browser.call("forge", ours, forged).get("type").textValue()).isEqualTo("opaque");
      assertThat(Wharfinger.shared().request().get("/organization/" + forged).statusCode())
          .isEqualTo(404);

      browser.open(ours + "/");
      assertThat(browser.call("renew").get("token").textValue()).isEqualTo(second);
      JsonNode _ = is(browser.call("signOut"), 200);
      JsonNode _ = is(browser.call("whoAmI"), 401);
      JsonNode _ = is(browser.call("create", Wharfinger.fresh("fleet")), 401);
    }
  }

  private static JsonNode is(JsonNode answer, int status) {
    assertThat(answer.path("status").intValue()).as(answer.toString()).isEqualTo(status);
    return answer;
  }
}
