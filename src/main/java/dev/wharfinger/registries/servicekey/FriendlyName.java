package dev.wharfinger.registries.servicekey;

import java.util.Optional;
import java.util.regex.Pattern;

/** The display name of a service key. Source: contract common 14. */
final class FriendlyName {

  private static final Pattern RULE =
      Pattern.compile("[\\s a-zA-Z0-9\\-_:/]*", Pattern.UNICODE_CHARACTER_CLASS);

  private FriendlyName() {}

  static Optional<ServiceKeyRejection> issue(String name) {
    return RULE.matcher(name).matches()
        ? Optional.empty()
        : Optional.of(new ServiceKeyRejection.InvalidFriendlyName(name));
  }
}
