package dev.wharfinger.platform.security;

import dev.wharfinger.platform.id.AccountId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The caller of decisions under test: user {@code ada} with account 1. */
public final class Somebody {

  public static final AccountId ACCOUNT = new AccountId(1);

  /** With every scope. */
  public static final Caller.User ADA = ada(EnumSet.allOf(Scope.class), false, false);

  /** A superuser with full access. */
  public static final Caller.User FULL_ACCESS = ada(EnumSet.allOf(Scope.class), true, false);

  /** A read-only superuser whose token has no scope that matters. */
  public static final Caller.User READ_ONLY = ada(Set.of(Scope.USER_READ), false, true);

  private Somebody() {}

  /** With these scopes only. */
  public static Caller.User with(Scope... scopes) {
    return ada(Set.of(scopes), false, false);
  }

  private static Caller.User ada(Set<Scope> scopes, boolean fullAccess, boolean readOnly) {
    return new Caller.User(
        ACCOUNT, "ada", new UUID(0, 1), scopes, Optional.empty(), fullAccess, fullAccess, readOnly);
  }
}
