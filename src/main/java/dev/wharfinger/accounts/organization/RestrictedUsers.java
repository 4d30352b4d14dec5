package dev.wharfinger.accounts.organization;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.security.Caller;

/** Users who may create no organizations. Source: contract organization 2.1. */
final class RestrictedUsers {

  private RestrictedUsers() {}

  /** Whether the caller is one of them. */
  static boolean includes(Caller.User caller, Settings settings) {
    return settings.featureRestrictedUsers()
        && !caller.superuser()
        && settings
            .restrictedUsersWhitelist()
            .map(exempt -> !exempt.contains(caller.name()))
            .orElse(true);
  }
}
