package dev.wharfinger.accounts.application;

import static dev.wharfinger.api.Answers.isAnsweredOnce;
import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
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
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationTokensApiTest {

  private static final long TEN_YEARS = 315_576_000;

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String clientId = Scene.application(organization);
  private final String tokens =
      "/organization/%s/applications/%s/tokens".formatted(organization, clientId);

  @Test
  void createsATokenThatActsForItsCreatorWithItsScopes() {
    JsonNode created =
        json(
            Viewer.ADM
                .sends("{\"name\": \"  night shift \", \"scope\": \"user:read,repo:read\"}")
                .post(tokens),
            200);
    assertThat(keys(created))
        .containsExactly(
            "uuid",
            "name",
            "scope",
            "expires_at",
            "created",
            "created_by",
            "last_accessed",
            "token");
    assertThat(created.get("name").textValue()).isEqualTo("night shift");
    assertThat(created.get("scope").textValue()).isEqualTo("user:read repo:read");
    assertThat(created.get("created_by").textValue()).isEqualTo("ada");
    assertThat(created.get("last_accessed").isNull()).isTrue();
    assertThat(life(created)).isEqualTo(TEN_YEARS);
    String text = created.get("token").textValue();
    JsonNode user = json(Wharfinger.shared().request(text).get("/user/"), 200);
    assertThat(user.get("username").textValue()).isEqualTo("ada");
    assertThat(user.has("email")).isFalse();
    isP403(Wharfinger.shared().request(text).get(tokens));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            ((ObjectNode)
                    json(
                        """
                        {"kind": "create_oauth_api_token", "scope": "user:read repo:read",
                         "token_display_name": "night shift", "application_name": "crane",
                         "auth_method": "OAuth"}
                        """))
                .put("client_id", clientId)
                .set("oauth_token_uuid", created.get("uuid")));
  }

  @Test
  void namesTheTokenAndItsApplicationInTheLogsOfItsCalls() {
    JsonNode created = Scene.applicationToken(organization, clientId, "org:admin");
    isDone(
        Wharfinger.shared()
            .request(created.get("token").textValue())
            .delete("/organization/" + organization + "/applications/" + clientId));
    JsonNode metadata = Scene.logs(organization).get(0).get("metadata");
    assertThat(metadata.get("oauth_token_application_id").textValue()).isEqualTo(clientId);
    assertThat(metadata.get("oauth_token_application").textValue()).isEqualTo("crane");
    assertThat(metadata.get("oauth_token_id").longValue()).isPositive();
  }

  @Test
  void livesAsLongAsIsAskedButNeverLonger() {
    assertThat(life(withExpiration("60"))).isEqualTo(60);
    assertThat(life(withExpiration("90.9"))).isEqualTo(90);
    assertThat(life(withExpiration("1e300"))).isEqualTo(TEN_YEARS);
    isP400(
        Viewer.ADM
            .sends("{\"name\": \"x\", \"scope\": \"repo:read\", \"expiration\": 0}")
            .post(tokens),
        "0 is less than the minimum of 1");
  }

  @Test
  void listsLivingTokensNewestFirstAndNeverTheirTexts() {
    JsonNode first = Scene.applicationToken(organization, clientId, "repo:read");
    JsonNode second = Scene.applicationToken(organization, clientId, "repo:read");
    JsonNode third = Scene.applicationToken(organization, clientId, "repo:read");
    Wharfinger.shared()
        .sql(
            "UPDATE access_token SET expires = now() WHERE uuid = ?",
            UUID.fromString(second.get("uuid").textValue()));
    JsonNode list = json(Viewer.ROSU.asks().get(tokens), 200);
    assertThat(keys(list)).containsExactly("tokens");
    assertThat(list.get("tokens").findValuesAsText("uuid"))
        .containsExactly(third.get("uuid").textValue(), first.get("uuid").textValue());
    assertThat(list.get("tokens").get(0).has("token")).isFalse();
  }

  @Test
  void pagesByFifty() {
    List<String> made =
        java.util.stream.IntStream.range(0, 51)
            .mapToObj(_ -> Scene.applicationToken(organization, clientId, "repo:read"))
            .map(token -> token.get("uuid").textValue())
            .toList();
    JsonNode first = json(Viewer.ADM.asks().get(tokens), 200);
    assertThat(first.get("tokens")).hasSize(50);
    JsonNode second =
        json(
            Viewer.ADM.asks().get(tokens + "?next_page=" + first.get("next_page").textValue()),
            200);
    assertThat(second.get("tokens").findValuesAsText("uuid")).containsExactly(made.getFirst());
    assertThat(second.has("next_page")).isFalse();
    JsonNode forged = json(Viewer.ADM.asks().get(tokens + "?next_page=x"), 200);
    assertThat(forged.get("tokens")).isEqualTo(first.get("tokens"));
  }

  @Test
  void noticesThatATokenIsUsed() {
    JsonNode created = Scene.applicationToken(organization, clientId, "user:read");
    assertThat(statusOf(created)).isEqualTo(200);
    eventually(
        () -> !json(Viewer.ADM.asks().get(tokens), 200).at("/tokens/0/last_accessed").isNull());
    Instant used =
        Instant.parse(
            json(Viewer.ADM.asks().get(tokens), 200).at("/tokens/0/last_accessed").textValue());
    assertThat(used).isAfterOrEqualTo(time(created, "created").minusSeconds(1));
  }

  @Test
  void revokesATokenAtOnceOnAllInstances() {
    JsonNode created = Scene.applicationToken(organization, clientId, "user:read");
    JsonNode other = Scene.applicationToken(organization, clientId, "user:read");
    String elsewhere = created.get("token").textValue();
    assertThat(statusOf(created)).isEqualTo(200);
    assertThat(Wharfinger.fullAccess().request(elsewhere).get("/user/").statusCode())
        .isEqualTo(200);
    isDone(Viewer.ADM.asks().delete(tokens + "/" + created.get("uuid").textValue()));
    assertThat(statusOf(created)).isEqualTo(401);
    eventually(() -> Wharfinger.fullAccess().request(elsewhere).get("/user/").statusCode() == 401);
    assertThat(statusOf(other)).isEqualTo(200);
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            ((ObjectNode)
                    json("{\"kind\": \"revoke_oauth_api_token\", \"application_name\": \"crane\"}"))
                .put("client_id", clientId)
                .set("oauth_token_uuid", created.get("uuid")));
    isP404(Viewer.ADM.asks().delete(tokens + "/" + created.get("uuid").textValue()));
  }

  @Test
  void revokesNoTokenOfAnotherApplication() {
    JsonNode created = Scene.applicationToken(organization, clientId, "user:read");
    String other = Scene.application(organization);
    isP404(
        Viewer.ADM
            .asks()
            .delete(
                "/organization/%s/applications/%s/tokens/%s"
                    .formatted(organization, other, created.get("uuid").textValue())));
    isP404(Viewer.ADM.asks().delete(tokens + "/nothing"));
    assertThat(statusOf(created)).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|'name' is a required property",
        "{\"name\": \"x\"}|'scope' is a required property",
        "{\"name\": \"\", \"scope\": \"repo:read\"}|'' is too short",
        "{\"name\": \"x\", \"scope\": \"repo:read\", \"expiration\": \"1\"}"
            + "|'1' is not of type 'number'"
      })
  void looksAtTheBodyFirst(String body, String line) {
    isP400(Viewer.ANON.sends(body).post(tokens), line);
    isP400(Viewer.OUT.sends(body).post(tokens), line);
  }

  @Test
  void refusesBlankNamesAndUnknownScopes() {
    isM400(
        Viewer.ADM.sends("{\"name\": \" \", \"scope\": \"x\"}").post(tokens),
        "'name' must not be empty");
    isM400(
        Viewer.ADM.sends("{\"name\": \"x\", \"scope\": \"repo:fly\"}").post(tokens),
        "Invalid scope: repo:fly");
    isM400(Viewer.ADM.sends("{\"name\": \"x\", \"scope\": \"\"}").post(tokens), "Invalid scope: ");
  }

  @Test
  void grantsNoMoreThanTheCallersTokenCanDo() {
    Response refused =
        Viewer.ADM
            .asksWith("org:admin repo:write")
            .contentType(ContentType.JSON)
            .body("{\"name\": \"x\", \"scope\": \"repo:admin\"}")
            .post(tokens);
    isP403(refused);
    Response implied =
        Viewer.ADM
            .asksWith("org:admin repo:write")
            .contentType(ContentType.JSON)
            .body("{\"name\": \"x\", \"scope\": \"repo:read\"}")
            .post(tokens);
    assertThat(implied.statusCode()).isEqualTo(200);
    isP403(Viewer.ADM.sends("{\"name\": \"x\", \"scope\": \"super:user\"}").post(tokens));
  }

  @Test
  void stopsAtTheLimitOfLivingTokens() {
    Wharfinger limited = Wharfinger.restricted();
    String body = "{\"name\": \"x\", \"scope\": \"repo:read\", \"expiration\": 3600}";
    JsonNode first = json(Viewer.ADM.sends(limited, body).post(tokens), 200);
    assertThat(Viewer.ADM.sends(limited, body).post(tokens).statusCode()).isEqualTo(200);
    isM400(
        Viewer.ADM.sends(limited, body).post(tokens),
        "Token limit reached: maximum 2 non-expired tokens per application");
    isDone(Viewer.ADM.asks(limited).delete(tokens + "/" + first.get("uuid").textValue()));
    assertThat(Viewer.ADM.sends(limited, body).post(tokens).statusCode()).isEqualTo(200);
  }

  @Test
  void showsARepeatedRequestNoToken() {
    String key = UUID.randomUUID().toString();
    String body = "{\"name\": \"x\", \"scope\": \"repo:read\"}";
    JsonNode first = json(Viewer.ADM.sends(body).header("Idempotency-Key", key).post(tokens), 200);
    assertThat(first.has("token")).isTrue();
    isAnsweredOnce(
        Viewer.ADM.sends(body).header("Idempotency-Key", key).post(tokens), tokens.substring(1));
    assertThat(json(Viewer.ADM.asks().get(tokens), 200).get("tokens")).hasSize(1);
  }

  @Test
  void showsATokenToItsUserAsAGrant() {
    String name = Wharfinger.fresh("granter");
    String granter = Viewer.grant(name, Viewer.newUser(name), "user:admin org:admin repo:read");
    Scene.addTeam(organization, "crew", "admin", name);
    assertThat(grants(granter)).isEmpty();
    String body = "{\"name\": \"x\", \"scope\": \"repo:read user:admin\"}";
    JsonNode created = json(as(granter).contentType(ContentType.JSON).body(body).post(tokens), 200);
    JsonNode grant = grants(granter).get(0);
    assertThat(keys(grant)).containsExactly("application", "scopes", "uuid");
    assertThat(grant.get("uuid")).isEqualTo(created.get("uuid"));
    assertThat(keys(grant.get("application")))
        .containsExactly("name", "description", "url", "avatar", "organization");
    assertThat(grant.at("/application/avatar/kind").textValue()).isEqualTo("app");
    assertThat(grant.at("/application/organization/name").textValue()).isEqualTo(organization);
    assertThat(grant.at("/application/organization/avatar/kind").textValue()).isEqualTo("org");
    assertThat(grant.get("scopes").findValuesAsText("scope"))
        .containsExactly("repo:read", "user:admin");
    assertThat(keys(grant.get("scopes").get(0)))
        .containsExactly("title", "scope", "description", "icon", "dangerous");
    assertThat(grant.at("/scopes/0/title").textValue()).isEqualTo("View all visible repositories");
    assertThat(grant.at("/scopes/0/icon").textValue()).isEqualTo("fa-hdd-o");
    assertThat(grant.at("/scopes/0/dangerous").booleanValue()).isFalse();
    assertThat(grant.at("/scopes/1/dangerous").booleanValue()).isTrue();
    String path = "/user/authorizations/" + created.get("uuid").textValue();
    assertThat(json(as(granter).get(path), 200)).isEqualTo(grant);
    isP404(Viewer.ADM.asks().get(path));
    isP404(Viewer.ADM.asks().delete(path));
    assertThat(statusOf(created)).isEqualTo(200);
    isDone(as(granter).delete(path));
    assertThat(statusOf(created)).isEqualTo(401);
    isP404(as(granter).get(path));
    isP404(as(granter).delete(path));
    assertThat(grants(granter)).isEmpty();
  }

  @Test
  void keepsGrantsFromWhoMayNotAdministerTheUser() {
    isP401(Viewer.ANON.asks().get("/user/authorizations"));
    isP403(Viewer.ADM.asksWith("org:admin repo:write").get("/user/authorizations"));
    isP403(Viewer.ADM.asksWith("org:admin repo:write").delete("/user/authorizations/x"));
    isP404(Viewer.ADM.asks().get("/user/authorizations/x"));
  }

  @Test
  void forgetsTokensOfADeletedUser() {
    String name = Wharfinger.fresh("leaver");
    String token = Viewer.grant(name, Viewer.newUser(name), "org:admin user:read");
    Scene.addTeam(organization, "crew", "admin", name);
    String body = "{\"name\": \"x\", \"scope\": \"user:read\"}";
    JsonNode created = json(as(token).contentType(ContentType.JSON).body(body).post(tokens), 200);
    assertThat(statusOf(created)).isEqualTo(200);
    isDone(Viewer.SU.asks().delete("/superuser/users/" + name));
    assertThat(statusOf(created)).isEqualTo(401);
    assertThat(json(Viewer.ADM.asks().get(tokens), 200).get("tokens")).isEmpty();
  }

  private static io.restassured.specification.RequestSpecification as(String token) {
    return Wharfinger.shared().request(token);
  }

  private static JsonNode grants(String token) {
    return json(as(token).get("/user/authorizations"), 200).get("authorizations");
  }

  private JsonNode withExpiration(String seconds) {
    String body = "{\"name\": \"x\", \"scope\": \"repo:read\", \"expiration\": " + seconds + "}";
    return json(Viewer.ADM.sends(body).post(tokens), 200);
  }

  private static long life(JsonNode token) {
    return Duration.between(time(token, "created"), time(token, "expires_at")).toSeconds();
  }

  private static Instant time(JsonNode token, String key) {
    assertThat(token.get(key).textValue()).endsWith("Z");
    return Instant.parse(token.get(key).textValue());
  }

  private static int statusOf(JsonNode token) {
    return as(token.get("token").textValue()).get("/user/").statusCode();
  }

  private static void eventually(BooleanSupplier condition) {
    Instant deadline = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("in time").isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
