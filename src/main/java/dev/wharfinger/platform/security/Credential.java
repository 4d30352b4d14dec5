package dev.wharfinger.platform.security;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** The content of a token with a verified signature; its validity is checked separately. */
sealed interface Credential {

  /** When it expires. */
  Instant expires();

  /** An access token of this service. */
  record Own(UUID token, Set<Scope> scopes, Instant expires) implements Credential {}

  /** A token of a foreign issuer, which is treated as having every scope (contract common 2.3). */
  record Foreign(String user, Instant expires) implements Credential {}
}
