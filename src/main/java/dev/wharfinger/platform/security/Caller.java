package dev.wharfinger.platform.security;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who makes a request, according to its credentials. Source: contract common 2. */
public sealed interface Caller {

  /** No credential, or one that is unknown, expired, revoked or of a disabled user. */
  record Anonymous() implements Caller {}

  /**
   * A user, acting with the permissions granted by the token's scopes.
   *
   * @param account the account's id, which outlives a change of name
   * @param name the user name at the time of the request
   * @param key the id of the encryption key of the user's personal data in the journal
   * @param grant the OAuth token that was presented; empty for a token of a foreign issuer
   * @param superuser named in SUPER_USERS, the token has {@code super:user}, and not read-only
   *     (common 2.3)
   * @param fullAccess superuser, and FEATURE_SUPERUSERS_FULL_ACCESS is on
   * @param readOnlySuperuser named in GLOBAL_READONLY_SUPER_USERS, whatever the token's scopes
   */
  record User(
      AccountId account,
      String name,
      UUID key,
      Set<Scope> scopes,
      Optional<Grant> grant,
      boolean superuser,
      boolean fullAccess,
      boolean readOnlySuperuser)
      implements Caller {

    /** Whether the token carries this scope. */
    public boolean may(Scope scope) {
      return scopes.contains(scope);
    }
  }

  /**
   * The OAuth token of a request, as it appears in the usage logs (common 12).
   *
   * @param token the token's row id
   * @param application what it was issued for; empty for a token of the password grant
   */
  record Grant(long token, Optional<Application> application) {}

  /** The application that a token was issued for. */
  record Application(String clientId, String name) {}

  /** The anonymous caller. */
  Caller ANONYMOUS = new Anonymous();

  /** Why this caller may not do what they ask for: one who is anonymous could sign in. */
  default CommonRejection denial() {
    return switch (this) {
      case Anonymous _ -> CommonRejection.NOT_SIGNED_IN;
      case User _ -> CommonRejection.NOT_PERMITTED;
    };
  }
}
