package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Settings;
import java.util.Optional;
import java.util.Set;

/**
 * Who is a superuser. Source: contract common 2.3.
 *
 * @param superUsersOn FEATURE_SUPER_USERS
 * @param fullAccessOn FEATURE_SUPERUSERS_FULL_ACCESS
 * @param superUsers SUPER_USERS
 * @param readOnlySuperUsers GLOBAL_READONLY_SUPER_USERS, which takes precedence over SUPER_USERS
 */
public record Roles(
    boolean superUsersOn,
    boolean fullAccessOn,
    Set<String> superUsers,
    Set<String> readOnlySuperUsers) {

  public Roles {
    superUsers = Set.copyOf(superUsers);
    readOnlySuperUsers = Set.copyOf(readOnlySuperUsers);
  }

  /** The configured roles. */
  public static Roles of(Settings settings) {
    return new Roles(
        settings.featureSuperUsers(),
        settings.featureSuperusersFullAccess(),
        settings.superUsers(),
        settings.globalReadonlySuperUsers());
  }

  /** The user with the roles that result from their name and these scopes. */
  public Caller.User user(Holder holder, Set<Scope> scopes, Optional<Caller.Grant> grant) {
    boolean readOnly = readOnlySuperUsers.contains(holder.name());
    boolean superuser =
        superUsersOn
            && !readOnly
            && superUsers.contains(holder.name())
            && scopes.contains(Scope.SUPER_USER);
    return new Caller.User(
        holder.account(),
        holder.name(),
        holder.key(),
        scopes,
        grant,
        superuser,
        superuser && fullAccessOn,
        readOnly);
  }
}
