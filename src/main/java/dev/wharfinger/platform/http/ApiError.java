package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.text.Excerpt;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A refused request as data: status and text are decided here, the wire format by one mapper.
 * Source: contract common 4.
 */
public sealed interface ApiError {

  /** The longest text, including what it quotes of the request. */
  @Bound(
      of = "error text",
      unit = "characters",
      beyond = "cut, ending in \u2026",
      test = "QuotedValuesTest.endsEveryErrorTextSomewhere")
  int MAX_TEXT = 4_096;

  /** The HTTP status. */
  int status();

  /** A problem object; {@code extra} keys are merged into it. */
  record ProblemObject(ProblemType problem, String detail, Map<String, Object> extra)
      implements ApiError {
    public ProblemObject {
      detail = bounded(detail);
      extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    @Override
    public int status() {
      return problem.status();
    }
  }

  /** {@code {"message": text}}, with the {@code extra} keys added. */
  record MessageObject(int status, String message, Map<String, Object> extra) implements ApiError {
    public MessageObject {
      message = bounded(message);
      extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }
  }

  /** {@code {"message": {parameter: help}}}: a query parameter of the wrong type. */
  record ParameterMessage(String parameter, String help) implements ApiError {
    @Override
    public int status() {
      return 400;
    }
  }

  /** {@code {"detail": text}}, which the web UI shows. Source: contract repositories 9.1. */
  record DetailObject(int status, String detail) implements ApiError {
    public DetailObject {
      detail = bounded(detail);
    }
  }

  /** {@code {"error": text}}. */
  record ErrorObject(int status, String error) implements ApiError {
    public ErrorObject {
      error = bounded(error);
    }
  }

  /**
   * {@code {"message": text}} with 503 and {@code Retry-After}: the same request may succeed later.
   */
  record Unavailable(String message, int retryAfterSeconds) implements ApiError {
    @Override
    public int status() {
      return 503;
    }
  }

  /** 400 for a request that the server cannot read, G400 of the contract. */
  ApiError BAD_REQUEST =
      message(400, "The browser (or proxy) sent a request that this server could not understand.");

  /** The bare 403 of a few handlers, G403 of the contract. */
  ApiError FORBIDDEN =
      message(
          403,
          "You don't have the permission to access the requested resource. It is either"
              + " read-protected or not readable by the server.");

  /** The bare 404 of a few handlers, G404 of the contract. */
  ApiError NO_SUCH_PAGE =
      message(
          404,
          "The requested URL was not found on the server. If you entered the URL manually please"
              + " check your spelling and try again.");

  /** 405. */
  ApiError METHOD_NOT_ALLOWED = message(405, "The method is not allowed for the requested URL.");

  /** 413: the body is longer than the service accepts. */
  ApiError TOO_LARGE = message(413, "The data value transmitted exceeds the capacity limit.");

  /** 415: an operation with a schema got something other than JSON. */
  ApiError NOT_JSON =
      message(
          415,
          "Did not attempt to load JSON data because the request Content-Type was not"
              + " 'application/json'.");

  /** 415: the body has a {@code Content-Encoding}; none is supported. */
  ApiError ENCODED = message(415, "The Content-Encoding of the request is not supported.");

  /** 503: there is no memory for another request of this size. */
  ApiError TOO_BUSY = new Unavailable("The service is too busy. Please try again.", 1);

  /** 503 for a write while the registry is read-only. */
  ApiError READ_ONLY =
      new MessageObject(
          503,
          "System is currently read-only. Pulls will succeed but all write operations are"
              + " currently suspended.",
          Map.of("is_readonly", true));

  /** 500: an unexpected failure. */
  ApiError FAULT =
      message(
          500, "The server encountered an internal error and was unable to complete your request.");

  /** 401 for an anonymous caller if anonymous access is off. */
  ApiError NO_ANONYMOUS_ACCESS = error(401, "Anonymous access is not allowed");

  /** 400 {@code invalid_request} with a specific text, P400 of the contract. */
  static ApiError invalidRequest(String text) {
    return problem(ProblemType.INVALID_REQUEST, text);
  }

  /**
   * The text for a value that is too long, without the value. Source: contract common 16.
   *
   * @param unit what is counted, in the plural
   */
  static String tooLong(String key, int most, String unit) {
    return "'%s' must be at most %d %s".formatted(key, most, unit);
  }

  /** 400 with a message object, M400 (DATA-400) of the contract. */
  static ApiError message(String text) {
    return message(400, text);
  }

  /** A message object with this status. */
  static ApiError message(int status, String text) {
    return new MessageObject(status, text, Map.of());
  }

  /** An object with nothing but a detail, with this status. */
  static ApiError detail(int status, String text) {
    return new DetailObject(status, text);
  }

  /** An error-string object with this status. */
  static ApiError error(int status, String text) {
    return new ErrorObject(status, text);
  }

  /** 404 {@code not_found}, P404 of the contract. */
  static ApiError notFound() {
    return problem(ProblemType.NOT_FOUND);
  }

  private static String bounded(String text) {
    return Excerpt.first(text, MAX_TEXT, "\u2026");
  }

  /** The refusal for a status set by the framework. */
  static ApiError ofStatus(int status) {
    return switch (status) {
      case 400 -> BAD_REQUEST;
      case 403 -> FORBIDDEN;
      case 404 -> notFound();
      case 405 -> METHOD_NOT_ALLOWED;
      case 413 -> TOO_LARGE;
      case 415 -> NOT_JSON;
      default -> message(status, "The request was refused.");
    };
  }

  /** A problem object with its default text. */
  static ApiError problem(ProblemType problem) {
    return problem(problem, problem.detail());
  }

  /** A problem object with this text. */
  static ApiError problem(ProblemType problem, String detail) {
    return new ProblemObject(problem, detail, Map.of());
  }

  /** The denial for this caller: 401 if anonymous, 403 if signed in (common 2.4). */
  static ApiError denied(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous _ -> problem(ProblemType.INVALID_TOKEN);
      case Caller.User _ -> problem(ProblemType.INSUFFICIENT_SCOPE);
    };
  }
}
