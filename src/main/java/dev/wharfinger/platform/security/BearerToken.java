package dev.wharfinger.platform.security;

import java.util.Optional;

/** Reads the {@code Authorization} header. Source: contract common 2.1. */
public final class BearerToken {

  private static final String SCHEME = "bearer";

  private BearerToken() {}

  /**
   * The token of exactly two parts, of which the first is the word bearer in any case. A header's
   * white space is spaces and tabs (RFC 9110, 5.5). Every request comes here with some hundred
   * characters, for which a regular expression is dear.
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
