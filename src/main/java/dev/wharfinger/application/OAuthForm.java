package dev.wharfinger.application;

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
 * The parameters of a request to the OAuth endpoints, from the form and the query alike; one
 * without a value counts as missing, one that comes twice as unreadable (RFC 6749 3.2).
 */
record OAuthForm(Map<String, List<String>> query, Map<String, List<String>> form) {

  private static final int MAX_PARAMETERS = 64;
  private static final String FORM = "application/x-www-form-urlencoded";

  /**
   * Reads a request.
   *
   * @throws IllegalArgumentException when a value is not URL-encoded text
   */
  static OAuthForm of(HttpServerRequest request, byte[] body) {
    String type = request.getHeader("Content-Type");
    boolean readable = type == null || type.toLowerCase(Locale.ROOT).startsWith(FORM);
    String query = request.query();
    return new OAuthForm(
        decode(query == null ? "" : query),
        decode(readable ? new String(body, StandardCharsets.UTF_8) : ""));
  }

  /**
   * The value of a parameter.
   *
   * @throws IllegalArgumentException when it comes twice
   */
  Optional<String> value(String name) {
    List<String> values = new ArrayList<>();
    Stream.of(query, form)
        .flatMap(from -> from.getOrDefault(name, List.of()).stream())
        .filter(value -> !value.isEmpty())
        .forEach(values::add);
    if (values.size() > 1) {
      throw new IllegalArgumentException("a parameter comes twice");
    }
    return values.stream().findFirst();
  }

  private static Map<String, List<String>> decode(String text) {
    return new QueryStringDecoder(text, StandardCharsets.UTF_8, false, MAX_PARAMETERS).parameters();
  }

  /** Keeps passwords out of every log line. */
  @Override
  public String toString() {
    return "OAuthForm[***]";
  }
}
