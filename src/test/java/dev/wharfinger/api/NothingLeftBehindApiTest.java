package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.docs.Routes;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may not do something leaves nothing of his own: no record, no row, no key, no outcome. */
class NothingLeftBehindApiTest {

  /**
   * Everything there is, but what counts wrong passwords, who last did scheduled work, when tokens
   * were used, and what follows the journal later than a request.
   */
  private static final String ROWS =
      """
      SELECT sum((xpath('/row/n/text()', query_to_xml(
          format('SELECT count(*) AS n FROM %I.%I', schemaname, tablename), false, true, '')))[1]
        ::text::bigint)
      FROM pg_tables WHERE schemaname IN ('wharfinger', 'vault', 'activity')
        AND tablename NOT IN ('sign_in_failure', 'lease', 'token_use', 'audit_entity')
      """;

  /** As long as an address may be, and none that an export may be announced to. */
  private static final String LONG_ADDRESS = "http://10.9.8.7/" + "x".repeat(2_000);

  private static Wharfinger service = Wharfinger.shared();
  private static String everything = "";
  private static String little = "";

  @BeforeAll
  static void start() {
    service = Wharfinger.empty("nothing-left", Map.of("FEATURE_REPO_MIRROR", "true"));
    String first =
        "{\"username\": \"root\", \"password\": \"rootpassword\", \"access_token\": true}";
    String root = json(post("", "/user/initialize", first), 200).get("access_token").textValue();
    isDone(post(root, "/organization/", "{\"name\": \"acme\"}"));
    isDone(
        post(
            root,
            "/repository",
            "{\"namespace\": \"acme\", \"repository\": \"web\", \"visibility\": \"private\","
                + " \"description\": \"\"}"));
    String password =
        json(post(root, "/superuser/users/", "{\"username\": \"olga\"}"), 200)
            .get("password")
            .textValue();
    everything = grant(password, RepeatedRequestsApiTest.EVERY_SCOPE);
    little = grant(password, "repo:read");
  }

  @AfterAll
  static void stop() {
    service.stop();
  }

  @Test
  void ofRequestsThatAreRefusedToTheirCaller() {
    long rows = service.count(ROWS);
    long end = service.count("SELECT next_offset FROM journal_head");
    List<String> passed = new ArrayList<>();
    for (String row :
        RepeatedRequestsApiTest.rows().filter(it -> !it.endsWith("/signout")).toList()) {
      String[] parts = row.split(" ", 5);
      String path =
          parts[3]
              .replace("{repo}", "acme/web")
              .replace("{org}", "acme")
              .replaceAll("\\{\\w+}", "x");
      String body =
          parts.length == 5 ? parts[4].replace("{org}", "acme").replaceAll("\\{\\w+}", "x") : "";
      boolean ofOrganization =
          path.contains("acme") && !path.startsWith("/user/") || path.startsWith("/superuser");
      refuse(passed, send("", parts[2], path, body), row);
      refuse(passed, send(little, parts[2], path, body), row);
      if (ofOrganization) {
        refuse(passed, send(everything, parts[2], path, body), row);
      }
    }
    String callback =
        "{\"callback_url\": \"%s\", \"callback_email\": \"a@b.org\"}".formatted(LONG_ADDRESS);
    for (String owner :
        List.of("/organization/acme", "/organization/nowhere", "/repository/acme/web", "/user")) {
      isDenied(send("", "POST", owner + "/exportlogs", callback));
      isDenied(send(little, "POST", owner + "/exportlogs", callback));
      if (!owner.equals("/user")) {
        isDenied(send(everything, "POST", owner + "/exportlogs", callback));
      }
    }
    assertThat(passed).isEmpty();
    assertThat(service.count("SELECT next_offset FROM journal_head")).isEqualTo(end);
    assertThat(service.count(ROWS)).isEqualTo(rows);
  }

  @Test
  void ofAnonymousRequestsToAnyOperation() {
    long rows = service.count(ROWS);
    long end = service.count("SELECT next_offset FROM journal_head");
    for (Routes.Route route : Routes.ofApi()) {
      String path =
          route
              .path()
              .substring("/api/v1".length())
              .replace("{repository}", "acme/web")
              .replace("{orgname}", "acme")
              .replaceAll("\\{\\w+}", "x");
      for (String body :
          List.of("", "{}", "{\"username\": \"olga\", \"password\": \"wrong-password\"}")) {
        assertThat(send("", route.method(), path, body).statusCode()).isLessThan(500);
      }
    }
    Browser browser = Browser.anonymous(service);
    for (String account :
        List.of(
            "{\"username\": \"olga\", \"password\": \"good-password\"}",
            "{\"username\": \"X\", \"password\": \"good-password\"}",
            "{\"username\": \"newcomer\", \"password\": \"bad\"}")) {
      for (int i = 0; i < 2; i++) {
        RequestSpecification request = browser.sends(account);
        Response answer =
            (i == 0 ? request : request.header("Idempotency-Key", "k")).post("/user/");
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
      }
      assertThat(browser.sends(account).post("/signin").statusCode()).isIn(403, 400, 429);
      assertThat(
              service
                  .request()
                  .header("Idempotency-Key", "k")
                  .contentType(ContentType.JSON)
                  .body(account)
                  .post("/user/initialize")
                  .statusCode())
          .isEqualTo(400);
    }
    assertThat(service.count("SELECT next_offset FROM journal_head")).isEqualTo(end);
    assertThat(service.count(ROWS)).isEqualTo(rows);
  }

  /** A name that is taken by the time it counts: the key drawn for its subject is used again. */
  @Test
  void ofSubjectsThatCameToNothing() {
    var _ = post(everything, "/organization/", "{\"name\": \"first\"}");
    long keys = service.count("SELECT count(*) FROM vault.subject_key");
    for (int i = 0; i < 300; i++) {
      assertThat(post(everything, "/organization/", "{\"name\": \"first\"}").statusCode())
          .isEqualTo(400);
    }
    assertThat(service.count("SELECT count(*) FROM vault.subject_key")).isEqualTo(keys);
  }

  private static void refuse(List<String> passed, Response answer, String what) {
    if (answer.statusCode() < 400 || answer.statusCode() >= 500) {
      passed.add(what + ": " + answer.statusCode());
    }
  }

  /** What is wrong with the address is told to nobody who may not have the log. */
  private static void isDenied(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isIn(401, 403);
  }

  private static String grant(String password, String scope) {
    return json(service
            .request()
            .basePath("")
            .urlEncodingEnabled(true)
            .contentType(ContentType.URLENC)
            .formParam("grant_type", "password")
            .formParam("username", "olga")
            .formParam("password", password)
            .formParam("scope", scope)
            .post("/oauth/access_token")
            .asString())
        .get("access_token")
        .textValue();
  }

  private static Response post(String token, String path, String body) {
    return asks(token).contentType(ContentType.JSON).body(body).post(path);
  }

  private static Response send(String token, String method, String path, String body) {
    RequestSpecification request = asks(token).header("Idempotency-Key", Wharfinger.fresh("left"));
    return (body.isEmpty() ? request : request.contentType(ContentType.JSON).body(body))
        .request(Method.valueOf(method), path);
  }

  private static RequestSpecification asks(String token) {
    return token.isEmpty() ? service.request() : service.request(token);
  }

  private static void isDone(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
  }
}
