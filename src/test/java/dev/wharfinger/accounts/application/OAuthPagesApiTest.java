package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.OAuthPage.BACK;
import static dev.wharfinger.accounts.application.OAuthPage.FORBIDDEN;
import static dev.wharfinger.accounts.application.OAuthPage.FORGED;
import static dev.wharfinger.accounts.application.OAuthPage.UNAUTHORIZED;
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
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pages on which a user, signed in by name and password, grants what a client asks for. */
class OAuthPagesApiTest {

  private static final String LOCAL = "http://localhost:8080/oauth/localapp";
  private static final String DIRECT = "DIRECT00000000000000";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private static final String GRANTER = Wharfinger.fresh("granter");
  private static final String PASSWORD = Viewer.newUser(GRANTER);
  private static final String BASIC = basic(GRANTER, PASSWORD);

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final JsonNode application = application("crane");
  private final String clientId = application.get("client_id").textValue();

  OAuthPagesApiTest() {
    Scene.addTeam(organization, "crew", "admin", GRANTER);
  }

  @Test
  void showsWhatAClientAsksFor() {
    Response answer = authorize(BASIC, asked("token", Map.of("state", "a&b", "format", "json")));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, no-store, must-revalidate");
    JsonNode consent = shown(answer, 200);
    assertThat(keys(consent))
        .containsExactly(
            "scopes",
            "has_dangerous_scopes",
            "application",
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "csrf_token_val",
            "state",
            "assignment_uuid");
    assertThat(consent.get("scopes").findValuesAsText("scope"))
        .containsExactly("repo:read", "user:read");
    assertThat(consent.get("has_dangerous_scopes").booleanValue()).isFalse();
    assertThat(consent.at("/application/name").textValue()).isEqualTo("crane");
    assertThat(json(consent.at("/application/avatar").textValue()).get("kind").textValue())
        .isEqualTo("app");
    assertThat(consent.at("/application/organization/name").textValue()).isEqualTo(organization);
    assertThat(
            json(consent.at("/application/organization/avatar").textValue())
                .get("kind")
                .textValue())
        .isEqualTo("org");
    assertThat(consent.get("redirect_uri").textValue()).isEqualTo(BACK);
    assertThat(consent.get("scope").textValue()).isEqualTo("user:read repo:read");
    assertThat(consent.get("state").textValue()).isEqualTo("a&b");
    assertThat(consent.get("assignment_uuid").isNull()).isTrue();
  }

  @Test
  void showsPeopleAPageThatNobodyElseCanFrameOrScript() {
    JsonNode evil = application("<script>alert(1)</script>");
    Map<String, String> asked = asked("code", Map.of());
    asked.put("client_id", evil.get("client_id").textValue());
    asked.put("scope", "org:admin");
    Response page = authorize(BASIC, asked);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(page.asString())
        .contains("&lt;script&gt;", "Administer Organization", "name=\"_csrf_token\"")
        .doesNotContain("<script");
  }

