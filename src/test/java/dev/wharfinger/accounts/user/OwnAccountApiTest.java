package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isG404;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a user does to the account that is his. */
class OwnAccountApiTest {

  private final String name = fresh("owner");
  private final String password = Viewer.newUser(name);
  private final String token = Viewer.grant(name, password, "user:admin user:read org:admin");

  @Test
  void changesNothingForAnEmptyWish() {
    JsonNode before = me();
    assertThat(json(put("{}"), 200)).isEqualTo(before);
    assertThat(json(put("{\"isUser\": true, \"username\": \"other\"}"), 200)).isEqualTo(before);
    assertThat(kinds()).containsExactly("user_create");
  }

  @Test
  void changesWhatIsAskedForAndLogsIt() {
    JsonNode changed =
        json(
            put(
                """
                {"invoice_email": true, "tag_expiration_s": 86400, "invoice_email_address": "b@x.org",
                 "email": "%s@x.org", "given_name": "Ignored"}
                """
                    .formatted(name)),
            200);
    assertThat(changed.get("invoice_email").booleanValue()).isTrue();
    assertThat(changed.get("tag_expiration_s").longValue()).isEqualTo(86_400);
    assertThat(changed.get("invoice_email_address").textValue()).isEqualTo("b@x.org");
    assertThat(changed.get("email").textValue()).isEqualTo(name + "@x.org");
    assertThat(changed.get("given_name").isNull()).isTrue();
    assertThat(me()).isEqualTo(changed);
    assertThat(logs())
        .containsExactlyInAnyOrder(
            json("{\"kind\": \"user_change_invoicing\", \"invoice_email\": true}"),
            json("{\"kind\": \"user_change_tag_expiration\", \"tag_expiration\": 86400}"),
            json("{\"kind\": \"user_change_invoicing\", \"invoice_email_address\": \"b@x.org\"}"),
            json(
                """
                {"kind": "user_change_email", "email": "%s@x.org", "old_email": "%s@example.com"}
                """
                    .formatted(name, name)));
    assertThat(
            json(put("{\"invoice_email_address\": \"\"}"), 200)
                .get("invoice_email_address")
                .isNull())
        .isTrue();
    assertThat(logs())
        .contains(json("{\"kind\": \"user_change_invoicing\", \"invoice_email_address\": \"\"}"));
    assertThat(json(put("{\"email\": \"no form\"}"), 200).get("email").textValue())
        .isEqualTo("no form");
  }

  @Test
  void changesThePassword() {
    isP400(
        put("{\"password\": \"short\"}"),
        "Invalid password, password must be at least 8 characters and contain no whitespace.");
    isOk(put("{\"password\": \"another-of-his\"}"));
    assertThat(logs()).containsExactly(json("{\"kind\": \"account_change_password\"}"));
    assertThat(Viewer.grant(name, "another-of-his", "user:read")).isNotEmpty();
    assertThat(Wharfinger.shared().placesOf("another-of-his")).isEmpty();
  }

  @Test
  void refusesWhatCannotBe() {
    isM400(put("{\"tag_expiration_s\": 5}"), "Invalid tag expiration option");
    isP400(put("{\"tag_expiration_s\": -1}"), "-1 is less than the minimum of 0");
    Viewer.OUT.arrives();
    isP400(
        put("{\"email\": \"olga@example.com\", \"invoice_email\": true}"),
        "E-mail address already used");
    assertThat(me().get("invoice_email").booleanValue()).as("all or nothing").isFalse();
    String organization = Scene.organizationOf(Viewer.ADM);
    isOk(put("{\"email\": \"%s@x.org\"}".formatted(organization)));
    isP400(put("{\"email\": null}"), "None is not of type 'string'");
    String tooLong = "x".repeat(256);
    isP400(put("{\"company\": \"" + tooLong + "\"}"), "'company' must be at most 255 characters");
    isP401(Viewer.ANON.sends("{\"email\": 5}").put("/user/"));
    isP403(Viewer.UNSCOPED.sends("{\"email\": 5}").put("/user/"));
    isOk(
        Wharfinger.restricted()
            .request(token)
            .contentType(ContentType.JSON)
            .body("{\"tag_expiration_s\": 5}")
            .put("/user/"));
  }

