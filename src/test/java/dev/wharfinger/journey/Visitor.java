package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.Optional;

/**
 * An instance as browsers and registry clients see it, with what they keep: cookies, passwords.
 *
 * @param base its address
 */
record Visitor(String base) {
  private static final String COOKIE = "_csrf_token";

  /** Signs in with a browser; returns the cookie that it keeps. */
  String signIn(String name, String password) {
    Response asked = request().get("/csrf_token");
    Response answer =
        request()
            .cookie(COOKIE, asked.getCookie(COOKIE))
            .header("X-CSRF-Token", asked.jsonPath().getString("csrf_token"))
            .contentType("application/json")
            .body(Map.of("username", name, "password", password))
            .post("/api/v1/signin");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.getCookie(COOKIE);
  }

  /**
   * Visits with a cookie.
   *
   * @return the cookie that the browser keeps afterwards; empty for one of nobody
   */
  Optional<String> visit(String cookie) {
    Response answer = request().cookie(COOKIE, cookie).get("/api/v1/user/");
    return answer.statusCode() == 401
        ? Optional.empty()
        : Optional.of(Optional.ofNullable(answer.getCookie(COOKIE)).orElse(cookie));
  }

  /** Whether the registry's clients are given a token for this name and password. */
  boolean admits(String name, String password) {
    return request().auth().preemptive().basic(name, password).get("/v2/auth").statusCode() == 200;
  }

  /** Follows the link of a mail; returns the status. */
  int confirm(String code) {
    return request().get("/confirm?code=" + code).statusCode();
  }

  private RequestSpecification request() {
    return RestAssured.given().baseUri(base).header("X-Requested-With", "XMLHttpRequest");
  }
}
