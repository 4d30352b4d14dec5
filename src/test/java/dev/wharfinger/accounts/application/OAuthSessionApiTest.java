package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.OAuthPage.BACK;
import static dev.wharfinger.accounts.application.OAuthPage.FORBIDDEN;
import static dev.wharfinger.accounts.application.OAuthPage.FORGED;
import static dev.wharfinger.accounts.application.OAuthPage.UNAUTHORIZED;
import static dev.wharfinger.accounts.application.OAuthPage.asked;
import static dev.wharfinger.accounts.application.OAuthPage.basic;
import static dev.wharfinger.accounts.application.OAuthPage.form;
import static dev.wharfinger.accounts.application.OAuthPage.isError;
import static dev.wharfinger.accounts.application.OAuthPage.isMessage;
import static dev.wharfinger.accounts.application.OAuthPage.isNotFound;
import static dev.wharfinger.accounts.application.OAuthPage.page;
import static dev.wharfinger.accounts.application.OAuthPage.shown;
import static dev.wharfinger.accounts.application.OAuthPage.tokenIn;
import static dev.wharfinger.accounts.application.OAuthPage.told;
import static dev.wharfinger.accounts.application.OAuthPage.with;
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
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The OAuth pages in a browser with a session, and tokens that one user offers another. */
class OAuthSessionApiTest {

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
    Map<String, String> asked = asked(clientId, "repo:read user:read", "token");
    JsonNode consent = consent(owner, asked);
    assertThat(consent.get("csrf_token_val").textValue()).isEqualTo(owner.token());
    isError(
        form(owner.plain(), asked, "authorizeapp"),
        403,
        FORGED + " (authorized: user " + OWNER + ")");
    isError(
        form(owner.plain(), with(asked, "_csrf_token", "x".repeat(64)), "authorizeapp"),
        403,
        FORGED + " (authorized: user " + OWNER + ")");
    Response granted =
        form(owner.plain(), with(asked, "_csrf_token", owner.token()), "authorizeapp");
    assertThat(granted.statusCode()).as(granted.asString()).isEqualTo(302);
    assertThat(granted.header("Location"))
        .startsWith(BACK + "?scope=repo%3Aread+user%3Aread#access_token=");
    assertThat(granted.header("Set-Cookie")).contains("; Expires=");
    assertThat(form(owner.asks(), asked, "authorizeapp").statusCode())
        .as("by header")
        .isEqualTo(302);
    assertThat(page(owner.asks()).get("/oauth/localapp?access_token=x&format=json").statusCode())
        .isEqualTo(200);
  }

  @Test
  void needsTheTokenOfTheSessionEvenForAClientThatMayDoWithout() {
    Map<String, String> asked =
        with(asked(clientId, "repo:read", "token"), "client_id", "NOBODY00000000000000");
    isError(
        form(owner.plain(), asked, "authorizeapp"),
        403,
        FORGED + " (authorized: user " + OWNER + ")");
    String basic = basic(OWNER, OWNERS_PASSWORD);
    assertThat(
            form(Browser.fresh().plain().header("Authorization", basic), asked, "authorizeapp")
                .statusCode())
        .isEqualTo(302);
  }

  @Test
  void showsNobodyAnything() {
    Map<String, String> asked = asked(clientId, "repo:read", "token");
    for (Browser nobody : new Browser[] {Browser.fresh(), Browser.anonymous()}) {
      isMessage(form(nobody.asks(), asked, "authorizeapp"), 401, UNAUTHORIZED);
      isMessage(page(nobody.asks()).queryParams(asked).get("/oauth/authorize"), 401, UNAUTHORIZED);
      isMessage(page(nobody.asks()).get("/oauth/localapp"), 401, UNAUTHORIZED);
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
    Map<String, String> asked =
        with(asked(clientId, "repo:read user:read", "token"), "assignment_uuid", uuid);
    assertThat(consent(taker, asked).get("assignment_uuid").textValue()).isEqualTo(uuid);
    isMessage(
        page(taker.asks())
            .queryParams(asked(clientId, "repo:read user:read", "token"))
            .get("/oauth/authorize"),
        403,
        FORBIDDEN);
    Map<String, String> more = with(asked, "scope", "repo:read user:read org:admin");
    isNotFound(
        page(taker.asks()).queryParams(with(more, "format", "json")).get("/oauth/authorize"));
    assertThat(told(form(taker.asks(), more, "authorizeapp"))).isEqualTo("invalid_scope");
    isMessage(
        form(taker.asks(), with(asked, "response_type", "code"), "authorizeapp"),
        400,
        Answers.G400);
    assertThat(told(form(Browser.signedIn("root", "rootpassword").asks(), asked, "authorizeapp")))
        .as("somebody else's offer")
        .isEqualTo("unauthorized_client");

    Response taken = form(taker.plain(), with(asked, "_csrf_token", taker.token()), "authorizeapp");
    assertThat(taken.header("Location")).contains("#access_token=");
    String token = tokenIn(taken.header("Location"));
    assertThat(
            json(Wharfinger.shared().request(token).get("/user/"), 200).get("username").textValue())
        .isEqualTo(TAKER);
    assertThat(offers(taker).findValuesAsText("uuid")).doesNotContain(uuid);
    assertThat(told(form(taker.asks(), asked, "authorizeapp"))).isEqualTo("unauthorized_client");
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
          page(Browser.fresh().asks()).queryParams(query).post("/oauth/authorize/assignuser"),
          400,
          "Required param: " + name);
    }
    Map<String, String> query = offer("repo:read", TAKER, "json");
    String bearer = "Bearer " + Viewer.ADM.token();
    isError(
        page(Browser.fresh().asks())
            .header("Authorization", bearer)
            .queryParams(query)
            .post("/oauth/authorize/assignuser"),
        403,
        FORGED);
    isError(
        page(owner.plain()).queryParams(query).post("/oauth/authorize/assignuser"),
        403,
        FORGED + " (authorized: user " + OWNER + ")");
    isMessage(assign(Browser.anonymous(), "repo:read", TAKER, "json"), 401, UNAUTHORIZED);
    isNotFound(assign(owner, "repo:read", Wharfinger.fresh("nobody"), "json"));
    isNotFound(assign(owner, "repo:read", organization, "json"));
    isNotFound(assign(owner, "repo:read", Scene.robot(organization, "arm"), "json"));
    isNotFound(
        page(owner.asks())
            .queryParams(with(query, "client_id", "NOSUCHCLIENT"))
            .post("/oauth/authorize/assignuser"));
    isMessage(assign(taker, "repo:read", OWNER, "json"), 403, FORBIDDEN);
    Browser fullAccess = Browser.root().at(Wharfinger.fullAccess());
    isMessage(assign(fullAccess, "repo:read", TAKER, "json"), 403, FORBIDDEN);
  }

  @Test
  void hidesOffersWhereThereAreNone() {
    Wharfinger without = Wharfinger.restricted();
    isNotFound(assign(owner.at(without), "repo:read", TAKER, "json"));
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
    return page(browser.asks())
        .queryParams(offer(scope, username, format))
        .post("/oauth/authorize/assignuser");
  }

  private Map<String, String> offer(String scope, String username, String format) {
    Map<String, String> query = asked(clientId, scope, "token");
    query.put("username", username);
    query.put("format", format);
    return query;
  }

  private JsonNode consent(Browser browser, Map<String, String> asked) {
    return shown(
        page(browser.asks()).queryParams(with(asked, "format", "json")).get("/oauth/authorize"),
        200);
  }
}
