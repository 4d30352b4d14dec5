package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.wharfinger.app.cli.Failure.Refused;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the words of a refusal in each shape that the API has. Source: contract common 4. */
final class ErrorText {

  /** More is no sentence, but a page of some proxy. */
  private static final int LONGEST = 500;

  private ErrorText() {}

  static Refused of(int status, HttpHeaders headers, byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    JsonNode json = json(text);
    String words =
        Stream.of("error_message", "detail", "message", "error_description", "error")
            .map(json::path)
            .flatMap(node -> words(node).stream())
            .findFirst()
            .orElseGet(() -> plain(status, headers, text));
    return new Refused(status, json.path("error_type").asText(""), words);
  }

  private static JsonNode json(String text) {
    try {
      return JsonText.read(text);
    } catch (IOException _) {
      return MissingNode.getInstance();
    }
  }

  private static Optional<String> words(JsonNode node) {
    if (node.isObject()) { // a query parameter and what it takes
      return Optional.of(
          node.properties().stream()
              .map(entry -> entry.getKey() + ": " + entry.getValue().asText())
              .collect(Collectors.joining("; ")));
    }
    return Optional.ofNullable(node.textValue()).filter(text -> !text.isBlank());
  }

  private static String plain(int status, HttpHeaders headers, String text) {
    if (status / 100 == 3) {
      return "The service has moved to "
          + headers.firstValue("Location").orElse("another address")
          + "; redirects are not followed.";
    }
    if (json(text).path("needsEmailVerification").asBoolean()) {
      return "The e-mail address of this account is not verified yet.";
    }
    return text.isEmpty() || text.startsWith("<") || text.length() > LONGEST
        ? "The service answers with status " + status + "."
        : text.lines().map(String::strip).collect(Collectors.joining(" "));
  }
}
