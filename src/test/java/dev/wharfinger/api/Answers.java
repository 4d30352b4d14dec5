package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The contract's shapes, whole: status, media type and every key (common 4, organization 0.1). */
public final class Answers {

  /** The text of G400 and of a body that is no JSON. */
  public static final String G400 =
      "The browser (or proxy) sent a request that this server could not understand.";

  private static final String G404 =
      "The requested URL was not found on the server. If you entered the URL manually please check"
          + " your spelling and try again.";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Answers() {}

  /** A JSON text as a tree; the order of keys does not count. */
  public static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  /** The JSON body of an answer with this status. */
  public static JsonNode json(Response answer, int status) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(answer.asString()).endsWith("\n");
    return json(answer.asString());
  }

  /** The answer is 200 with some JSON. */
  public static void isOk(Response answer) {
    assertThat(json(answer, 200).isMissingNode()).isFalse();
  }

  /** The answer is this text, as JSON. */
  public static void isText(Response answer, int status, String text) {
    assertThat(json(answer, status).textValue()).isEqualTo(text);
  }

  /** The answer is 204 and empty. */
  public static void isDone(Response answer) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(204);
    assertThat(answer.asString()).isEmpty();
  }

  /** {@code P400(text)}. */
  public static void isP400(Response answer, String text) {
    isProblem(answer, 400, "invalid_request", text);
  }

  /** {@code P401}. */
  public static void isP401(Response answer) {
    isProblem(answer, 401, "invalid_token", "Requires authentication");
  }

  /** {@code P403}. */
  public static void isP403(Response answer) {
    isProblem(answer, 403, "insufficient_scope", "Unauthorized");
  }

  /** {@code P404}. */
  public static void isP404(Response answer) {
    isProblem(answer, 404, "not_found", "Not Found");
  }

  /** {@code M400(text)}. */
  public static void isM400(Response answer, String text) {
    isMessage(answer, 400, text);
  }

  /** {@code G404}. */
  public static void isG404(Response answer) {
    isMessage(answer, 404, G404);
  }

  /** {@code {"message": text}}. */
  public static void isMessage(Response answer, int status, String text) {
    assertThat(json(answer, status)).isEqualTo(JSON.valueToTree(Map.of("message", text)));
  }

  /** The answer to a repeat under an {@code Idempotency-Key} whose first answer held a secret. */
  public static void isAnsweredOnce(Response answer, String readAt) {
    isMessage(
        answer,
        409,
        "The request with this Idempotency-Key is done already. Its answer is given only once;"
            + " read the result with GET /api/v1/"
            + readAt);
  }

  /** {@code {"message": {parameter: help}}}. */
  public static void isParameterMessage(Response answer, String parameter, String help) {
    assertThat(json(answer, 400))
        .isEqualTo(JSON.valueToTree(Map.of("message", Map.of(parameter, help))));
  }

  /** {@code X(status, text)}. */
  public static void isError(Response answer, int status, String text) {
    assertThat(json(answer, status)).isEqualTo(JSON.valueToTree(Map.of("error", text)));
  }

  /** The names of an object's keys, in order. */
  public static List<String> keys(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static void isProblem(Response answer, int status, String type, String detail) {
    JsonNode body = json(answer, status);
    assertThat(keys(body))
        .containsExactly("detail", "error_message", "error_type", "title", "type", "status");
    assertThat(body.get("detail").textValue()).isEqualTo(detail);
    assertThat(body.get("error_message")).isEqualTo(body.get("detail"));
    assertThat(body.get("error_type").textValue()).isEqualTo(type);
    assertThat(body.get("title").textValue()).isEqualTo(type);
    assertThat(URI.create(body.get("type").textValue()))
        .hasScheme("http")
        .hasPath("/api/v1/error/" + type);
    assertThat(body.get("status").intValue()).isEqualTo(status);
    assertThat(answer.header("WWW-Authenticate")).isNull();
  }
}
