package dev.wharfinger.application;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Browser;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The OAuth pages in a browser with a session, and tokens that one user offers another. */
class OAuthSessionApiTest {

  private static final String BACK = "https://crane.example/back";
  private static final String FORGED = "CSRF token was invalid or missing.";
  private static final String UNAUTHORIZED =
      "The server could not verify that you are authorized to access the URL requested. You either"
          + " supplied the wrong credentials (e.g. a bad password), or your browser doesn't"
          + " understand how to supply the credentials required.";
  private static final String FORBIDDEN =
      "You don't have the permission to access the requested resource. It is either read-protected"
          + " or not readable by the server.";

  private static final String OWNER = Wharfinger.fresh("foreman");
  private static final String OWNERS_PASSWORD = Viewer.newUser(OWNER);
  private static final String TAKER = Wharfinger.fresh("taker");
  private static final String TAKERS_PASSWORD = Viewer.newUser(TAKER);

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String clientId = Scene.application(organization);
  private final Browser owner = Browser.signedIn(OWNER, OWNERS_PASSWORD);
  private final Browser taker = Browser.signedIn(TAKER, TAKERS_PASSWORD);

  OAuthSessionApiTest() {
    Scene.addTeam(organization, "crew", "admin", OWNER);
  }

  @Test
  void grantsATokenToWhomTheSessionIs() {
    Map<String, String> asked = asked("repo:read user:read");
    JsonNode consent = consent(owner, asked);
    assertThat(consent.get("csrf_token_val").textValue()).isEqualTo(owner.token());
    isError(form(owner.plain(), asked), 403, FORGED + " (authorized: user " + OWNER + ")");
    isError(
        form(owner.plain(), with(asked, "_csrf_token", "x".repeat(64))),
        403,
        FORGED + " (authorized: user " + OWNER + ")");
    Response granted = form(owner.plain(), with(asked, "_csrf_token", owner.token()));
    assertThat(granted.statusCode()).as(granted.asString()).isEqualTo(302);
    assertThat(granted.header("Location"))
        .startsWith(BACK + "?scope=repo%3Aread+user%3Aread#access_token=");
    assertThat(granted.header("Set-Cookie")).contains("; Expires=");
    assertThat(form(owner.asks(), asked).statusCode()).as("by header").isEqualTo(302);
    assertThat(page(owner).get("/oauth/localapp?access_token=x&format=json").statusCode())
        .isEqualTo(200);
  }

  @Test
  void needsTheTokenOfTheSessionEvenForAClientThatMayDoWithout() {
    Map<String, String> asked = with(asked("repo:read"), "client_id", "NOBODY00000000000000");
    isError(form(owner.plain(), asked), 403, FORGED + " (authorized: user " + OWNER + ")");
    String basic =
        "Basic " + Base64.getEncoder().encodeToString((OWNER + ":" + OWNERS_PASSWORD).getBytes());
    assertThat(form(Browser.fresh().plain().header("Authorization", basic), asked).statusCode())
        .isEqualTo(302);
  }

  @Test
  void showsNobodyAnything() {
    Map<String, String> asked = asked("repo:read");
    for (Browser nobody : new Browser[] {Browser.fresh(), Browser.anonymous()}) {
      isMessage(form(nobody.asks(), asked), 401, UNAUTHORIZED);
      isMessage(page(nobody).queryParams(asked).get("/oauth/authorize"), 401, UNAUTHORIZED);
      isMessage(page(nobody).get("/oauth/localapp"), 401, UNAUTHORIZED);
    }
  }

