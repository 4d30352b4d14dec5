package dev.wharfinger.accounts.organization;

import static dev.wharfinger.api.Answers.G400;
import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Scene.lastLog;
import static dev.wharfinger.api.Scene.logs;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.CaptchaJudge;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreateOrganizationApiTest {

  private static final String BOT = "Are you a bot? If not, please revalidate the captcha.";
  private static final String TAKEN = "A user or organization with this name already exists";

  @Test
  void createsAnOrganizationThatItsCreatorOwns() {
    String name = fresh("made");
    isText(create("{\"name\": \"" + name + "\"}"), 201, "Created");

    JsonNode view = json(Viewer.ADM.asks().get("/organization/" + name), 200);
    assertThat(view.get("is_admin").booleanValue()).isTrue();
    assertThat(view.get("email").textValue()).isEmpty();
    assertThat(view.get("invoice_email").booleanValue()).isFalse();
    assertThat(view.get("invoice_email_address").isNull()).isTrue();
    assertThat(view.get("tag_expiration_s").intValue()).isEqualTo(1_209_600);
    assertThat(view.get("teams").get("owners").get("role").textValue()).isEqualTo("admin");
    assertThat(view.get("teams").get("owners").get("description").textValue()).isEmpty();
    assertThat(view.get("teams").get("owners").get("member_count").intValue()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/organization", "/organization/"})
  void answersBothSpellings(String path) {
    Response answer = Viewer.ADM.sends("{\"name\": \"" + fresh("spelled") + "\"}").post(path);
    isText(answer, 201, "Created");
    assertThat(answer.header("Location")).isNull();
  }

  @Test
  void logsTheEmailThatWasUsed() {
    String name = fresh("logged");
    isText(create("{\"name\": \"" + name + "\", \"email\": \"a@b.org\"}"), 201, "Created");
    assertThat(lastLog(name))
        .isEqualTo(
            json(
                "{\"kind\": \"org_create\", \"email\": \"a@b.org\", \"namespace\": \"%s\"}"
                    .formatted(name)));

    String without = fresh("logged");
    isText(create("{\"name\": \"" + without + "\", \"email\": \"\"}"), 201, "Created");
    assertThat(lastLog(without))
        .isEqualTo(
            json(
                "{\"kind\": \"org_create\", \"email\": null, \"namespace\": \"%s\"}"
                    .formatted(without)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"contact_email\": \"new@x.org\", \"email\": \"old@x.org\" | new@x.org",
        "\"contact_email\": \"\", \"email\": \"old@x.org\" | old@x.org",
        "\"contact_email\": \"new@x.org\" | new@x.org",
        "\"contact_email\": \"new@x.org\", \"email\": \"no address\" | new@x.org",
      })
  void prefersTheContactEmailUnlessItIsEmpty(String emails, String used) {
    String name = fresh("contact");
    isText(create("{\"name\": \"" + name + "\", " + emails + "}"), 201, "Created");
    assertThat(lastLog(name).get("email").textValue()).isEqualTo(used);
  }

  @Test
  void refusesATakenNameFirst() {
    String name = Scene.organizationOf(Viewer.OUT);
    isP400(create("{\"name\": \"" + name + "\"}"), TAKEN);
    isP400(create("{\"name\": \"" + name + "\", \"email\": \"no address\"}"), TAKEN);
    isP400(create("{\"name\": \"olga\"}"), TAKEN);
    String robot = Scene.robot(Scene.organizationOf(Viewer.ADM), "crane");
    isP400(create("{\"name\": \"" + robot + "\"}"), TAKEN);
  }

  @Test
  void refusesTheEmailBeforeThePattern() {
    isP400(create("{\"name\": \"Not A Name\", \"email\": \"a@b\"}"), "Invalid email address");
    Viewer.OUT.arrives();
    isP400(
        create("{\"name\": \"Not A Name\", \"email\": \"olga@example.com\"}"),
        "Email has already been used: olga@example.com");
    isP400(
        create("{\"name\": \"Not A Name\"}"),
        "Invalid namespace Not A Name: Namespace must match expression"
            + " ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme\\n", "äcme", "ａｃｍｅ", "a/b", "", "a..b", "+", "a+b", "😀"})
  void refusesWhatIsNoName(String name) {
    String shown = json("\"" + name + "\"").textValue();
    isP400(
        create("{\"name\": \"" + name + "\"}"),
        "Invalid namespace "
            + shown
            + ": Namespace must match expression ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
  }

  @Test
  void refusesNamesOfAWrongLength() {
    for (String name : List.of("a", "a".repeat(256))) {
      isP400(
          create("{\"name\": \"" + name + "\"}"),
          "Invalid namespace "
              + name
              + ": Namespace must be between 2 and 255 characters in length");
    }
  }

  @Test
  void letsTwoOrganizationsShareAnEmail() {
    for (int i = 0; i < 2; i++) {
      String body = "{\"name\": \"" + fresh("sharing") + "\", \"email\": \"shared@x.org\"}";
      isText(create(body), 201, "Created");
    }
  }

  @Test
  void letsAnOrganizationUseAUsersEmailWhereThatIsOn() {
    Viewer.OUT.arrives();
    String body = "{\"name\": \"" + fresh("x") + "\", \"email\": \"olga@example.com\"}";
    isText(Viewer.ADM.sends(Wharfinger.fullAccess(), body).post("/organization/"), 201, "Created");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "null | Missing JSON body",
        "[] | [] is not of type 'object'",
        "{} | 'name' is a required property",
        "{\"name\": null} | None is not of type 'string'",
        "{\"name\": 5} | 5 is not of type 'string'",
        "{\"name\": \"ab\", \"email\": null} | None is not of type 'string'",
        "{\"name\": \"ab\", \"contact_email\": false} | False is not of type 'string'",
      })
  void refusesWhatDoesNotFitTheSchema(String body, String firstLine) {
    isP400(create(body), firstLine);
  }

  @Test
  void refusesWhatIsNoJson() {
    isM400(create("{"), G400);
    isMessage(
        Viewer.ADM.asks().contentType("text/plain").body("{}").post("/organization/"),
        415,
        "Did not attempt to load JSON data because the request Content-Type was not"
            + " 'application/json'.");
  }

  @Test
  void asksForThePermissionBeforeTheBody() {
    isP401(Viewer.ANON.sends("{").post("/organization/"));
    isP401(Wharfinger.shared().request("nonsense").body("{").post("/organization/"));
    isP403(
        Viewer.ADM
            .asksWith("org:admin user:read super:user")
            .contentType("application/json")
            .body("{")
            .post("/organization/"));
    isP403(
        Viewer.SU
            .asksWith("super:user")
            .contentType("application/json")
            .body("{}")
            .post("/organization/"));
  }

  @Test
  void restrictsUsersBeforeTheBodyAndOthersAfterIt() {
    Wharfinger restricted = Wharfinger.restricted();
    isP403(Viewer.ADM.sends(restricted, "{}").post("/organization/"));
    isP400(
        Viewer.CREATOR.sends(restricted, "{}").post("/organization/"),
        "'name' is a required property");
    isP403(
        Viewer.CREATOR
            .sends(restricted, "{\"name\": \"" + fresh("no") + "\"}")
            .post("/organization/"));
    String body = "{\"name\": \"" + fresh("yes") + "\", \"recaptcha_response\": \"human\"}";
    Viewer.SU.arrives();
    isP403(
        restricted
            .request(Viewer.grant("root", "rootpassword", "user:admin"))
            .contentType("application/json")
            .body(body)
            .post("/organization/"));
    isText(Viewer.SU.sends(restricted, body).post("/organization/"), 201, "Created");
  }

  @Test
  void keepsBotsOut() {
    String name = fresh("human");
    for (String response : List.of("", "bot", "garbage", "human%26success")) {
      String body = "{\"name\": \"%s\", \"recaptcha_response\": \"%s\"}";
      isMessage(solving(body.formatted(name, response)), 400, BOT);
    }
    isMessage(solving("{\"name\": \"" + name + "\"}"), 400, BOT);
    isMessage(solving("{\"name\": \"UPPER\"}"), 400, BOT);
    isP400(solving("{\"name\": \"root\"}"), TAKEN);
    isP400(solving("{\"name\": \"" + name + "\", \"email\": \"x\"}"), "Invalid email address");
    assertThat(CaptchaJudge.asked()).noneMatch(form -> form.contains("response=&"));
    isText(
        solving("{\"name\": \"" + name + "\", \"recaptcha_response\": \"human\"}"), 201, "Created");
    assertThat(CaptchaJudge.asked().getLast()).contains("remoteip=127.0.0.1");
  }

  private static Response solving(String body) {
    return Viewer.SU.sends(Wharfinger.restricted(), body).post("/organization/");
  }

  /** Names that come from the configuration: the journal says so, and a rebuild knows it too. */
  @Test
  void leavesNoLogsOfThoseWhoWantNone() {
    for (String name : List.of("quiet-goods", fresh("loud"))) {
      boolean quiet = name.equals("quiet-goods");
      Wharfinger service = Wharfinger.fullAccess();
      isText(
          Viewer.ADM.sends(service, "{\"name\": \"" + name + "\"}").post("/organization/"),
          201,
          "Created");
      isOk(
          Viewer.ADM
              .sends(service, "{\"role\": \"member\"}")
              .put("/organization/" + name + "/team/crew"));
      assertThat(logs(name)).as(name).hasSize(quiet ? 0 : 2);
      isOk(
          Viewer.ADM
              .sends(Wharfinger.shared(), "{\"role\": \"creator\"}")
              .put("/organization/" + name + "/team/crew"));
      assertThat(logs(name)).as("another configuration").hasSize(quiet ? 1 : 3);
      isDone(Viewer.ADM.asks(service).delete("/organization/" + name));
      assertThat(
              Wharfinger.shared()
                  .count(
                      "SELECT count(*) FROM usage_log WHERE kind = 'org_delete'"
                          + " AND metadata ->> 'namespace' = ?",
                      name))
          .isEqualTo(quiet ? 0 : 1);
    }
  }

  @Test
  void repeatsWhatCameUnderTheSameKeyOnce() {
    String name = fresh("keyed");
    String key = fresh("key");
    String body = "{\"name\": \"" + name + "\"}";
    for (int i = 0; i < 3; i++) {
      Response answer =
          Viewer.ADM.sends(body).header("Idempotency-Key", key).post("/organization/");
      isText(answer, 201, "Created");
    }
    isText(
        Viewer.ADM.sends(body).header("Idempotency-Key", key).post("/organization"),
        201,
        "Created");
    assertThat(logs(name)).hasSize(1);
    isMessage(
        Viewer.ADM
            .sends("{\"name\": \"" + fresh("other") + "\"}")
            .header("Idempotency-Key", key)
            .post("/organization/"),
        422,
        "The Idempotency-Key was used for another request.");
    isMessage(
        Viewer.ADM.sends(body).header("Idempotency-Key", key).post("/organization/?other=query"),
        422,
        "The Idempotency-Key was used for another request.");
    isP400(Viewer.OUT.sends(body).header("Idempotency-Key", key).post("/organization/"), TAKEN);
    isP400(create(body), TAKEN);
  }

  @Test
  void givesARacedNameToOneOnly() {
    String body = "{\"name\": \"" + fresh("raced") + "\"}";
    Viewer.ADM.arrives();
    List<CompletableFuture<Response>> racing =
        Stream.generate(() -> CompletableFuture.supplyAsync(() -> create(body))).limit(8).toList();
    List<Response> answers = racing.stream().map(CompletableFuture::join).toList();
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
    answers.stream()
        .filter(answer -> answer.statusCode() != 201)
        .forEach(answer -> isP400(answer, TAKEN));
  }

  private static Response create(String body) {
    return Viewer.ADM.sends(body).post("/organization/");
  }
}