  @Test
  void whereItIsOnTellsWhoHeIsAndChoosesAnotherName() {
    JsonNode changed =
        json(
            putAt(
                Wharfinger.fullAccess(),
                "{\"given_name\": \"Jane\", \"company\": null, \"username\": \"%s-new\"}"
                    .formatted(name)),
            200);
    assertThat(changed.get("given_name").textValue()).isEqualTo("Jane");
    assertThat(changed.get("username").textValue()).isEqualTo(name + "-new");
    assertThat(me().get("username").textValue()).isEqualTo(name + "-new");
    assertThat(logs())
        .contains(
            json(
                "{\"kind\": \"user_change_metadata\", \"given_name\": \"Jane\", \"company\": null}"),
            json("{\"kind\": \"user_change_name\", \"old_username\": \"%s\"}".formatted(name)));
    assertThat(Viewer.grant(name + "-new", password, "user:read")).isNotEmpty();
    isP400(
        putAt(Wharfinger.fullAccess(), "{\"username\": \"root\"}"), "Username is already in use");
    isM400(
        putAt(Wharfinger.fullAccess(), "{\"username\": \"No\"}"),
        "Invalid username No: Namespace must match expression"
            + " ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
  }

  @Test
  void whereMailIsOnConfirmsTheNewEmailAndTellsOfTheNewPassword() {
    JsonNode changed =
        json(
            putAt(
                Wharfinger.fullAccess(),
                "{\"email\": \"%s@new.example\", \"password\": \"another-of-his\"}"
                    .formatted(name)),
            200);
    assertThat(changed.get("email").textValue()).isEqualTo(name + "@example.com");
    assertThat(MailBox.letterTo(name + "@example.com").subject())
        .isEqualTo("[Wharfinger] Account password changed");
    MailBox.InvitationMail letter = MailBox.letterTo(name + "@new.example");
    assertThat(letter.subject()).isEqualTo("[Wharfinger] E-mail address change requested");
    Browser browser = Browser.anonymous(Wharfinger.fullAccess());
    Response confirmed =
        browser
            .plain()
            .basePath("")
            .redirects()
            .follow(false)
            .get("/confirm?code=" + letter.code());
    assertThat(confirmed.statusCode()).as(confirmed.asString()).isEqualTo(302);
    assertThat(confirmed.header("Location")).endsWith("/user/" + name + "?tab=settings");
    assertThat(json(browser.plain().get("/user/"), 200).get("username").textValue())
        .isEqualTo(name);
    assertThat(me().get("email").textValue()).isEqualTo(name + "@new.example");
    assertThat(kinds()).contains("user_change_email");
  }

  @Test
  void anEmailThatSomebodyElseGotMeanwhileIsNotHis() {
    isOk(putAt(Wharfinger.fullAccess(), "{\"email\": \"%s@new.example\"}".formatted(name)));
    String code = MailBox.letterTo(name + "@new.example").code();
    String rival = fresh("rival");
    isOk(
        Viewer.SU
            .sends("{\"username\": \"%s\", \"email\": \"%s@new.example\"}".formatted(rival, name))
            .post("/superuser/users/"));
    isP400(
        Wharfinger.fullAccess().request().basePath("").get("/confirm?code=" + code),
        "E-mail address already used");
  }

  @Test
  void deletesHimselfAndIsForgotten() {
    isDone(Wharfinger.shared().request(token).delete("/user/"));
    isP404(Viewer.SU.asks().get("/superuser/users/" + name));
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode()).isEqualTo(401);
    JsonNode log = json(Viewer.SU.asks().get("/superuser/logs"), 200).get("logs").get(0);
    assertThat(Scene.metadata(log))
        .isEqualTo(json("{\"kind\": \"user_delete\", \"username\": \"(erased)\"}"));
    assertThat(Viewer.newUser(name)).as("his name is free").isNotEmpty();
  }