  @Test
  void grantsATokenAtOnceAndThenWithoutAsking() {
    Response granted = consent("authorizeapp", asked("token", Map.of("state", "a&b")));
    assertThat(granted.statusCode()).as(granted.asString()).isEqualTo(302);
    assertThat(granted.asString()).isEmpty();
    String location = granted.header("Location");
    assertThat(location)
        .startsWith(BACK + "?scope=user%3Aread+repo%3Aread&state=a%26b#access_token=")
        .endsWith("&token_type=Bearer&expires_in=315576000");
    String token = tokenIn(location);
    assertThat(username(token)).isEqualTo(GRANTER);
    String bearer = Viewer.grant(GRANTER, PASSWORD, "user:admin");
    JsonNode grants =
        json(Wharfinger.shared().request(bearer).get("/user/authorizations"), 200)
            .get("authorizations");
    JsonNode grant = grants.get(grants.size() - 1);
    assertThat(grant.at("/application/name").textValue()).isEqualTo("crane");

    Map<String, String> fewer = asked("token", Map.of());
    fewer.put("scope", "repo:read");
    Response again = authorize(BASIC, fewer);
    assertThat(again.statusCode()).isEqualTo(302);
    assertThat(username(tokenIn(again.header("Location")))).isNull();
    Map<String, String> nonsense = asked("token", Map.of());
    nonsense.put("scope", "repo:fly");
    assertThat(authorize(BASIC, nonsense).header("Location"))
        .isEqualTo(BACK + "?error=invalid_scope");
    Map<String, String> more = asked("token", Map.of("format", "json"));
    more.put("scope", "repo:read user:admin");
    assertThat(shown(authorize(BASIC, more), 200).get("has_dangerous_scopes").booleanValue())
        .isTrue();

    isDone(
        Wharfinger.shared()
            .request(bearer)
            .delete("/user/authorizations/" + grant.get("uuid").textValue()));
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode()).isEqualTo(401);
  }

  @Test
  void exchangesACodeForATokenOnceAndForNobodyWhoStoleIt() {
    String code = code(Map.of("code_challenge", CHALLENGE, "code_challenge_method", "S256"));
    Map<String, String> form = exchange(code);
    for (String wrong : new String[] {"", "x".repeat(43)}) {
      form.put("code_verifier", wrong);
      isRefused(exchange(form), "invalid_grant");
    }
    form.put("code_verifier", VERIFIER);
    Response answer = exchange(form);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-cache, no-store, must-revalidate");
    JsonNode body = Answers.json(answer.asString());
    assertThat(keys(body))
        .containsExactly("access_token", "token_type", "expires_in", "refresh_token");
    assertThat(body.get("expires_in").longValue()).isEqualTo(315_576_000L);
    String token = body.get("access_token").textValue();
    assertThat(username(token)).isEqualTo(GRANTER);
    isRefused(exchange(form), "invalid_grant");
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode())
        .as("the token of a code that came twice")
        .isEqualTo(401);
    isRefused(exchange(form), "invalid_grant");
  }

  @Test
  void takesTheClientsNameAndSecretAsBasicAuthentication() {
    Map<String, String> form = exchange(code(Map.of()));
    form.remove("client_secret");
    form.remove("client_id");
    String secret = application.get("client_secret").textValue();
    Response answer =
        plain()
            .header("Authorization", basic(clientId, secret))
            .formParams(form)
            .post("/oauth/access_token");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
  }

  @Test
  void exchangesNothingButWhatWasGrantedToThisClient() {
    String code = code(Map.of());
    for (String name : new String[] {"client_id", "redirect_uri", "code", "scope"}) {
      Map<String, String> form = exchange(code);
      form.remove(name);
      isRefused(exchange(form), "Required param: " + name);
    }
    isRefused(exchange(with(exchange(code), "client_secret", "wrong")), "invalid_client");
    isRefused(exchange(with(exchange(code), "client_secret", "")), "invalid_client");
    isRefused(exchange(with(exchange(code), "client_id", "NOBODY")), "invalid_client");
    isRefused(exchange(with(exchange(code), "client_id", "root")), "invalid_client");
    isRefused(exchange(with(exchange(code), "code", "unknown")), "invalid_grant");
    isRefused(exchange(with(exchange(code), "redirect_uri", BACK + "/x")), "invalid_grant");
    isRefused(exchange(with(exchange(code), "scope", "repo:read")), "invalid_grant");
    isRefused(exchange(with(exchange(code), "code_verifier", VERIFIER)), "invalid_grant");
    isRefused(
        exchange(with(exchange(code), "grant_type", "refresh_token")), "unsupported_grant_type");
    JsonNode other = application("other");
    Map<String, String> stolen = exchange(code);
    stolen.put("client_id", other.get("client_id").textValue());
    stolen.put("client_secret", other.get("client_secret").textValue());
    isRefused(exchange(stolen), "invalid_grant");
    Wharfinger.shared()
        .sql(
            "UPDATE authorization_code SET expires = now() WHERE application ="
                + " (SELECT id FROM application WHERE client_id = ?)",
            clientId);
    isRefused(exchange(exchange(code)), "invalid_grant");
  }

  @Test
  void exchangesNothingForWhoIsGone() {
    String code = code(Map.of());
    setEnabled(false);
    isRefused(exchange(exchange(code)), "invalid_grant");
    setEnabled(true);
    isDone(Viewer.ADM.asks().delete("/organization/" + organization));
    isRefused(exchange(exchange(code)), "invalid_client");
  }

  @Test
  void asksForWhatIsMissing() {
    for (String name : new String[] {"client_id", "redirect_uri", "scope"}) {
      Map<String, String> asked = asked("token", Map.of());
      asked.remove(name);
      isError(authorize("", asked), 400, "Required param: " + name);
    }
  }

  @Test
  void takesNothingButNameAndPassword() {
    String bearer = "Bearer " + Viewer.ADM.token();
    Map<String, String> asked = asked("token", Map.of());
    String name = Wharfinger.fresh("careless");
    assertThat(Viewer.newUser(name)).isNotEqualTo("wrong-password");
    for (String authorization : new String[] {"", bearer, basic(name, "wrong-password")}) {
      isMessage(authorize(authorization, asked), 401, UNAUTHORIZED);
    }
    isMessage(post("authorizeapp", bearer, asked), 401, UNAUTHORIZED);
    isMessage(post("denyapp", bearer, asked), 401, UNAUTHORIZED);
    isMessage(plain().header("Authorization", bearer).get("/oauth/localapp"), 401, UNAUTHORIZED);
    RequestSpecification elsewhere = Wharfinger.restricted().request().basePath("");
    isMessage(elsewhere.header("Authorization", BASIC).get("/oauth/localapp"), 401, UNAUTHORIZED);
  }

  @Test
  void slowsDownGuessing() {
    String stranger = basic(Wharfinger.fresh("stranger"), "guess");
    Response answer = plain().header("Authorization", stranger).get("/oauth/localapp");
    for (int i = 0; i < 8 && answer.statusCode() == 401; i++) {
      answer = plain().header("Authorization", stranger).get("/oauth/localapp");
    }
    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(Answers.json(answer.asString())).isEqualTo(json("{\"error\": \"slow_down\"}"));
    assertThat(Long.parseLong(answer.header("Retry-After"))).isPositive();
  }

  @Test
  void showsARequestToRealAdministratorsOfTheApplicationOnly() {
    Map<String, String> asked = asked("token", Map.of());
    isNotFound(authorize(BASIC, with(asked, "client_id", "NOSUCHCLIENT")));
    String name = Wharfinger.fresh("outsider");
    String outsider = basic(name, Viewer.newUser(name));
    isMessage(authorize(outsider, asked), 403, FORBIDDEN);
    isMessage(authorize(outsider, with(asked, "response_type", "code")), 403, FORBIDDEN);
    isMessage(ask(Wharfinger.fullAccess(), basic("root", "rootpassword"), asked), 403, FORBIDDEN);
    isMessage(
        authorize(basic("root", "rootpassword"), with(asked, "client_id", "root")), 403, FORBIDDEN);
    isMessage(
        authorize(BASIC, with(asked("code", Map.of()), "assignment_uuid", "x")), 400, Answers.G400);
    isNotFound(authorize(BASIC, with(asked, "scope", "repo:fly")));
  }

  @Test
  void sendsNobodyWhereTheClientIsNot() {
    Map<String, String> asked = with(asked("token", Map.of()), "redirect_uri", "https://evil.org");
    Response mismatch = authorize(BASIC, asked);
    assertThat(mismatch.statusCode()).isEqualTo(302);
    assertThat(mismatch.header("Location")).isEqualTo(BACK + "?error=redirect_uri_mismatch");
    String body = "{\"name\": \"crane\", \"redirect_uri\": \"\", \"application_uri\": \"\"}";
    Answers.isOk(
        Viewer.ADM.sends(body).put("/organization/" + organization + "/applications/" + clientId));
    isBadRedirect(authorize(BASIC, asked));
    assertThat(
            authorize(BASIC, with(asked("token", Map.of("format", "json")), "redirect_uri", LOCAL))
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void grantsNothingThatNoConsentPageSent() {
    String text = FORGED + " (authorized: user " + GRANTER + ")";
    Map<String, String> asked = asked("token", Map.of());
    isError(post("authorizeapp", BASIC, asked), 403, text);
    isError(post("denyapp", BASIC, asked), 403, text);
    String ticket = ticket(BASIC, asked);
    isError(
        post("authorizeapp", BASIC, with(with(asked, "_csrf_token", ticket), "scope", "org:admin")),
        403,
        text);
    Scene.addTeam(organization, "others", "admin", "olga");
    String name = Wharfinger.fresh("other");
    String other = basic(name, Viewer.newUser(name));
    isError(
        post("authorizeapp", other, with(asked, "_csrf_token", ticket)),
        403,
        text.replace(GRANTER, name));
    Response byHeader =
        plain()
            .header("Authorization", BASIC)
            .header("X-CSRF-Token", ticket)
            .formParams(asked)
            .post("/oauth/authorizeapp");
    assertThat(byHeader.statusCode()).isEqualTo(302);
  }

  @Test
  void tellsTheClientWhatIsWrong() {
    Wharfinger.shared()
        .sql("UPDATE application SET client_id = ? WHERE client_id = ?", DIRECT, clientId);
    Map<String, String> direct = with(asked("token", Map.of()), "client_id", DIRECT);
    assertThat(told(post("authorizeapp", BASIC, with(direct, "scope", "repo:fly"))))
        .isEqualTo("invalid_scope");
    assertThat(told(post("authorizeapp", BASIC, with(direct, "response_type", "code token"))))
        .isEqualTo("unsupported_response_type");
    assertThat(
            told(
                post(
                    "authorizeapp",
                    BASIC,
                    with(with(direct, "response_type", "code"), "code_challenge", CHALLENGE))))
        .isEqualTo("invalid_request");
    assertThat(told(post("authorizeapp", BASIC, with(direct, "client_id", "NOBODY00000000000000"))))
        .isEqualTo("unauthorized_client");
    String name = Wharfinger.fresh("outsider");
    String outsider = basic(name, Viewer.newUser(name));
    assertThat(told(post("authorizeapp", outsider, direct))).isEqualTo("unauthorized_client");
    assertThat(post("authorizeapp", outsider, with(direct, "response_type", "")).header("Location"))
        .as("a code needs no administrator")
        .matches("\\Q" + BACK + "\\E\\?scope=user%3Aread\\+repo%3Aread&code=[A-Z0-9]{40}");
    isBadRedirect(post("authorizeapp", BASIC, with(direct, "redirect_uri", "https://evil.org")));
    isBadRedirect(post("authorizeapp", BASIC, with(direct, "redirect_uri", "")));
    isMessage(
        post(
            "authorizeapp",
            BASIC,
            with(with(direct, "assignment_uuid", "x"), "response_type", "code")),
        400,
        Answers.G400);
    Wharfinger.shared().sql("DELETE FROM application WHERE client_id = ?", DIRECT);
  }

  @Test
  void tellsTheClientThatTheUserRefused() {
    Response refused = consent("denyapp", asked("token", Map.of()));
    assertThat(refused.statusCode()).isEqualTo(302);
    assertThat(refused.header("Location")).isEqualTo(BACK + "?error=authorization_denied");
  }

  @Test
  void showsATokenOnItsOwnPage() {
    Response echo =
        plain()
            .header("Authorization", BASIC)
            .get("/oauth/localapp?scope=repo:read&access_token=abc&format=json");
    assertThat(shown(echo, 200)).isEqualTo(json("{\"access_token\": \"abc\"}"));
    Response page = plain().header("Authorization", BASIC).get("/oauth/localapp?access_token=abc");
    assertThat(page.contentType()).isEqualTo("text/html;charset=UTF-8");
    assertThat(page.asString()).contains("location.hash").doesNotContain("abc");
    isMessage(plain().get("/oauth/localapp"), 401, UNAUTHORIZED);
    isError(plain().get("/oauth/localapp?format=json&format=json"), 400, "invalid_request");
  }

  private JsonNode application(String name) {
    String body = "{\"name\": \"%s\", \"redirect_uri\": \"%s\"}".formatted(name, BACK);
    return json(
        Viewer.ADM.sends(body).post("/organization/" + organization + "/applications"), 200);
  }

  private Map<String, String> asked(String responseType, Map<String, String> more) {
    Map<String, String> asked = OAuthPage.asked(clientId, "user:read repo:read", responseType);
    asked.putAll(more);
    return asked;
  }

  private Map<String, String> exchange(String code) {
    Map<String, String> form = new HashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("client_id", clientId);
    form.put("client_secret", application.get("client_secret").textValue());
    form.put("redirect_uri", BACK);
    form.put("scope", "user:read repo:read");
    form.put("code", code);
    return form;
  }

  private String code(Map<String, String> more) {
    String location = consent("authorizeapp", asked("code", more)).header("Location");
    assertThat(location).startsWith(BACK + "?scope=user%3Aread+repo%3Aread&code=");
    return location.substring(location.length() - 40);
  }

  private static Response exchange(Map<String, String> form) {
    return plain().formParams(form).post("/oauth/access_token");
  }

  private static Response consent(String page, Map<String, String> asked) {
    return post(page, BASIC, with(asked, "_csrf_token", ticket(BASIC, asked)));
  }

  private static String ticket(String authorization, Map<String, String> asked) {
    return shown(authorize(authorization, with(asked, "format", "json")), 200)
        .get("csrf_token_val")
        .textValue();
  }

  private static Response authorize(String authorization, Map<String, String> asked) {
    return ask(Wharfinger.shared(), authorization, asked);
  }

  private static Response ask(Wharfinger service, String authorization, Map<String, String> asked) {
    RequestSpecification request = page(service.request());
    return (authorization.isEmpty() ? request : request.header("Authorization", authorization))
        .queryParams(asked)
        .get("/oauth/authorize");
  }

  private static Response post(String page, String authorization, Map<String, String> form) {
    return form(Wharfinger.shared().request().header("Authorization", authorization), form, page);
  }

  private static RequestSpecification plain() {
    return page(Wharfinger.shared().request()).contentType(ContentType.URLENC);
  }

  /** Whom a token acts for; null when it does not say, for want of a scope. */
  private static @Nullable String username(String token) {
    Response answer = Wharfinger.shared().request(token).get("/user/");
    return answer.statusCode() == 200 ? json(answer, 200).get("username").textValue() : null;
  }

  private static void setEnabled(boolean enabled) {
    Answers.isOk(
        Viewer.SU.sends("{\"enabled\": " + enabled + "}").put("/superuser/users/" + GRANTER));
  }

  private static void isRefused(Response answer, String error) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(Answers.json(answer.asString()).get("error").textValue()).isEqualTo(error);
  }

  private static void isBadRedirect(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(400);
    assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(Answers.json(answer.asString())).isEqualTo(json("{\"error\": \"invalid_request\"}"));
  }
}
