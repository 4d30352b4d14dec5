package dev.wharfinger.accounts.apptoken;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.platform.http.Dates;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppTokensApiTest {

  private static final String LIST = "/user/apptoken";

  private final String name = Wharfinger.fresh("worker");
  private final String bearer = Viewer.grant(name, Viewer.newUser(name), "user:admin");

  @Test
  void createsATokenAndShowsItsCodeAgain() {
    JsonNode created = create(Wharfinger.shared(), "laptop");
    assertThat(keys(created))
        .containsExactly("uuid", "title", "last_accessed", "created", "expiration", "token_code");
    assertThat(created.get("title").textValue()).isEqualTo("laptop");
    assertThat(created.get("last_accessed").isNull()).isTrue();
    assertThat(created.get("expiration").isNull()).isTrue();
    assertThat(created.get("created").textValue())
        .isEqualTo(Dates.rfc2822(date(created.get("created")).toInstant()));
    assertThat(created.get("token_code").textValue()).matches("[A-Z0-9]{120}");
    assertThat(json(asks().get(LIST + "/" + uuid(created)), 200).get("token")).isEqualTo(created);
    assertThat(log(0))
        .isEqualTo(
            ((ObjectNode)
                    json(
                        """
                        {"kind": "create_app_specific_token", "app_specific_token_title": "laptop"}
                        """))
                .set("app_specific_token", created.get("uuid")));
    assertThat(
            Wharfinger.shared()
                .count(
                    "SELECT count(*) FROM app_token WHERE uuid = ?"
                        + " AND length(code) > 120 AND position(? IN code) = 0",
                    UUID.fromString(uuid(created)),
                    created.get("token_code").textValue()))
        .isEqualTo(1);
  }

  @Test
  void isNoCredentialHere() {
    String code = create(Wharfinger.shared(), "laptop").get("token_code").textValue();
    isP401(Wharfinger.shared().request(code).get(LIST));
  }

  @Test
  void listsTokensInTheOrderOfTheirCreationWithoutTheirCodes() {
    JsonNode first = create(Wharfinger.shared(), "laptop");
    JsonNode second = create(Wharfinger.shared(), "");
    JsonNode list = json(asks().get(LIST), 200);
    assertThat(keys(list)).containsExactly("tokens", "only_expiring");
    assertThat(list.get("only_expiring").isNull()).isTrue();
    assertThat(list.get("tokens").findValuesAsText("uuid"))
        .containsExactly(uuid(first), uuid(second));
    assertThat(list.get("tokens").get(0).has("token_code")).isFalse();
    JsonNode none = json(asks().get(LIST + "?expiring=true"), 200);
    assertThat(none).isEqualTo(json("{\"tokens\": [], \"only_expiring\": true}"));
    assertThat(json(asks().get(LIST + "?expiring=false"), 200).get("only_expiring"))
        .isEqualTo(json("false"));
  }

  @Test
  void endsWhenItsTimeIsOver() {
    Wharfinger limited = Wharfinger.fullAccess();
    JsonNode created = create(limited, "laptop");
    assertThat(Duration.between(date(created.get("created")), date(created.get("expiration"))))
        .isEqualTo(Duration.ofDays(28));
    assertThat(expiring(limited)).isEmpty();
    expires(created, "2 days");
    assertThat(expiring(limited)).hasSize(1);
    assertThat(expiring(Wharfinger.shared())).hasSize(1);
    expires(created, "3 days");
    assertThat(expiring(limited)).isEmpty();
    expires(created, "0 days");
    isP404(asks().get(LIST + "/" + uuid(created)));
    assertThat(expiring(limited)).isEmpty();
    assertThat(json(asks().get(LIST), 200).get("tokens")).as("expired ones too").hasSize(1);
    isDone(asks().delete(LIST + "/" + uuid(created)));
  }

  @Test
  void revokesATokenOfTheUserOnly() {
    JsonNode created = create(Wharfinger.shared(), "laptop");
    String path = LIST + "/" + uuid(created);
    isP404(Viewer.ADM.asks().get(path));
    isP404(Viewer.ADM.asks().delete(path));
    isDone(asks().delete(path));
    isP404(asks().get(path));
    isP404(asks().delete(path));
    isP404(asks().get(LIST + "/nothing"));
    isP404(asks().delete(LIST + "/nothing"));
    assertThat(json(asks().get(LIST), 200).get("tokens")).isEmpty();
    assertThat(log(0).get("kind").textValue()).isEqualTo("revoke_app_specific_token");
    assertThat(log(0).get("app_specific_token_title").textValue()).isEqualTo("laptop");
    assertThat(log(0).get("app_specific_token")).isEqualTo(created.get("uuid"));
  }

  @Test
  void looksAtTheRightBeforeTheBody() {
    isP401(Viewer.ANON.sends("{}").post(LIST));
    isP403(Viewer.UNSCOPED.sends("{}").post(LIST));
    isP400(sends("{}").post(LIST), "'title' is a required property");
    isP400(sends("{\"title\": 5}").post(LIST), "5 is not of type 'string'");
    String tooLong = "x".repeat(256);
    isP400(
        sends("{\"title\": \"" + tooLong + "\"}").post(LIST),
        "'title' must be at most 255 characters");
  }

  @Test
  void showsEverybodysToWhoMaySeeEverything() {
    JsonNode created = create(Wharfinger.shared(), "laptop");
    for (Viewer viewer : new Viewer[] {Viewer.ROSU, Viewer.FSU}) {
      JsonNode list = json(viewer.asks().get("/superuser/apptokens"), 200);
      assertThat(list.get("tokens").findValuesAsText("uuid")).contains(uuid(created));
      assertThat(keys(list.get("tokens").get(0)))
          .containsExactly("uuid", "title", "last_accessed", "created", "expiration");
    }
    isP403(Viewer.SU.asks().get("/superuser/apptokens"));
    JsonNode none = json(Viewer.ROSU.asks().get("/superuser/apptokens?expiring=1"), 200);
    assertThat(none.get("tokens").findValuesAsText("uuid")).doesNotContain(uuid(created));
    assertThat(none.get("only_expiring").booleanValue()).isTrue();
  }

  @Test
  void goesWithItsUser() {
    String uuid = uuid(create(Wharfinger.shared(), "laptop"));
    isDone(Viewer.SU.asks().delete("/superuser/users/" + name));
    assertThat(
            json(Viewer.ROSU.asks().get("/superuser/apptokens"), 200)
                .get("tokens")
                .findValuesAsText("uuid"))
        .doesNotContain(uuid);
  }

  @Test
  void isNotThereWhereTheFeatureIsOff() {
    Wharfinger off = Wharfinger.restricted();
    isP404(off.request(bearer).get(LIST));
    isP404(off.request().contentType(ContentType.JSON).body("{}").post(LIST));
    isP404(off.request(bearer).get(LIST + "/x"));
    isP404(off.request(bearer).delete(LIST + "/x"));
    isP404(off.request(bearer).get("/superuser/apptokens"));
  }

  private JsonNode create(Wharfinger service, String title) {
    return json(
            service
                .request(bearer)
                .contentType(ContentType.JSON)
                .body("{\"title\": \"" + title + "\"}")
                .post(LIST),
            200)
        .get("token");
  }

  private JsonNode expiring(Wharfinger service) {
    return json(service.request(bearer).get(LIST + "?expiring=true"), 200).get("tokens");
  }

  private RequestSpecification asks() {
    return Wharfinger.shared().request(bearer);
  }

  private RequestSpecification sends(String body) {
    return asks().contentType(ContentType.JSON).body(body);
  }

  private JsonNode log(int index) {
    return Scene.metadata(json(asks().get("/user/logs"), 200).get("logs").get(index));
  }

  private static void expires(JsonNode token, String fromNow) {
    Wharfinger.shared()
        .sql(
            "UPDATE app_token SET expires = now() + ?::interval WHERE uuid = ?",
            fromNow,
            UUID.fromString(uuid(token)));
  }

  private static String uuid(JsonNode token) {
    return token.get("uuid").textValue();
  }

  private static ZonedDateTime date(JsonNode text) {
    return ZonedDateTime.parse(
        text.textValue().replace("-0000", "GMT"), DateTimeFormatter.RFC_1123_DATE_TIME);
  }
}
