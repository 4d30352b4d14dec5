package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.GeneratedRequest.Header;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The accounts that send generated requests, and their credentials. Requests may do anything to
 * them that the service lets them do: change a password, rename, disable or delete an account, make
 * an organization of it. {@link #restore} has each of them back under its name. Only {@code root}
 * is out of reach: it sends no generated request, and no other superuser may change it.
 */
final class CastAccounts {

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
                      .getBytes(StandardCharsets.US_ASCII))
          + ".c2lnbmF0dXJl";

  private static final Map<Role, String> USERS =
      Map.of(
          Role.DISABLED, "dora",
          Role.PLAIN, "olga",
          Role.MEMBER, "mel",
          Role.ADMIN, "ada",
          Role.SUPERUSER, "chief",
          Role.AUDITOR, "auditor");

  /** A request that was cut off may still count a guess when the others are done. */
  private static final int ATTEMPTS = 3;

  private final Wharfinger service;
  private final String root;
  private final Map<Role, String> tokens = new EnumMap<>(Role.class);
  private final Map<String, String> passwords = new HashMap<>();
  private String cookie = "";
  private String csrfToken = "";
  private int created;

  CastAccounts(Wharfinger service) {
    this.service = service;
    this.root =
        Answers.json(
                service
                    .request()
                    .contentType(ContentType.JSON)
                    .body(
                        """
                        {"username": "root", "password": "root-%s", "email": "root@example.com",
                         "access_token": true}
                        """
                            .formatted(PASSWORD))
                    .post("/user/initialize"),
                200)
            .get("access_token")
            .textValue();
  }

  /** The names of the accounts, sorted. */
  static List<String> names() {
    return USERS.values().stream().sorted().toList();
  }

  /** The body that creates a user. */
  static String user(String name, String email) {
    return "{\"username\": \"%s\", \"email\": \"%s\"}".formatted(name, email);
  }

  /** The token of the superuser that sends no generated request. */
  String root() {
    return root;
  }

  /** The token of a caller who has one. */
  String token(Role role) {
    return Objects.requireNonNull(tokens.get(role));
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
      case DISABLED, READER, PLAIN, MEMBER, ADMIN, SUPERUSER, AUDITOR ->
          List.of(bearer(token(role)));
    };
  }

  /** What no answer may show to anybody, unless the request said it. */
  List<String> secrets() {
    return Stream.concat(
            Stream.of(PASSWORD, Wharfinger.REGISTRY_SECRET, "0123456789abcdef", root),
            tokens.values().stream())
        .toList();
  }

  /**
   * Callers whose credentials no longer stand for their accounts; that of {@link Role#READER} does
   * not say.
   */
  List<Role> lost() {
    List<Role> lost = new ArrayList<>();
    USERS.keySet().stream()
        .sorted(Comparator.naturalOrder())
        .filter(role -> !stands(role))
        .forEach(lost::add);
    Response session =
        Patience.with(
            () -> service.request().header("Cookie", "_csrf_token=" + cookie).get("/user/"));
    if (!isOf(session, "ada")) {
      lost.add(Role.COOKIE);
      lost.add(Role.BROWSER);
    }
    return lost;
  }

  /** Does to each account something that requests may do. */
  void harm() {
    String chief = token(Role.SUPERUSER);
    put(token(Role.ADMIN), "/user/", "{\"username\": \"was-ada\", \"password\": \"guessed-1\"}");
    put(token(Role.AUDITOR), "/user/", "{\"username\": \"was-auditor\"}");
    put(root, "/superuser/users/dora", "{\"enabled\": true}");
    assertThat(send(Method.POST, chief, "/superuser/takeownership/olga", "").statusCode())
        .isEqualTo(200);
    assertThat(send(Method.DELETE, chief, "/superuser/users/mel", "").statusCode()).isEqualTo(204);
    put(chief, "/user/", "{\"username\": \"was-chief\"}");
  }

  private Response get(String token, String path) {
    return Patience.with(() -> service.request(token).get(path));
  }

  private Response send(Method method, String token, String path, String body) {
    return Patience.with(() ->
        service.request(token).contentType(ContentType.JSON).body(body).request(method, path));
  }

  private void put(String token, String path, String body) {
    Response changed = send(Method.PUT, token, path, body);
    assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(200);
  }

  /** Gives each account back its name, its credentials and its standing. */
  void restore() {
    assertThat(get(root, "/user/").statusCode()).as("root is untouched").isEqualTo(200);
    forgiveGuesses();
    USERS.forEach((role, name) -> {
      if (!tokens.containsKey(role) || !stands(role)) {
        tokens.put(role, newToken(name, SCOPES));
      }
    });
    tokens.put(Role.READER, newToken("ada", "repo:read"));
    keepPasswordOfSuperuser();
    put(root, "/superuser/users/dora", "{\"enabled\": false}");
    signIn();
  }

  private boolean stands(Role role) {
    Response answer = get(token(role), "/user/");
    String name = Objects.requireNonNull(USERS.get(role));
    return role == Role.DISABLED
        ? isDisabled(name) && answer.statusCode() == 401
        : isOf(answer, name);
  }

  private static boolean isOf(Response answer, String name) {
    return answer.statusCode() == 200
        && Answers.json(answer.asString()).path("username").asText().equals(name);
  }

  private boolean isDisabled(String name) {
    Response answer = get(root, "/superuser/users/" + name);
    return answer.statusCode() == 200
        && !Answers.json(answer.asString()).path("enabled").asBoolean(true);
  }

  private String newToken(String username, String scope) {
    Response answer = grant(username, scope);
    for (int i = 0; i < ATTEMPTS && answer.statusCode() != 200; i++) {
      forgiveGuesses();
      revive(username);
      answer = grant(username, scope);
    }
    if (answer.statusCode() != 200) {
      throw new AssertionError("no token for " + username + ": " + answer.asString());
    }
    return Answers.json(answer.asString()).get("access_token").textValue();
  }

  /**
   * Whatever became of the account, one of its name exists afterwards, is enabled and has a known
   * password. The account that had the name before may go on under another one, with its e-mail.
   */
  private void revive(String name) {
    if (get(root, "/organization/" + name).statusCode() == 200) {
      var _ = send(Method.DELETE, root, "/superuser/organizations/" + name, "");
    }
    String email = created++ < USERS.size() ? name : name + "." + created;
    Response answer =
        send(Method.POST, root, "/superuser/users/", user(name, email + "@example.com"));
    if (answer.statusCode() == 200) {
      passwords.put(name, Answers.json(answer.asString()).get("password").textValue());
    }
    Response changed =
        send(
            Method.PUT,
            root,
            "/superuser/users/" + name,
            "{\"enabled\": true, \"password\": \"%s\"}".formatted(PASSWORD));
    if (changed.statusCode() == 200) {
      passwords.put(name, PASSWORD);
    }
  }

  /** No superuser may change another one's password, so this one does it as long as it can. */
  private void keepPasswordOfSuperuser() {
    put(token(Role.SUPERUSER), "/user/", "{\"password\": \"%s\"}".formatted(PASSWORD));
    passwords.put("chief", PASSWORD);
  }

  private void signIn() {
    Browser browser = Browser.anonymous(service);
    Response answer = signIn(browser);
    for (int i = 0; i < ATTEMPTS && answer.statusCode() != 200; i++) {
      forgiveGuesses();
      revive("ada");
      answer = signIn(browser);
    }
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    csrfToken = browser.askForToken();
    cookie = browser.cookie();
  }

  private Response signIn(Browser browser) {
    return Patience.with(() -> browser.signIn("ada", passwords.getOrDefault("ada", PASSWORD)));
  }

  private Response grant(String username, String scope) {
    return Patience.with(() ->
        service
            .request()
            .basePath("")
            .urlEncodingEnabled(true)
            .contentType(ContentType.URLENC)
            .formParam("grant_type", "password")
            .formParam("username", username)
            .formParam("password", passwords.getOrDefault(username, PASSWORD))
            .formParam("scope", scope)
            .post("/oauth/access_token"));
  }

  private void forgiveGuesses() {
    service.sql("DELETE FROM vault.sign_in_failure");
  }

  private static Header bearer(String token) {
    return new Header("Authorization", "Bearer " + token);
  }
}
