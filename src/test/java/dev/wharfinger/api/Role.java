package dev.wharfinger.api;

import java.util.EnumSet;
import java.util.Set;

/** Who sends a generated request. */
enum Role {
  ANONYMOUS,
  /** With the token of a user who has been disabled since. */
  DISABLED,
  /** With something in the place of a token. */
  GARBAGE,
  /** With a signed token that the service did not issue. */
  FOREIGN,
  /** With an administrator's session cookie, as another site could cause it: without CSRF token. */
  COOKIE,
  /** With an administrator's token for reading repositories. */
  READER,
  PLAIN,
  MEMBER,
  ADMIN,
  /** With an administrator's session cookie and its CSRF token. */
  BROWSER,
  /** A superuser with full access. */
  SUPERUSER,
  /** A read-only superuser, who owns an account like everybody. */
  AUDITOR,
  /** With the credential of registries. */
  REGISTRY;

  /** Those who may change nothing at all. */
  static final Set<Role> WITHOUT_WRITES =
      Set.copyOf(EnumSet.of(ANONYMOUS, DISABLED, GARBAGE, FOREIGN, COOKIE, READER));

  /**
   * Those whose sign-out ends the session of {@link #COOKIE} and {@link #BROWSER}. A token of any
   * scope is enough for it, as in Quay, and the end of the sessions is written down: what {@link
   * #READER} may write, although it may change nothing else. Source: contract sessions 1.5.
   */
  static final Set<Role> OF_THE_SESSION = Set.copyOf(EnumSet.of(READER, ADMIN, BROWSER));

  static final Set<Role> ALL = Set.copyOf(EnumSet.allOf(Role.class));
}
