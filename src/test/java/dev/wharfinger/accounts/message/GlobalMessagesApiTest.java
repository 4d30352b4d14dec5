package dev.wharfinger.accounts.message;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isError;
import static dev.wharfinger.api.Answers.isG404;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobalMessagesApiTest {

  private static final String G403 =
      "You don't have the permission to access the requested resource. It is either read-protected"
          + " or not readable by the server.";

  @Test
  void tellsEverybodyUntilItIsDeleted() {
    String content = Wharfinger.fresh("Closed on Sunday");
    Response created = post(Viewer.SU, content);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.asString()).isEmpty();
    assertThat(created.contentType()).isEqualTo("text/html; charset=utf-8");
    String later = Wharfinger.fresh("Closed on Monday");
    assertThat(post(Viewer.SU, later).statusCode()).isEqualTo(201);

    JsonNode messages = json(Viewer.ANON.asks().get("/messages"), 200).get("messages");
    assertThat(messages.findValuesAsText("content")).containsSubsequence(content, later);
    JsonNode message = find(messages, content);
    String uuid = message.get("uuid").textValue();
    assertThat(message)
        .isEqualTo(
            json(
                """
                {"uuid": "%s", "content": "%s", "severity": "warning", "media_type": "text/plain"}
                """
                    .formatted(uuid, content)));
    isDone(Viewer.SU.asks().delete("/message/" + uuid));
    assertThat(
            json(Viewer.OUT.asks().get("/messages"), 200)
                .get("messages")
                .findValuesAsText("content"))
        .contains(later)
        .doesNotContain(content);
    isDone(Viewer.SU.asks().delete("/message/" + uuid));
    isDone(Viewer.SU.asks().delete("/message/nothing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                           | 'message' is a required property
          {"message": 5}                                                               | 5 is not of type 'object'
          {"message": {"content": "x", "severity": "info"}}                            | 'media_type' is a required property
          {"message": {"content": "x", "severity": "x", "media_type": "text/plain"}}   | 'x' is not one of ['info', 'warning', 'error']
          {"message": {"content": "x", "severity": "info", "media_type": "text/html"}} | 'text/html' is not one of ['text/plain', 'text/markdown']
          """)
  void looksAtTheBodyBeforeTheRight(String body, String text) {
    isP400(Viewer.OUT.sends(body).post("/messages"), text);
    isP401(Viewer.ANON.sends(body).post("/messages"));
  }

  @Test
  void isWrittenBySuperusersAlone() {
    for (Viewer viewer : new Viewer[] {Viewer.OUT, Viewer.ROSU, Viewer.UNSCOPED}) {
      isMessage(post(viewer, "x"), 403, G403);
      isMessage(viewer.asks().delete("/message/nothing"), 403, G403);
    }
    isP401(Viewer.ANON.asks().delete("/message/nothing"));
  }

  @Test
  void isReadOnlyWhereThereAreNoSuperusers() {
    String content = Wharfinger.fresh("Still here");
    assertThat(post(Viewer.SU, content).statusCode()).isEqualTo(201);
    Wharfinger closed = Wharfinger.closed();
    assertThat(
            json(Viewer.OUT.asks(closed).get("/messages"), 200)
                .get("messages")
                .findValuesAsText("content"))
        .contains(content);
    isError(Viewer.ANON.asks(closed).get("/messages"), 401, "Anonymous access is not allowed");
    isG404(Viewer.SU.sends(closed, body("x")).post("/messages"));
    isP404(Viewer.SU.asks(closed).delete("/message/nothing"));
  }

  private static JsonNode find(JsonNode messages, String content) {
    return messages
        .valueStream()
        .filter(it -> it.get("content").textValue().equals(content))
        .findFirst()
        .orElseThrow();
  }

  private static Response post(Viewer viewer, String content) {
    return viewer.sends(body(content)).post("/messages");
  }

  private static String body(String content) {
    return """
    {"message": {"content": "%s", "severity": "warning", "media_type": "text/plain", "x": 1}}
    """
        .formatted(content);
  }
}
