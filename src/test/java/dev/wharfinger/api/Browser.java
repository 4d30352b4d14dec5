package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.filter.Filter;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A browser: it keeps the session cookie, and a script in it knows the CSRF token. */
public final class Browser {

  private static final String COOKIE = "_csrf_token";
  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  private final Wharfinger service;
  private final String address;
  private @Nullable String cookie;
  private String token = "";

  private Browser(Wharfinger service) {
    int number = ADDRESSES.incrementAndGet();
    this.service = service;
    this.address = "10.1.%d.%d".formatted(number / 256, number % 256);
  }

  /** Without a cookie. */
  public static Browser fresh() {
    return new Browser(Wharfinger.shared());
  }

  /** Of nobody, with a session. */
  public static Browser anonymous() {
    return anonymous(Wharfinger.shared());
  }

  /** Of nobody, with a session, at a certain service. */
  public static Browser anonymous(Wharfinger service) {
    Browser browser = new Browser(service);
    var _ = browser.askForToken();
    return browser;
  }

  /** Of a user who has just signed in. */
  public static Browser signedIn(String username, String password) {
    Browser browser = anonymous();
    Response answer = browser.signIn(username, password);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    var _ = browser.askForToken();
    return browser;
  }

  /** Of the superuser {@code root}. */
  public static Browser root() {
    return Viewer.SU.browser();
  }

  /** The same browser at another service, which has the same users. */
  public Browser at(Wharfinger other) {
    Browser copy = new Browser(other);
    copy.cookie = cookie;
    copy.token = token;
    return copy;
  }

  /** Signs in; the token is that of the session before, until it is asked for. */
  public Response signIn(String username, String password) {
    return sends("{\"username\": \"%s\", \"password\": \"%s\"}".formatted(username, password))
        .post("/signin");
  }

  /** Asks for the token, and remembers it. */
  public String askForToken() {
    token = json(plain().basePath("").get("/csrf_token"), 200).get("csrf_token").textValue();
    return token;
  }

  /** The token that it knows. */
  public String token() {
    return token;
  }

  /** Where it is: no other browser is there, so that no other's wrong passwords count for it. */
  public String address() {
    return address;
  }

  /** The value of its cookie. */
  public String cookie() {
    return String.valueOf(cookie);
  }

  /** Puts up with another cookie. */
  public void putCookie(String value) {
    cookie = value;
  }

  /** A request with the cookie alone, as another site could cause it. */
  public RequestSpecification plain() {
    RequestSpecification request =
        service.request().header("X-Forwarded-For", address).filter(keepingCookies());
    return cookie == null ? request : request.header("Cookie", COOKIE + "=" + cookie);
  }

  /** A request with cookie and token. */
  public RequestSpecification asks() {
    return plain().header("X-CSRF-Token", token);
  }

  /** The same with a JSON body. */
  public RequestSpecification sends(String json) {
    return asks().contentType(ContentType.JSON).body(json);
  }

  private Filter keepingCookies() {
    return (request, response, context) -> {
      Response answer = context.next(request, response);
      String set = answer.header("Set-Cookie");
      if (set != null) {
        assertThat(set).startsWith(COOKIE + "=");
        cookie = set.substring(COOKIE.length() + 1, set.indexOf(';'));
      }
      return answer;
    };
  }
}
