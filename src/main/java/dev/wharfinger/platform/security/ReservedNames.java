package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Settings;
import java.util.HashSet;
import java.util.Set;

/**
 * Names that make their account a superuser: {@code SUPER_USERS} and {@code
 * GLOBAL_READONLY_SUPER_USERS}. Only {@code user/initialize} and superusers can give them to an
 * account, of whatever kind, and an account cannot give up such a name by itself. Names have one
 * spelling, in lower case, so they are compared as they are. Source: contract common 2.3.
 */
public record ReservedNames(Set<String> names) {

  public ReservedNames {
    names = Set.copyOf(names);
  }

  /** The reserved names of this installation, whether or not FEATURE_SUPER_USERS is on. */
  public static ReservedNames of(Settings settings) {
    Set<String> names = new HashSet<>(settings.superUsers());
    names.addAll(settings.globalReadonlySuperUsers());
    return new ReservedNames(names);
  }

  /** Whether an ordinary account may not have this name. */
  public boolean isReserved(String name) {
    return names.contains(name);
  }
}
