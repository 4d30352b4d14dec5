package dev.wharfinger.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.wharfinger.api.GeneratedRequest.Header;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The accounts, organizations and ids that generated requests are about, and the credentials they
 * carry. Requests may break any of it; {@link #restore} makes it whole again.
 */
final class Cast {

  static final String ORGANIZATION = "harbour";

  /** Never signs in, so that nobody but superusers has a reason to see its e-mail. */
  static final String PRIVATE_EMAIL = "quentin.private-7351@" + Nasty.MARK + ".example";

  private static final String PASSWORD = "what-callers-know-4711";
  private static final String SCOPES =
      "repo:read repo:write repo:admin repo:create user:read user:admin org:admin super:user";

  /** {@code {"alg":"none"}} and a signature over nothing, by an issuer that is not known. */
  private static final String FOREIGN_TOKEN =
      "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9."
          + Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(
                  "{\"iss\":\"https://evil.example\",\"sub\":\"chief\",\"exp\":4102444800}"
                      .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
          + ".c2lnbmF0dXJl";

  private static final Map<Role, String> USERS =
      Map.of(
          Role.DISABLED, "dora",
          Role.PLAIN, "olga",
          Role.MEMBER, "mel",
          Role.ADMIN, "ada",
          Role.SUPERUSER, "chief",
          Role.AUDITOR, "auditor");

  private final Wharfinger service;
  private final String root;
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private final Map<String, String> passwords = new HashMap<>();
  private final Map<String, List<String>> ids = new HashMap<>();
  private final List<String> pageTokens = new ArrayList<>();
  private String cookie = "";
  private String csrfToken = "";

  Cast(Wharfinger service) {
    this.service = service;
    this.root =
        Answers.json(
                service
                    .request()
                    .contentType(ContentType.JSON)
                    .body(
                        "{\"username\": \"root\", \"password\": \"%s\", \"access_token\": true}"
                            .formatted("root-" + PASSWORD)
                            .replace("}", ", \"email\": \"root@example.com\"}"))
                    .post("/user/initialize"),
                200)
            .get("access_token")
            .textValue();
  }

  /** Names that stand for accounts which requests may do anything to. */
  static List<String> disposable(String prefix) {
    return IntStream.rangeClosed(1, 12).mapToObj(i -> Nasty.MARK + "-" + prefix + "-" + i).toList();
  }

  /** What a path's variable or a body's key may stand for. */
  List<String> values(String name) {
    return ids.getOrDefault(name, List.of("none"));
  }

  List<String> pageTokens() {
    return pageTokens;
  }

  /** The headers by which a caller is known. */
  List<Header> credentials(Role role) {
    return switch (role) {
      case ANONYMOUS -> List.of();
      case GARBAGE -> List.of(bearer("A".repeat(40)));
      case FOREIGN -> List.of(bearer(FOREIGN_TOKEN));
      case COOKIE -> List.of(new Header("Cookie", "_csrf_token=" + cookie));
      case BROWSER ->
          List.of(
              new Header("Cookie", "_csrf_token=" + cookie), new Header("X-CSRF-Token", csrfToken));
      case REGISTRY -> List.of(bearer(Wharfinger.REGISTRY_SECRET));
      default -> List.of(bearer(known(role)));
    };
  }

  /** What no answer may show to anybody, unless the request said it. */
  List<String> secrets() {
    return Stream.concat(
            Stream.of(PASSWORD, Wharfinger.REGISTRY_SECRET, "0123456789abcdef", root),
            tokens.values().stream())
        .toList();
  }

  /** Makes whole what requests have broken; guesses at passwords among them count no longer. */
  void restore() {
    service.sql("DELETE FROM vault.sign_in_failure");
    var _ = tell(root, "POST", "/superuser/users/", user("quentin", PRIVATE_EMAIL));
    USERS.forEach((role, name) -> {
      if (!tokens.containsKey(role) || (role != Role.DISABLED && !isLive(role))) {
        revive(name);
        tokens.put(role, token(name, SCOPES));
      }
    });
    tokens.put(Role.READER, token("ada", "repo:read"));
    var _ = tell(root, "PUT", "/superuser/users/dora", "{\"enabled\": false}");
    signIn();
    furnish();
    harvest();
  }

  private boolean isLive(Role role) {
    return service.request(known(role)).get("/user/").statusCode() != 401;
  }

  private String known(Role role) {
    return Objects.requireNonNull(tokens.get(role));
  }

  /** A superuser keeps the password that he was created with: no other may change it. */
  private void revive(String name) {
    Response created =
        service
            .request(root)
            .contentType(ContentType.JSON)
            .body(user(name, name + "@example.com"))
            .post("/superuser/users/");
    if (created.statusCode() == 200) {
      passwords.put(name, Answers.json(created.asString()).get("password").textValue());
    }
    String path = "/superuser/users/" + name;
    String body = "{\"enabled\": true, \"password\": \"%s\"}".formatted(PASSWORD);
    if (tell(root, "PUT", path, body).statusCode() == 200) {
      passwords.put(name, PASSWORD);
    }
  }

  private static String user(String name, String email) {
    return "{\"username\": \"%s\", \"email\": \"%s\"}".formatted(name, email);
  }

  private String token(String username, String scope) {
    Response answer = grant(username, scope);
    if (answer.statusCode() != 200) {
      revive(username); // a request changed the password, or disabled the account
      answer = grant(username, scope);
    }
    if (answer.statusCode() != 200) {
      throw new AssertionError("no token for " + username + ": " + answer.asString());
    }
    return Answers.json(answer.asString()).get("access_token").textValue();
  }

  private Response grant(String username, String scope) {
    return service
        .request()
        .basePath("")
        .urlEncodingEnabled(true)
        .contentType(ContentType.URLENC)
        .formParam("grant_type", "password")
        .formParam("username", username)
        .formParam("password", passwords.getOrDefault(username, PASSWORD))
        .formParam("scope", scope)
        .post("/oauth/access_token");
  }

  private void signIn() {
    Browser browser = Browser.anonymous(service);
    if (browser.signIn("ada", PASSWORD).statusCode() != 200) {
      revive("ada");
      tokens.put(Role.ADMIN, token("ada", SCOPES));
      tokens.put(Role.READER, token("ada", "repo:read"));
      var _ = browser.askForToken();
      Response answer = browser.signIn("ada", PASSWORD);
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.asString());
      }
    }
    csrfToken = browser.askForToken();
    cookie = browser.cookie();
  }

  private void furnish() {
    String ada = known(Role.ADMIN);
    String home = "/organization/" + ORGANIZATION;
    var _ =
        tell(
            ada, "POST", "/organization/", "{\"name\": \"harbour\", \"email\": \"h@example.org\"}");
    if (!isThere(ada, home + "/applications")) {
      var _ = tell(root, "DELETE", home, "");
      var _ =
          tell(
              ada,
              "POST",
              "/organization/",
              "{\"name\": \"harbour\", \"email\": \"h@example.org\"}");
    }
    var _ = tell(ada, "PUT", home + "/team/crew", "{\"role\": \"member\"}");
    var _ = tell(ada, "PUT", home + "/team/crew/members/mel", "");
    for (String name : List.of("goods", "crates", "deep/name")) {
      var _ =
          tell(
              ada,
              "POST",
              "/repository",
              """
              {"namespace": "harbour", "repository": "%s", "visibility": "%s", "description": ""}
              """
                  .formatted(name, name.equals("crates") ? "public" : "private"));
    }
    String[][] goods = {
      {"PUT", home + "/robots/ci", "{}"},
      {"PUT", "/user/robots/own", "{}"},
      {
        "POST",
        home + "/applications",
        "{\"name\": \"crane\", \"redirect_uri\": \"https://c.org/\"}"
      },
      {
        "POST",
        home + "/prototypes",
        "{\"role\": \"read\", \"delegate\": {\"name\": \"mel\", \"kind\": \"user\"}}"
      },
      {"POST", home + "/autoprunepolicy/", "{\"method\": \"number_of_tags\", \"value\": 3}"},
      {"POST", "/user/autoprunepolicy/", "{\"method\": \"number_of_tags\", \"value\": 3}"},
      {"POST", "/user/apptoken", "{\"title\": \"laptop\"}"},
      {"PUT", "/repository/harbour/goods/permissions/user/mel", "{\"role\": \"write\"}"},
      {"PUT", "/repository/harbour/goods/permissions/team/crew", "{\"role\": \"read\"}"}
    };
    for (String[] one : goods) {
      var _ = tell(ada, one[0], one[1], one[2]);
    }
    var _ = tell(root, "POST", "/superuser/users/harbour/quota", "{\"limit_bytes\": 1000000}");
    var _ = tell(root, "POST", "/superuser/users/ada/quota", "{\"limit_bytes\": 1000000}");
    if (ids.isEmpty()) {
      var _ =
          tell(root, "POST", "/superuser/keys", "{\"service\": \"quay\", \"expiration\": null}");
      build();
    }
    for (String name : disposable("vic")) {
      var _ = tell(root, "POST", "/superuser/users/", "{\"username\": \"%s\"}".formatted(name));
    }
  }

  private void build() {
    service.sql(
        "INSERT INTO activity.build (uuid, repository, phase, started, display_name, has_retries)"
            + " SELECT 'build-of-quays', id, 'waiting', now(), 'a build', true FROM repository"
            + " WHERE name = 'goods'");
  }

  private void harvest() {
    String ada = known(Role.ADMIN);
    String home = "/organization/" + ORGANIZATION;
    List<String> victims = disposable("vic");
    List<String> everybody = joined(victims, USERS.values().stream().sorted().toList());
    ids.put("orgname", joined(List.of(ORGANIZATION, ORGANIZATION, "ada"), disposable("org")));
    ids.put("namespace", joined(List.of(ORGANIZATION, "ada", "olga"), disposable("org")));
    ids.put("name", disposable("org"));
    ids.put("username", victims);
    ids.put("anybody", everybody);
    ids.put("membername", joined(List.of("mel"), victims));
    ids.put("teamname", joined(List.of("crew", "owners"), disposable("team")));
    ids.put(
        "repository",
        joined(
            List.of("harbour/goods", "harbour/crates", "harbour/deep/name", "ada/none"),
            disposable("repo").stream().map(it -> "harbour/" + it).toList()));
    ids.put("robot_shortname", joined(List.of("ci", "own"), List.of("bot1", "bot2")));
    ids.put("prefix", List.of("a", "ha", "harbour+", Nasty.MARK));
    ids.put("error_type", List.of("not_found", "invalid_request", "tag_immutable"));
    ids.put("email", List.of("a@example.org", "mel@example.com"));
    ids.put("service", List.of("quay", "none"));
    ids.put("file", List.of("none", "0c8ffd9a-0000-4000-8000-000000000000"));
    ids.put("build_uuid", List.of("build-of-quays", "none"));
    ids.put("code", List.of("A".repeat(40), "none"));
    ids.put("client_id", found(ada, home + "/applications", "client_id"));
    ids.put("token_uuid", found(ada, "/user/apptoken", "uuid"));
    ids.put("access_token_uuid", found(ada, "/user/authorizations", "uuid"));
    ids.put("assigned_authorization_uuid", found(ada, "/user/assignedauthorization", "uuid"));
    ids.put("prototypeid", found(ada, home + "/prototypes", "id"));
    ids.put("policy_uuid", found(ada, home + "/autoprunepolicy/", "uuid"));
    ids.put("uuid", found(root, "/messages", "uuid"));
    ids.put("kid", found(root, "/superuser/keys", "kid"));
    ids.put("quota_id", found(ada, home + "/quota", "id"));
    ids.put("limit_id", List.of("1", "2"));
    pageTokens.clear();
    pageTokens.addAll(found(root, "/superuser/users/?limit=1", "next_page"));
    pageTokens.addAll(found(root, "/superuser/logs", "next_page"));
    pageTokens.addAll(found(ada, home + "/logs", "next_page"));
  }

  private List<String> found(String token, String path, String key) {
    Response answer = service.request(token).get(path);
    JsonNode json =
        answer.statusCode() == 200 ? Answers.json(answer.asString()) : MissingNode.getInstance();
    List<String> values = json.findValuesAsText(key);
    return values.isEmpty() ? List.of("none") : values.stream().limit(20).toList();
  }

  private boolean isThere(String token, String path) {
    return service.request(token).get(path).statusCode() == 200;
  }

  /** Does something that may have been done already. */
  private Response tell(String token, String method, String path, String body) {
    RequestSpecification request = service.request(token).contentType(ContentType.JSON);
    Response answer =
        (body.isEmpty() ? request : request.body(body))
            .request(io.restassured.http.Method.valueOf(method), path);
    if (answer.statusCode() >= 500) {
      throw new AssertionError(method + " " + path + ": " + answer.asString());
    }
    return answer;
  }

  private static Header bearer(String token) {
    return new Header("Authorization", "Bearer " + token);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
