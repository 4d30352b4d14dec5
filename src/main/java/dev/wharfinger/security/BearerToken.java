package dev.wharfinger.security;

import java.util.Optional;

/** Reads the {@code Authorization} header. Source: contract common 2.1. */
public final class BearerToken {

  private BearerToken() {}

  /** The token of exactly two parts, of which the first is the word bearer in any case. */
  public static Optional<String> of(String authorization) {
    String[] parts = authorization.strip().split("\\s+", -1);
    return parts.length == 2 && parts[0].equalsIgnoreCase("bearer")
        ? Optional.of(parts[1])
        : Optional.empty();
  }
}
