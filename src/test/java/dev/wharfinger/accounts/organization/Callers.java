package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.OrganizationId;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Callers and organizations as decisions meet them. */
final class Callers {

  static final UUID KEY = new UUID(0, 9);

  private Callers() {}

  /** An ordinary user with these scopes. */
  static Caller.User user(Scope... scopes) {
    return new Caller.User(
        new AccountId(7),
        "ada",
        new UUID(0, 7),
        Set.of(scopes),
        Optional.empty(),
        false,
        false,
        false);
  }

  /** A superuser with full access and no scope but his own. */
  static Caller.User fullAccess() {
    return new Caller.User(
        new AccountId(1),
        "root",
        new UUID(0, 1),
        Set.of(Scope.SUPER_USER),
        Optional.empty(),
        true,
        true,
        false);
  }

  /** The organization acme, with {@code ops@acme.example} and no invoice address. */
  static OrganizationState.Present acme(boolean callerIsAdmin) {
    return new OrganizationState.Present(
        new OrganizationId(3), "acme", "ops@acme.example", null, KEY, callerIsAdmin);
  }
}
