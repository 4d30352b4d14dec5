package dev.wharfinger.accounts.application;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one asks the OAuth pages, and how they answer, whoever asks. */
final class OAuthPage {

  /** Where the applications of the tests live. */
  static final String BACK = "https://crane.example/back";

  static final String FORGED = "CSRF token was invalid or missing.";

  static final String UNAUTHORIZED =
      "The server could not verify that you are authorized to access the URL requested. You either"
          + " supplied the wrong credentials (e.g. a bad password), or your browser doesn't"
          + " understand how to supply the credentials required.";

  static final String FORBIDDEN =
      "You don't have the permission to access the requested resource. It is either read-protected"
          + " or not readable by the server.";

  private OAuthPage() {}

  /** What a client asks for. */
  static Map<String, String> asked(String clientId, String scope, String responseType) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("client_id", clientId);
    asked.put("redirect_uri", BACK);
    asked.put("scope", scope);
    asked.put("response_type", responseType);
    return asked;
  }

  /** The same with another value. */
  static Map<String, String> with(Map<String, String> asked, String key, String value) {
    Map<String, String> copy = new LinkedHashMap<>(asked);
    copy.put(key, value);
    return copy;
  }

  /** A request to a page, whose answer is looked at as it is. */
  static RequestSpecification page(RequestSpecification request) {
    return request.basePath("").urlEncodingEnabled(true).redirects().follow(false);
  }

  /** Sends a form to a page. */
  static Response form(RequestSpecification request, Map<String, String> form, String page) {
    return page(request).contentType(ContentType.URLENC).formParams(form).post("/oauth/" + page);
  }

  /** Name and password as a header. */
  static String basic(String name, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  /** The token in the fragment of an address. */
  static String tokenIn(String location) {
    String fragment = location.substring(location.indexOf('#') + 1);
    assertThat(fragment).startsWith("access_token=");
    return fragment.substring("access_token=".length(), fragment.indexOf('&'));
  }

  /** The error that the client is told of. */
  static String told(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(302);
    assertThat(answer.header("Location")).startsWith(BACK + "?error=");
    return answer.header("Location").substring((BACK + "?error=").length());
  }

  static void isMessage(Response answer, int status, String text) {
    assertThat(shown(answer, status).get("message").textValue()).isEqualTo(text);
  }

  static void isError(Response answer, int status, String text) {
    assertThat(shown(answer, status).get("error").textValue()).isEqualTo(text);
  }

  static void isNotFound(Response answer) {
    assertThat(shown(answer, 404).get("message").textValue())
        .startsWith("The requested URL was not found on the server.");
  }

  /** The JSON that a page answers with; outside the API a charset may stand with its type. */
  static JsonNode shown(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).startsWith("application/json");
    return json(answer.asString());
  }
}
