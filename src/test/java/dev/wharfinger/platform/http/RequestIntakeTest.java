package dev.wharfinger.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Session;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RequestIntakeProfile.class)
class RequestIntakeTest {

  private static final String G400 =
      "{\"message\":\"The browser (or proxy) sent a request that this server could not"
          + " understand.\"}\n";

  @Inject RequestIntakeProfile.Switches switches;
  @Inject MasterKeys masters;

  @AfterEach
  void switchBack() {
    switches.set(true, false, false);
    switches.setOrigins(Set.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/probe/x", "/csrf_token"})
  void letsPagesOfAConfiguredOriginUseTheSession(String path) {
    switches.setOrigins(Set.of("https://ui.example"));
    given()
        .get(path)
        .then()
        .statusCode(200)
        .header("Access-Control-Allow-Origin", "https://ui.example")
        .header("Access-Control-Allow-Credentials", "true")
        .header(
            "Access-Control-Allow-Headers",
            "AUTHORIZATION, CONTENT-TYPE, X-REQUESTED-WITH, COOKIE, X-CSRF-TOKEN");
    switches.setOrigins(Set.of("https://ui.example", "https://other.example"));
    Response other = given().header("Origin", "https://other.example").options(path);
    assertThat(other.header("Access-Control-Allow-Origin")).isEqualTo("https://other.example");
    assertThat(other.headers().getValues("Vary")).contains("Origin");
    Response foreign = given().header("Origin", "https://foreign.example").get(path);
    assertThat(foreign.header("Access-Control-Allow-Origin")).isNull();
    assertThat(foreign.header("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void givesACookieThatFitsTheInstallation() {
    String begun = given().get("/csrf_token").header("Set-Cookie");
    assertThat(begun).matches("harbour=[A-Za-z0-9_.-]+; Secure; HttpOnly; Path=/; SameSite=Lax");
    Session session =
        new Session(
            "known",
            Optional.of(new Session.Login(new AccountId(7), new UUID(0, 1), 0, Instant.now())),
            Instant.now());
    String users =
        "harbour="
            + new SessionSeal(masters.keys(KeyPurpose.SESSIONS), Duration.ofDays(1)).seal(session);
    Response kept = given().header("Cookie", users).get("/csrf_token");
    assertThat(kept.jsonPath().getString("csrf_token")).isEqualTo("known");
    assertThat(kept.header("Set-Cookie"))
        .as("it ends with the browser")
        .isEqualTo(users + "; Secure; HttpOnly; Path=/; SameSite=Lax");
  }

  @Test
  void looksForForgeryBeforeTheStateOfTheRegistry() {
    Response begun = given().get("/csrf_token");
    String cookie = begun.header("Set-Cookie").split(";", 2)[0];
    String token = begun.jsonPath().getString("csrf_token");
    switches.set(false, true, false);
    for (String path : new String[] {"probe/x", "signin", "signin/verify", "signout"}) {
      given()
          .header("Cookie", cookie)
          .post("/api/v1/" + path)
          .then()
          .statusCode(403)
          .body("error", equalTo("CSRF token was invalid or missing."));
    }
    RequestSpecification knowing = given().header("Cookie", cookie).header("X-CSRF-Token", token);
    given().spec(knowing).post("/api/v1/probe/x").then().statusCode(503);
    given().spec(knowing).post("/api/v1/signout").then().statusCode(503);
    given().spec(knowing).post("/api/v1/signin").then().statusCode(415);
    given().spec(knowing).post("/api/v1/signin/verify").then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/probe/x", "/api/v1/probe/x/"})
  void answersBothSpellingsDirectly(String path) {
    given()
        .header("Accept", "text/html")
        .get(path)
        .then()
        .statusCode(200)
        .header("Content-Type", "application/json")
        .header("Access-Control-Allow-Origin", "*")
        .header("Access-Control-Allow-Methods", "DELETE, GET, HEAD, OPTIONS, POST, PUT")
        .header("Access-Control-Max-Age", "21600")
        .header("Access-Control-Allow-Headers", "AUTHORIZATION, CONTENT-TYPE, X-REQUESTED-WITH")
        .header("WWW-Authenticate", nullValue())
        .body("name", equalTo("x"))
        .body("caller", equalTo(""))
        .body("time", greaterThan(1_700_000_000_000L));
  }

  @Test
  void endsEveryJsonBodyWithOneNewline() {
    assertThat(given().get("/api/v1/probe/own").asString()).isEqualTo("\"Created\"\n");
    assertThat(given().post("/api/v1/probe-fault/none").asString()).isEqualTo("\"\"\n");
    assertThat(given().get("/api/v1/probe/x").asString()).endsWith("}\n");
    given().delete("/api/v1/probe/x").then().statusCode(204).body(equalTo(""));
  }

  @Test
  void prefersAStaticRoute() {
    given().get("/api/v1/probe/own").then().statusCode(201);
    given().get("/api/v1/probe/owner").then().statusCode(200).body("name", equalTo("owner"));
    verbatim().get("/api/v1/probe/a%2Fb").then().statusCode(404);
    verbatim().get("/api/v1/probe/a+b").then().statusCode(200).body("name", equalTo("a+b"));
  }

  @Test
  void answersHeadWhereGetIs() {
    given().head("/api/v1/probe/x").then().statusCode(200).body(equalTo(""));
    given().head("/api/v1/probe-fault/x").then().statusCode(405);
  }

  @Test
  void answersOptionsEmpty() {
    for (String path : new String[] {"/api/v1/probe/x", "/api/v1/probe-fault/x/"}) {
      given()
          .options(path)
          .then()
          .statusCode(200)
          .header("Access-Control-Allow-Origin", "*")
          .body(equalTo(""));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/nothing",
        "/api/v1/nothing/",
        "/api/v1",
        "/api/v1/",
        "/api/v1/probe",
        "/nothing",
        "/api/v1/probe/x/y",
        "/api/v1/error/unheard_of"
      })
  void findsNothingWithAProblem(String path) {
    given()
        .header("X-Forwarded-Proto", "https")
        .header("Host", "quay.example.com")
        .get(path)
        .then()
        .statusCode(404)
        .header("Content-Type", "application/json")
        .body(
            equalTo(
                """
                {"detail":"Not Found","error_message":"Not Found","error_type":"not_found",\
                "title":"not_found","type":"https://quay.example.com/api/v1/error/not_found",\
                "status":404}
                """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PATCH | /api/v1/probe/x | DELETE, GET, HEAD, OPTIONS, POST, PUT",
        "GET | /api/v1/probe-fault/x | OPTIONS, POST",
        "GET | /api/v1/probe-fault/x/ | OPTIONS, POST",
        "DELETE | /api/v1/error/not_found | GET, HEAD, OPTIONS",
      })
  void namesTheAllowedMethodsBeforeAnythingElse(String method, String path, String allowed) {
    switches.set(false, true, true);
    given()
        .header("User-Agent", "Mozilla/5.0")
        .header("Authorization", "Bearer foreign")
        .request(Method.valueOf(method), path)
        .then()
        .statusCode(405)
        .header("Allow", allowed)
        .header("Access-Control-Allow-Origin", "*")
        .body(equalTo("{\"message\":\"The method is not allowed for the requested URL.\"}\n"));
  }

  @Test
  void leavesTheFrameworksOwnPagesAlone() {
    given().get("/q/health/live").then().statusCode(404);
    given().get("/q/metrics").then().statusCode(404);
    given().get("/operator/asyncapi.yaml").then().statusCode(404);
    given().get("/q/openapi").then().statusCode(200).body(containsString("getErrorDescription"));
  }

  @Test
  void everyAnswerTellsBrowsersToBeCareful() {
    for (String path :
        List.of(
            "/api/v1/none", "/api/v1/error/invalid_token", "/none", "/api/v1/%zz", "/q/openapi")) {
      given()
          .get(path)
          .then()
          .header("X-Content-Type-Options", "nosniff")
          .header("Cache-Control", "no-store")
          .header("Strict-Transport-Security", "max-age=31536000");
    }
    given()
        .request(Method.OPTIONS, "/api/v1/none")
        .then()
        .header("X-Content-Type-Options", "nosniff");
  }

  @Test
  void explainsErrors() {
    given()
        .header("Host", "quay.example.com:8443")
        .get("/api/v1/error/invalid_token")
        .then()
        .statusCode(200)
        .body(
            equalTo(
                """
                {"type":"http://quay.example.com:8443/api/v1/error/invalid_token",\
                "title":"invalid_token","description":"The access token provided was invalid."}
                """));
  }

  @Test
  void knowsTheCaller() {
    given()
        .header("Authorization", "Bearer jane")
        .get("/api/v1/probe/x")
        .then()
        .body("caller", equalTo("jane"));
    given()
        .header("Authorization", "Bearer jane")
        .put("/api/v1/probe/x")
        .then()
        .statusCode(200)
        .body("user", equalTo("jane"));
    given()
        .put("/api/v1/probe/x")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", nullValue())
        .body("error_type", equalTo("invalid_token"));
    given()
        .header("Authorization", "Bearer foreign")
        .get("/api/v1/probe/x")
        .then()
        .statusCode(401)
        .body(equalTo("{\"error\":\"Issuer x not configured\"}\n"));
  }

  @Test
  void checksInTheContractsOrder() {
    switches.set(false, true, true);
    browser().get("/api/v1/probe/x").then().statusCode(400).body("error", startsWith("API calls"));
    browser()
        .header("X-Requested-With", "XMLHttpRequest")
        .get("/api/v1/probe/x")
        .then()
        .statusCode(401)
        .body("error", equalTo("Anonymous access is not allowed"));
    browser().post("/api/v1/probe/x").then().statusCode(503).body("is_readonly", equalTo(true));
    given().get("/api/v1/error/not_found").then().statusCode(401);
    switches.set(false, false, false);
    given().post("/api/v1/probe/x").then().statusCode(401);
    switches.set(true, true, false);
    given().get("/api/v1/probe/x").then().statusCode(200);
    given().delete("/api/v1/probe/x").then().statusCode(503);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json",
        "APPLICATION/JSON; charset=UTF-8",
        "application/merge-patch+json",
        "application/json;charset=\"utf-8\"",
      })
  void readsJsonOfAnyName(String type) {
    post(type, "{\"name\": \"ä\", \"more\": [1]}")
        .then()
        .statusCode(200)
        .body("name", equalTo("ä"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json; charset=klingon",
        "garbage",
        ";",
        "application/",
        "text/json"
      })
  void wantsJsonWhereABodyIsDeclared(String type) {
    post(type, "{\"name\": \"a\"}")
        .then()
        .statusCode(415)
        .body("message", startsWith("Did not attempt to load JSON data because"));
    given()
        .header("Authorization", "Bearer jane")
        .header("Content-Type", type)
        .body("x".getBytes(StandardCharsets.UTF_8))
        .put("/api/v1/probe/x")
        .then()
        .statusCode(200)
        .body("bytes", equalTo(1));
  }

  @Test
  void readsPastAByteOrderMark() {
    post("application/json", "\ufeff{\"name\": \"a\"}")
        .then()
        .statusCode(200)
        .body("name", equalTo("a"));
    post("application/json", "\ufeff").then().statusCode(400).body(equalTo(G400));
    post("application/json", "\ufeff\ufeff{\"name\": \"a\"}").then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({"gzip,415", "br,415", "'gzip, identity',415", "identity,200", "IDENTITY,200"})
  void readsBodiesAsTheyAre(String encoding, int status) {
    given()
        .header("Content-Type", "application/json")
        .header("Content-Encoding", encoding)
        .body("{\"name\": \"a\"}")
        .post("/api/v1/probe/x")
        .then()
        .statusCode(status)
        .body(status == 415 ? "message" : "name", notNullValue());
    given()
        .header("Authorization", "Bearer jane")
        .header("Content-Encoding", encoding)
        .body("x")
        .put("/api/v1/probe/x")
        .then()
        .statusCode(status);
  }

  @Test
  void wantsAContentType() {
    given().post("/api/v1/probe/x").then().statusCode(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"name\"}",
        "{'name': 1}",
        "{\"name\": \"a\"} x",
        "{\"name\": NaN}",
        "{\"name\": 1e999}",
        "{\"name\": \"a\", \"name\": \"b\"}",
        "{\"name\": \"\\u0000\"}",
        "{\"name\": \"a\", \"\\u0000\": 1}",
        "{\"name\": \"\\ud800\"}",
        "{\"name\": 01}",
        "{\"name\": \"a\tb\"}",
        "nul",
        "{\"name\": \"a\",}",
        "// x",
        "[[[[[[[[[[[[[[[[["
      })
  void refusesMalformedBodies(String body) {
    post("application/json", body).then().statusCode(400).body(equalTo(G400));
  }

  @Test
  void refusesBodiesThatAreNoText() {
    assertThat(status("application/json", new byte[] {'"', (byte) 0xff, '"'})).isEqualTo(400);
    assertThat(status("application/json", new byte[] {0})).isEqualTo(400);
    String deep = "[".repeat(3000) + "]".repeat(3000);
    post("application/json", deep).then().statusCode(400).body(equalTo(G400));
    post("application/json", "{\"name\": " + "9".repeat(5000) + "}").then().statusCode(400);
  }

  @Test
  void reportsWhatDoesNotFitTheSchema() {
    post("application/json", "null")
        .then()
        .statusCode(400)
        .body("detail", equalTo("Missing JSON body"));
    post("application/json", "{}").then().body("detail", equalTo("'name' is a required property"));
    post("application/json", "[]").then().body("detail", equalTo("[] is not of type 'object'"));
    post("application/json", "{\"name\": true}")
        .then()
        .statusCode(400)
        .body("error_type", equalTo("invalid_request"))
        .body("detail", equalTo("True is not of type 'string'"));
  }

  @Test
  void refusesLongBodies() {
    post("application/json", "x".repeat(10_001))
        .then()
        .statusCode(413)
        .body("message", containsString("capacity"));
    post("application/json", "{\"name\": \"" + "x".repeat(9000) + "\"}").then().statusCode(200);
  }

  @Test
  void readsQueriesByTheContract() {
    verbatim().get("/api/v1/probe/x?limit=%2B7&limit=x").then().body("limit", equalTo(7));
    given()
        .get("/api/v1/probe/x?limit=5.0")
        .then()
        .statusCode(400)
        .body(equalTo("{\"message\":{\"limit\":\"How many\"}}\n"));
  }

  @Test
  void readsIdempotencyKeys() {
    given()
        .header("Idempotency-Key", "k-1")
        .get("/api/v1/probe/x")
        .then()
        .body("key", equalTo("k-1"));
    given()
        .header("Idempotency-Key", "k".repeat(256))
        .get("/api/v1/probe/x")
        .then()
        .statusCode(400)
        .body("error_type", equalTo("invalid_request"));
    given().header("Idempotency-Key", "a b").get("/api/v1/probe/x").then().statusCode(400);
    given().header("Idempotency-Key", "").get("/api/v1/probe/x").then().statusCode(400);
    given().header("Idempotency-Key", "a", "b").get("/api/v1/probe/x").then().statusCode(400);
  }

  @ParameterizedTest
  @CsvSource({"thrown,500", "failed,500", "refused,400", "unavailable,503", "framework,403"})
  void endsInAShapeOfTheContract(String kind, int status) {
    given()
        .post("/api/v1/probe-fault/" + kind)
        .then()
        .statusCode(status)
        .header("Content-Type", "application/json")
        .header("Access-Control-Allow-Origin", "*")
        .header("Retry-After", status == 503 ? equalTo("5") : nullValue())
        .body(not(containsString("secret")))
        .body(status == 400 ? "detail" : "message", notNullValue());
  }

  private static RequestSpecification verbatim() {
    return given().urlEncodingEnabled(false);
  }

  private static RequestSpecification browser() {
    return given().header("User-Agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0");
  }

  private static Response post(String type, String body) {
    return given()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .header("Content-Type", type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post("/api/v1/probe/x");
  }

  private static int status(String type, byte[] body) {
    return given().header("Content-Type", type).body(body).post("/api/v1/probe/x").statusCode();
  }
}
