package dev.wharfinger.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.wharfinger.api.RawClient.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What every answer has to be, whatever was asked. */
final class AnswerRules {

  /** A page and what stands around it. Source: contract common 16. */
  private static final int LONGEST_BODY = (4 << 20) + (64 << 10);

  private static final Pattern INSIDES =
      Pattern.compile(
          "\\bat [a-z]\\w*(\\.[\\w$]+)+\\("
              + "|\\b(java|javax|jakarta|io|org|com|dev)(\\.\\w+)+(Exception|Error)\\b"
              + "|dev\\.wharfinger\\."
              + "|(?s)\\bSELECT\\b.{1,300}\\bFROM\\b"
              + "|\\bINSERT INTO\\b|SQLSTATE|SqlState|\\brelation \"|duplicate key value"
              + "|PgException|NullPointer");

  /** Texts about the service itself, where class names and the like belong. */
  private static final Set<String> ABOUT_ITSELF =
      Set.of("/q/openapi", "getChangeLog", "getSuperUserConfig", "/q/metrics", "getConfigDump");

  private static final Set<String> ASK_UPSTREAM =
      Set.of("validateProxyCacheConfig", "createProxyCacheConfig");

  private static final Set<String> USUAL_METHODS = Set.of("GET", "PUT", "POST", "DELETE");

  private static final Set<String> ERROR_KEYS =
      Set.of("error_type", "message", "error", "errors", "error_message");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Description description;
  private final Cast cast;

  AnswerRules(Description description, Cast cast) {
    this.description = description;
    this.cast = cast;
  }

  /** What is wrong with an answer; each begins with its kind. */
  List<String> faults(GeneratedRequest request, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Cut _ ->
          request.framing().isSound() && !isTooMuch(request)
              ? List.of("cut: no answer before the connection ended")
              : List.of();
      case Outcome.CutBefore before ->
          isTooMuch(before.last())
              ? List.of()
              : List.of(
                  "closed: after %d to request %d by %s %s %s"
                      .formatted(
                          before.answer().status(),
                          before.last().index(),
                          before.last().role(),
                          before.last().twists(),
                          cut(before.last().replay("HOST"))));
      case Outcome.Broken broken -> List.of("broken: " + broken.how());
      case Outcome.Answer answer -> faults(request, answer);
    };
  }

  private List<String> faults(GeneratedRequest request, Outcome.Answer answer) {
    List<String> faults = new ArrayList<>();
    if (!isStatusAllowed(request, answer)) {
      faults.add("status: " + answer.status() + " " + cut(answer.text()));
    }
    boolean comesLater = answer.status() == 503 || answer.status() == 429;
    if (comesLater && answer.header("Retry-After").isEmpty()) {
      faults.add("retry-after: missing with " + answer.status());
    }
    if (answer.body().length > LONGEST_BODY) {
      faults.add("length: " + answer.body().length);
    }
    String type = answer.header("Content-Type");
    if (answer.body().length > 0 && type.isEmpty()) {
      faults.add("content-type: missing for " + cut(answer.text()));
    }
    if (type.startsWith("application/json") && answer.body().length > 0) {
      json(request, answer, faults);
    }
    leaks(request, answer, faults);
    described(request, answer, faults);
    return faults;
  }

  private static boolean isStatusAllowed(GeneratedRequest request, Outcome.Answer answer) {
    return switch (answer.status()) {
      case 501, 505 -> !request.framing().isSound();
      case 503 -> isClosedRepository(answer);
      case 520 -> ASK_UPSTREAM.contains(request.operation());
      default -> answer.status() < 500;
    };
  }

  /** Contract repositories 0.2: such a repository refuses changes, and will again. */
  static boolean isClosedRepository(Outcome.Answer answer) {
    return answer.text().contains("Repository is in read only or mirror mode");
  }

  private static void json(GeneratedRequest request, Outcome.Answer answer, List<String> faults) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      boolean ofApi = request.path().startsWith("/api/v1/");
      if (ofApi && answer.status() >= 400 && !isError(json)) {
        faults.add("shape: " + answer.status() + " " + cut(answer.text()));
      }
      if (ofApi && answer.body()[answer.body().length - 1] != '\n') {
        faults.add("shape: no new line at the end of " + cut(answer.text()));
      }
    } catch (JsonProcessingException e) {
      faults.add("json: " + e.getOriginalMessage() + " in " + cut(answer.text()));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean isError(JsonNode json) {
    return json.isTextual() || (json.isObject() && ERROR_KEYS.stream().anyMatch(json::has));
  }

  private void leaks(GeneratedRequest request, Outcome.Answer answer, List<String> faults) {
    String text = answer.text();
    var insides = INSIDES.matcher(text);
    boolean aboutItself =
        ABOUT_ITSELF.contains(request.operation()) || request.path().contains("/q/");
    if (!aboutItself && insides.find() && !request.contains(insides.group())) {
      faults.add("insides: " + cut(insides.group()) + " in " + cut(text));
    }
    for (String secret : cast.secrets()) {
      if (text.contains(secret) && !request.contains(secret)) {
        faults.add("secret: shown in " + cut(text));
      }
    }
    if (Role.WITHOUT_WRITES.contains(request.role()) && text.contains(Cast.PRIVATE_EMAIL)) {
      faults.add("e-mail: shown in " + cut(text));
    }
    for (GeneratedRequest.Header header : answer.headers()) {
      if (header.name().equalsIgnoreCase("X-Injected")) {
        faults.add("header: injected");
      }
    }
  }

  private void described(GeneratedRequest request, Outcome.Answer answer, List<String> faults) {
    boolean plain =
        !request.twists().contains(Twist.PATH_TEXT)
            && !request.twists().contains(Twist.PATH_VARIABLE)
            && request.framing().isSound()
            && USUAL_METHODS.contains(request.method())
            && request.path().startsWith("/api/v1/")
            && answer.header("Content-Type").startsWith("application/json");
    if (plain) {
      description
          .faults(request.method(), request.path(), answer.status(), answer.text())
          .forEach(fault -> faults.add("described: " + cut(fault) + " in " + cut(answer.text())));
    }
  }

  /** Headers and addresses longer than the server reads may end the connection. */
  private static boolean isTooMuch(GeneratedRequest request) {
    int head =
        request.headers().stream().mapToInt(it -> it.name().length() + it.value().length()).sum();
    return head > 8_000 || request.target().length() > 4_000 || request.body().length > 1 << 20;
  }

  static String cut(String text) {
    return text.length() <= 700 ? text : text.substring(0, 700) + "…";
  }
}
