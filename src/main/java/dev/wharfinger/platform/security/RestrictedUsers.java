package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Settings;

/**
 * Users who may create no organizations, and change nothing in repositories of their own. Source:
 * contract organization 2.1, repositories 0.2.
 */
public final class RestrictedUsers {

  private RestrictedUsers() {}

  /** Whether the caller is one of them. */
  public static boolean includes(Caller.User caller, Settings settings) {
    return settings.featureRestrictedUsers()
        && !caller.superuser()
        && settings
            .restrictedUsersWhitelist()
            .map(exempt -> !exempt.contains(caller.name()))
            .orElse(true);
  }
}
