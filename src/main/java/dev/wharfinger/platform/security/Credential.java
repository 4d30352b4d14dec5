package dev.wharfinger.platform.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** What a token says once its signature is verified; whether it still counts is another matter. */
sealed interface Credential {

  /** From when on it is worth nothing. */
  Instant expires();

  /** An access token of this service. */
  record Own(UUID token, Set<Scope> scopes, Instant expires) implements Credential {}

  /** A token of a foreign issuer, which counts as having every scope (contract common 2.3). */
  record Foreign(String user, Instant expires) implements Credential {}
}
