package dev.wharfinger.platform.security;

import java.util.Optional;

/** Parses the {@code Authorization} header. Source: contract common 2.1. */
public final class BearerToken {

  private static final String SCHEME = "bearer";

  private BearerToken() {}

  /**
   * The token of a header with exactly two parts, the first being {@code bearer} in any case. White
   * space in a header is spaces and tabs (RFC 9110, 5.5). This runs for every request on some
   * hundred characters, so it avoids the cost of a regular expression.
   */
  public static Optional<String> of(String authorization) {
    String header = authorization.strip();
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    String rest = header.substring(SCHEME.length());
    String token = rest.strip();
    return token.length() < rest.length() && token.indexOf(' ') < 0 && token.indexOf('\t') < 0
        ? Optional.of(token)
        : Optional.empty();
  }
}
