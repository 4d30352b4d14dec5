package dev.wharfinger.repositories.proxycache;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first authentication challenge of a registry, from {@code WWW-Authenticate}. Source: contract
 * organization 2.18, RFC 9110 11.6.1.
 *
 * @param scheme lower-case; empty without a challenge
 */
record Challenge(String scheme, Map<String, String> parameters) {

  private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z0-9-]+)(?:\\s+|$)");
  private static final Pattern PARAMETER =
      Pattern.compile("([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  /** Parses the header; a malformed one is no challenge. */
  static Challenge of(Optional<String> header) {
    Matcher scheme = SCHEME.matcher(header.orElse(""));
    Map<String, String> parameters = new HashMap<>();
    if (!scheme.lookingAt()) {
      return new Challenge("", parameters);
    }
    Matcher parameter = PARAMETER.matcher(header.orElse("").substring(scheme.end()));
    while (parameter.find()) {
      String value =
          parameter.group(2) == null
              ? parameter.group(3)
              : parameter.group(2).replaceAll("\\\\(.)", "$1");
      parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
    }
    return new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters);
  }

  /** Whether it asks for a user name and a password. */
  boolean isBasic() {
    return scheme.equals("basic");
  }

  /** A parameter, or the empty text. */
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }
}