  @Test
  void staysWhileAnOrganizationHasNobodyElse() {
    String organization = fresh("org");
    isText(
        Wharfinger.shared()
            .request(token)
            .contentType(ContentType.JSON)
            .body("{\"name\": \"" + organization + "\"}")
            .post("/organization/"),
        201,
        "Created");
    isM400(
        Wharfinger.shared().request(token).delete("/user/"),
        "Cannot delete %s as you are the only admin for organizations: %s"
            .formatted(name, organization));
    Viewer.OUT.arrives();
    isOk(
        Wharfinger.shared()
            .request(token)
            .put("/organization/" + organization + "/team/owners/members/olga"));
    isDone(Wharfinger.shared().request(token).delete("/user/"));
  }

  @Test
  void isDeletedOnlyByHimselfAndWhereAccountsAreKeptHere() {
    isP401(Viewer.ANON.asks().delete("/user/"));
    isP403(Viewer.UNSCOPED.asks().delete("/user/"));
    isG404(Wharfinger.restricted().request(token).delete("/user/"));
  }

  @Test
  void getsTheEncryptedFormOfHisPassword() {
    JsonNode key = json(post("/user/clientkey", "{\"password\": \"%s\"}".formatted(password)), 200);
    assertThat(key.get("key").textValue()).isBase64();
    isP400(post("/user/clientkey", "{\"password\": \"wrong\"}"), "Invalid Username or Password");
    isP400(post("/user/clientkey", "{}"), "'password' is a required property");
    isP401(Viewer.ANON.sends("{}").post("/user/clientkey"));
    isP404(
        Wharfinger.restricted()
            .request(token)
            .contentType(ContentType.JSON)
            .body("{\"password\": \"x\"}")
            .post("/user/clientkey"));
  }

  @Test
  void makesAnOrganizationOfHisAccount() {
    String admin = fresh("owner");
    String adminPassword = Viewer.newUser(admin);
    String convert = "{\"adminUser\": \"%s\", \"adminPassword\": \"%s\"}";
    JsonNode refused =
        json(post("/user/convert", convert.formatted(fresh("nobody"), "wrong")), 400);
    assertThat(refused.get("detail").textValue())
        .isEqualTo("The admin user credentials are not valid");
    assertThat(refused.get("reason").textValue()).isEqualTo("invaliduser");
    assertThat(json(post("/user/convert", convert.formatted(name, password)), 400).get("detail"))
        .isEqualTo(json("\"The admin user is not valid\""));
    isP400(post("/user/convert", "{}"), "'adminUser' is a required property");
    assertThat(json(post("/user/convert", convert.formatted(admin, adminPassword)), 200))
        .isEqualTo(json("{\"success\": true}"));
    String token = Viewer.grant(admin, adminPassword, "org:admin user:admin");
    JsonNode organization =
        json(Wharfinger.shared().request(token).get("/organization/" + name), 200);
    assertThat(organization.get("is_admin").booleanValue()).isTrue();
    assertThat(Wharfinger.shared().request(this.token).get("/user/").statusCode()).isEqualTo(401);
    assertThat(Scene.logs(name).get(0).get("kind").textValue()).isEqualTo("account_convert");
  }

  private Response put(String body) {
    return putAt(Wharfinger.shared(), body);
  }

  private Response putAt(Wharfinger service, String body) {
    return service.request(token).contentType(ContentType.JSON).body(body).put("/user/");
  }

  private Response post(String path, String body) {
    return Wharfinger.shared().request(token).contentType(ContentType.JSON).body(body).post(path);
  }

  private JsonNode me() {
    return json(Wharfinger.shared().request(token).get("/user/"), 200);
  }

  private List<String> kinds() {
    return Scene.kinds(json(Wharfinger.shared().request(token).get("/user/logs"), 200).get("logs"));
  }

  /** What happened to him after he was created, without what tells of the token. */
  private List<JsonNode> logs() {
    return json(Wharfinger.shared().request(token).get("/user/logs"), 200)
        .get("logs")
        .valueStream()
        .map(Scene::metadata)
        .filter(it -> !((ObjectNode) it).path("kind").asText().equals("user_create"))
        .toList();
  }
}