  @Test
  void offersATokenThatItsUserTakes() {
    Response offered = assign(owner, "repo:read user:read", TAKER, "json");
    assertThat(offered.header("Cache-Control")).isEqualTo("no-cache, no-store, must-revalidate");
    assertThat(shown(offered, 200))
        .isEqualTo(json("{\"message\": \"Token assigned successfully\"}"));
    JsonNode log = Scene.lastLog(organization);
    assertThat(log)
        .isEqualTo(
            json(
                """
                {"kind": "oauth_token_assigned", "assigning_user": "%s", "assigned_user": "%s",
                 "application": "crane", "client_id": "%s"}
                """
                    .formatted(OWNER, TAKER, clientId)));

    assertThat(notifications()).contains("assigned_authorization");
    JsonNode offer = last(offers(taker));
    assertThat(notifications()).as("he knows").doesNotContain("assigned_authorization");
    assertThat(keys(offer))
        .containsExactly("application", "uuid", "redirectUri", "scopes", "responseType");
    JsonNode application = offer.get("application");
    assertThat(keys(application))
        .containsExactly("name", "clientId", "description", "url", "avatar", "organization");
    assertThat(application.get("clientId").textValue()).isEqualTo(clientId);
    assertThat(application.at("/avatar/kind").textValue()).isEqualTo("app");
    assertThat(application.at("/organization/name").textValue()).isEqualTo(organization);
    assertThat(application.at("/organization/avatar/kind").textValue()).isEqualTo("org");
    assertThat(offer.get("redirectUri").textValue()).isEqualTo(BACK);
    assertThat(offer.get("responseType").textValue()).isEqualTo("token");
    assertThat(offer.get("scopes").findValuesAsText("scope"))
        .containsExactly("repo:read", "user:read");

    String uuid = offer.get("uuid").textValue();
    Map<String, String> asked = with(asked("repo:read user:read"), "assignment_uuid", uuid);
    assertThat(consent(taker, asked).get("assignment_uuid").textValue()).isEqualTo(uuid);
    isMessage(
        page(taker).queryParams(asked("repo:read user:read")).get("/oauth/authorize"),
        403,
        FORBIDDEN);
    Map<String, String> more = with(asked, "scope", "repo:read user:read org:admin");
    isG404(page(taker).queryParams(with(more, "format", "json")).get("/oauth/authorize"));
    assertThat(told(form(taker.asks(), more))).isEqualTo("invalid_scope");
    isMessage(form(taker.asks(), with(asked, "response_type", "code")), 400, Answers.G400);
    assertThat(told(form(Browser.signedIn("root", "rootpassword").asks(), asked)))
        .as("somebody else's offer")
        .isEqualTo("unauthorized_client");

    Response taken = form(taker.plain(), with(asked, "_csrf_token", taker.token()));
    assertThat(taken.header("Location")).contains("#access_token=");
    String token = taken.header("Location").split("access_token=|&token_type")[1];
    assertThat(
            json(Wharfinger.shared().request(token).get("/user/"), 200).get("username").textValue())
        .isEqualTo(TAKER);
    assertThat(offers(taker).findValuesAsText("uuid")).doesNotContain(uuid);
    assertThat(told(form(taker.asks(), asked))).isEqualTo("unauthorized_client");
  }

