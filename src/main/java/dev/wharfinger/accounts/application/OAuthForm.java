package dev.wharfinger.accounts.application;

import static dev.wharfinger.accounts.application.OAuthReplies.INVALID_REQUEST;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.TextLengths;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The parameters of a request to the OAuth endpoints, from both the form and the query where both
 * are allowed; one without a value is treated as missing, a repeated one as malformed (RFC 6749
 * 3.2).
 */
record OAuthForm(Map<String, List<String>> query, Map<String, List<String>> form) {

  @Bound(
      of = "parameters of a request to the OAuth endpoints, in the query and in the form",
      unit = "parameters",
      beyond = "the rest are ignored",
      test = "OAuthFormTest.readsSoManyParameters")
  static final int MAX_PARAMETERS = 64;

  private static final String FORM = "application/x-www-form-urlencoded";

  /** Parses a request; one whose values are not URL-encoded text is refused. */
  static OAuthForm of(HttpServerRequest request, byte[] body) {
    return new OAuthForm(ofQuery(request).query(), ofBody(request, body).form());
  }

  /** Parses only the query of a request. */
  static OAuthForm ofQuery(HttpServerRequest request) {
    String query = request.query();
    return new OAuthForm(decode(query == null ? "" : query), Map.of());
  }

  /** Parses only the body of a request. */
  static OAuthForm ofBody(HttpServerRequest request, byte[] body) {
    String type = request.getHeader("Content-Type");
    boolean readable = type == null || type.toLowerCase(Locale.ROOT).startsWith(FORM);
    return new OAuthForm(
        Map.of(), decode(readable ? new String(body, StandardCharsets.UTF_8) : ""));
  }

  /** The value of a parameter; a repeated one, or one that is not text, is refused. */
  Optional<String> value(String name) {
    List<String> values = new ArrayList<>();
    Stream.of(query, form)
        .flatMap(from -> from.getOrDefault(name, List.of()).stream())
        .filter(value -> !value.isEmpty())
        .forEach(values::add);
    if (values.size() > 1 || values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
      throw new ApiException(INVALID_REQUEST);
    }
    int most = longest(name);
    if (values.stream().anyMatch(value -> value.codePointCount(0, value.length()) > most)) {
      throw new ApiException(ApiError.error(400, ApiError.tooLong(name, most, "characters")));
    }
    return values.stream().findFirst();
  }

  /** The value of a parameter that Quay requires by name (contract common 4.3). */
  String required(String name) {
    return value(name)
        .orElseThrow(() -> new ApiException(ApiError.error(400, "Required param: " + name)));
  }

  private static int longest(String name) {
    return switch (name) {
      case "redirect_uri" -> TextLengths.ADDRESS;
      case "scope" -> TextLengths.SCOPE;
      case "client_id", "username", "response_type", "assignment_uuid" -> TextLengths.NAME;
      case "code_challenge", "code_challenge_method" -> TextLengths.NAME;
      default -> TextLengths.SECRET;
    };
  }

  static Map<String, List<String>> decode(String text) {
    try {
      return new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MAX_PARAMETERS)
          .parameters();
    } catch (IllegalArgumentException e) {
      throw new ApiException(INVALID_REQUEST);
    }
  }

  /** Keeps passwords out of logs. */
  @Override
  public String toString() {
    return "OAuthForm[***]";
  }
}
