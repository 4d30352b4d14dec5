package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.id.AccountId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Resolves users and robots who sign in at the registry with credentials of their own. Source:
 * contract neighbours 1.2 and 1.3.
 */
@Singleton
public class RegistryUsers {

  private static final Set<Scope> EVERY_SCOPE =
      Collections.unmodifiableSet(EnumSet.allOf(Scope.class));

  private static final Set<Scope> OF_REPOSITORIES =
      Collections.unmodifiableSet(
          EnumSet.of(Scope.REPO_READ, Scope.REPO_WRITE, Scope.REPO_ADMIN, Scope.REPO_CREATE));

  private final Roles roles;

  @Inject
  RegistryUsers(Settings settings) {
    this.roles = Roles.of(settings);
  }

  /** A user with all scopes. */
  public Caller.User user(AccountId account, String name, UUID key) {
    return roles.user(new Holder(account, name, key), EVERY_SCOPE, Optional.empty());
  }

  /** A robot; never a superuser, whatever its name. */
  public static Caller.User robot(AccountId account, String name, UUID key) {
    return new Caller.User(
        account, name, key, OF_REPOSITORIES, Optional.empty(), false, false, false);
  }

  /** Whether two secrets are equal; compared in constant time. */
  public static boolean same(String kept, String presented) {
    return MessageDigest.isEqual(
        kept.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }
}