  @Test
  void offersATokenThatItsUserDeclines() {
    assertThat(assign(owner, "nonsense", TAKER, "json").statusCode()).isEqualTo(200);
    Response page = assign(owner, "repo:read", TAKER, "html");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.asString()).contains("Token assigned successfully");
    JsonNode offers = offers(taker);
    String uuid = last(offers).get("uuid").textValue();
    isP404(owner.asks().delete("/user/assignedauthorization/" + uuid));
    isDone(taker.asks().delete("/user/assignedauthorization/" + uuid));
    isP404(taker.asks().delete("/user/assignedauthorization/" + uuid));
    isP404(taker.asks().delete("/user/assignedauthorization/none"));
    assertThat(offers(taker)).hasSize(offers.size() - 1);
    isDone(Viewer.ADM.asks().delete("/organization/" + organization + "/applications/" + clientId));
    assertThat(offers(taker).findValuesAsText("clientId")).doesNotContain(clientId);
  }

  @Test
  void refusesToOfferInOrder() {
    for (String name : new String[] {"client_id", "redirect_uri", "scope", "username"}) {
      Map<String, String> query = offer("repo:read", TAKER, "json");
      query.remove(name);
      isError(
          page(Browser.fresh()).queryParams(query).post("/oauth/authorize/assignuser"),
          400,
          "Required param: " + name);
    }
    Map<String, String> query = offer("repo:read", TAKER, "json");
    String bearer = "Bearer " + Viewer.ADM.token();
    isError(
        page(Browser.fresh())
            .header("Authorization", bearer)
            .queryParams(query)
            .post("/oauth/authorize/assignuser"),
        403,
        FORGED);
    isError(
        owner
            .plain()
            .basePath("")
            .urlEncodingEnabled(true)
            .queryParams(query)
            .post("/oauth/authorize/assignuser"),
        403,
        FORGED + " (authorized: user " + OWNER + ")");
    isMessage(assign(Browser.anonymous(), "repo:read", TAKER, "json"), 401, UNAUTHORIZED);
    isG404(assign(owner, "repo:read", Wharfinger.fresh("nobody"), "json"));
    isG404(assign(owner, "repo:read", organization, "json"));
    isG404(assign(owner, "repo:read", Scene.robot(organization, "arm"), "json"));
    isG404(
        page(owner)
            .queryParams(with(query, "client_id", "NOSUCHCLIENT"))
            .post("/oauth/authorize/assignuser"));
    isMessage(assign(taker, "repo:read", OWNER, "json"), 403, FORBIDDEN);
    Browser fullAccess = Browser.root().at(Wharfinger.fullAccess());
    isMessage(assign(fullAccess, "repo:read", TAKER, "json"), 403, FORBIDDEN);
  }

  @Test
  void hidesOffersWhereThereAreNone() {
    Wharfinger without = Wharfinger.restricted();
    isG404(assign(owner.at(without), "repo:read", TAKER, "json"));
    isP404(taker.at(without).asks().get("/user/assignedauthorization"));
    isP404(taker.at(without).asks().delete("/user/assignedauthorization/none"));
    isP401(Viewer.ANON.asks().get("/user/assignedauthorization"));
    isP403(Viewer.UNSCOPED.asks().get("/user/assignedauthorization"));
    isP403(Viewer.UNSCOPED.asks().delete("/user/assignedauthorization/none"));
  }

  private List<String> notifications() {
    return json(taker.asks().get("/user/notifications"), 200)
        .get("notifications")
        .findValuesAsText("kind");
  }

  private JsonNode offers(Browser browser) {
    return json(browser.asks().get("/user/assignedauthorization"), 200).get("authorizations");
  }

  private static JsonNode last(JsonNode list) {
    return list.get(list.size() - 1);
  }

  private Response assign(Browser browser, String scope, String username, String format) {
    return page(browser)
        .queryParams(offer(scope, username, format))
        .post("/oauth/authorize/assignuser");
  }

  private Map<String, String> offer(String scope, String username, String format) {
    Map<String, String> query = asked(scope);
    query.put("username", username);
    query.put("format", format);
    return query;
  }

  private Map<String, String> asked(String scope) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("client_id", clientId);
    asked.put("redirect_uri", BACK);
    asked.put("scope", scope);
    asked.put("response_type", "token");
    return asked;
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> copy = new LinkedHashMap<>(map);
    copy.put(key, value);
    return copy;
  }

  private JsonNode consent(Browser browser, Map<String, String> asked) {
    return shown(
        page(browser).queryParams(with(asked, "format", "json")).get("/oauth/authorize"), 200);
  }

  private static RequestSpecification page(Browser browser) {
    return browser.asks().basePath("").urlEncodingEnabled(true).redirects().follow(false);
  }

  private static Response form(RequestSpecification request, Map<String, String> form) {
    return request
        .basePath("")
        .urlEncodingEnabled(true)
        .redirects()
        .follow(false)
        .contentType(ContentType.URLENC)
        .formParams(form)
        .post("/oauth/authorizeapp");
  }

  private static void isMessage(Response answer, int status, String text) {
    assertThat(shown(answer, status).get("message").textValue()).isEqualTo(text);
  }

  private static void isError(Response answer, int status, String text) {
    assertThat(shown(answer, status).get("error").textValue()).isEqualTo(text);
  }

  private static void isG404(Response answer) {
    assertThat(shown(answer, 404).get("message").textValue())
        .startsWith("The requested URL was not found on the server.");
  }

  /** The JSON that a page answers with; outside the API a charset may stand with its type. */
  private static JsonNode shown(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/json");
    return json(answer.asString());
  }

  private static String told(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(302);
    return answer.header("Location").replaceFirst(".*error=", "");
  }
}
