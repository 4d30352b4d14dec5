package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who asks, in the words of the contract (organization 0.2). */
public enum Viewer {
  /** No credential. */
  ANON(""),
  /** In no team of the organization. */
  OUT("olga"),
  /** In a team with role {@code member}. */
  MEM("mel"),
  /** In a team with role {@code creator}. */
  CREATOR("carl"),
  /** In a team with role {@code admin}. */
  ADM("ada"),
  /** The same administrator with a token that is good for reading repositories only. */
  UNSCOPED("ada"),
  /** Superuser without full access, in no team. */
  SU("root"),
  /** Superuser with full access, in no team. */
  FSU("root"),
  /** Read-only superuser, in no team; his name stands in both lists. */
  ROSU("auditor");

  private static final String EVERY_SCOPE =
      "repo:read repo:write repo:admin repo:create user:read user:admin org:admin super:user";

  private static final String ROOT_PASSWORD = "rootpassword";
  private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();
  private static final Map<String, String> PASSWORDS = new ConcurrentHashMap<>();

  private final String username;

  Viewer(String username) {
    this.username = username;
  }

  /** The viewer of this user name, if there is one. */
  static Optional<Viewer> ofName(String username) {
    return Arrays.stream(values()).filter(it -> it.username.equals(username)).findFirst();
  }

  /** The user name; empty for {@link #ANON}. */
  public String username() {
    return username;
  }

  /** The e-mail that he was created with. */
  public String email() {
    return username + "@example.com";
  }

  /** A request of his, to the service that makes him what he is. */
  public RequestSpecification asks() {
    return asks(this == FSU ? Wharfinger.fullAccess() : Wharfinger.shared());
  }

  /** A request of his to a certain service. */
  public RequestSpecification asks(Wharfinger service) {
    return this == ANON ? service.request() : service.request(token());
  }

  /** A request of his with a JSON body. */
  public RequestSpecification sends(String json) {
    return asks().contentType(ContentType.JSON).body(json);
  }

  /** A request of his with a JSON body to a certain service. */
  public RequestSpecification sends(Wharfinger service, String json) {
    return asks(service).contentType(ContentType.JSON).body(json);
  }

  /** A request of his with a token that has these scopes only. */
  public RequestSpecification asksWith(String scope) {
    return asksWith(Wharfinger.shared(), scope);
  }

  /** The same to a certain service. */
  public RequestSpecification asksWith(Wharfinger service, String scope) {
    SU.arrives();
    return service.request(token(scope));
  }

  /** Makes sure that the user exists. */
  public void arrives() {
    var _ = token();
  }

  /** His token, with every scope unless he is {@link #UNSCOPED}. */
  public String token() {
    return username.equals("root")
        ? rootToken()
        : token(this == UNSCOPED ? "repo:read" : EVERY_SCOPE);
  }

  /** A browser in which he has just signed in. */
  public Browser browser() {
    arrives();
    return Browser.signedIn(username, username.equals("root") ? ROOT_PASSWORD : password(username));
  }

  private String token(String scope) {
    String password = username.equals("root") ? ROOT_PASSWORD : password(username);
    return TOKENS.computeIfAbsent(username + " " + scope, _ -> grant(username, password, scope));
  }

  /** A token by password grant. */
  public static String grant(String username, String password, String scope) {
    Response answer =
        Wharfinger.shared()
            .request()
            .basePath("")
            .urlEncodingEnabled(true)
            .contentType(ContentType.URLENC)
            .formParam("grant_type", "password")
            .formParam("username", username)
            .formParam("password", password)
            .formParam("scope", scope)
            .post("/oauth/access_token");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return json(answer.asString()).get("access_token").textValue();
  }

  /** A new user; the password of his own. */
  public static String newUser(String username) {
    String body = "{\"username\": \"%s\", \"email\": \"%s@example.com\"}";
    JsonNode created =
        json(SU.sends(body.formatted(username, username)).post("/superuser/users/"), 200);
    return created.get("password").textValue();
  }

  private static String password(String username) {
    return PASSWORDS.computeIfAbsent(username, Viewer::newUser);
  }

  /** The first user's token is that of his application {@code automation}. */
  private static String rootToken() {
    return TOKENS.computeIfAbsent(
        "root",
        _ ->
            json(
                    Wharfinger.shared()
                        .request()
                        .contentType(ContentType.JSON)
                        .body(
                            """
                            {"username": "root", "password": "rootpassword",
                             "email": "root@example.com", "access_token": true}
                            """)
                        .post("/user/initialize"),
                    200)
                .get("access_token")
                .textValue());
  }
}
