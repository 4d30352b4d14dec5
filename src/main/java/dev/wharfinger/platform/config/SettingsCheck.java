package dev.wharfinger.platform.config;

import dev.wharfinger.platform.config.SettingDefinitions.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Checks all values against their rules before the service starts, and reports every invalid one.
 */
final class SettingsCheck {

  /** The terminal client has variables of its own, which no service looks at. */
  private static final Pattern OURS = Pattern.compile("WHARFINGER_(?!CLI_)[A-Z0-9_]+");

  private SettingsCheck() {}

  /**
   * The errors, one sentence per key; errors without a key are reported under {@link
   * ConfigFile#KEY}.
   *
   * @param lookup the text of a key, its default included
   * @param names every name that any source of configuration has
   */
  static Map<String, String> problems(
      Function<Key, Optional<String>> lookup, Iterable<String> names) {
    Map<String, String> problems = new HashMap<>();
    Map<String, String> good = new HashMap<>();
    for (Key key : SettingDefinitions.get().keys()) {
      Optional<String> text = lookup.apply(key);
      if (text.isEmpty()) {
        if (key.required()) {
          problems.put(
              key.name(),
              "%s is required; it takes %s".formatted(key.name(), key.form().allowed()));
        }
      } else if (key.form().accepts(text.get())) {
        good.put(key.name(), text.get());
      } else {
        String shown = key.secret() ? "the value (not shown)" : "\"%s\"".formatted(text.get());
        problems.put(
            key.name(),
            "%s: %s is not allowed; it takes %s"
                .formatted(key.name(), shown, key.form().allowed()));
      }
    }
    problems.putAll(together(good));
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      if (isOurs(name) && !SettingDefinitions.get().knows(name) && !SecretFiles.isPath(name)) {
        unknown.add("%s is not a key of Wharfinger".formatted(name));
      }
    }
    if (!unknown.isEmpty()) {
      problems.put(ConfigFile.KEY, String.join("\n\t", unknown));
    }
    return problems;
  }

  /** Whether a name has the form of Wharfinger's own keys. */
  static boolean isOurs(String name) {
    return OURS.matcher(name).matches();
  }

  /** What a key accepts. */
  static String allowed(String name) {
    return SettingDefinitions.get().named(name).map(key -> key.form().allowed()).orElse("nothing");
  }

  private static Map<String, String> together(Map<String, String> good) {
    Map<String, String> problems = new HashMap<>();
    String initial = good.get("DEFAULT_TAG_EXPIRATION");
    String options = good.get("TAG_EXPIRATION_OPTIONS");
    if (initial != null && options != null && !offers(options, initial)) {
      problems.put(
          "DEFAULT_TAG_EXPIRATION",
          "DEFAULT_TAG_EXPIRATION: \"%s\" is not allowed; it takes one of TAG_EXPIRATION_OPTIONS: %s"
              .formatted(initial, options));
    }
    if ("true".equals(good.get("FEATURE_RECAPTCHA")) && !good.containsKey("RECAPTCHA_SECRET_KEY")) {
      problems.put(
          "FEATURE_RECAPTCHA",
          "FEATURE_RECAPTCHA: \"true\" is not allowed; it needs RECAPTCHA_SECRET_KEY");
    }
    String replication = good.get("WHARFINGER_JOURNAL_REPLICATION");
    String inSync = good.get("WHARFINGER_JOURNAL_MIN_INSYNC");
    if (replication != null
        && inSync != null
        && Integer.parseInt(inSync) > Integer.parseInt(replication)) {
      problems.put(
          "WHARFINGER_JOURNAL_MIN_INSYNC",
          "WHARFINGER_JOURNAL_MIN_INSYNC: \"%s\" is not allowed; it takes at most WHARFINGER_JOURNAL_REPLICATION: %s"
              .formatted(inSync, replication));
    }
    String policy = good.getOrDefault("DEFAULT_NAMESPACE_AUTOPRUNE_POLICY", "");
    if (!policy.isEmpty() && !isAutoPrunePolicy(new NameList.FromText().convert(policy))) {
      problems.put(
          "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY",
          "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY: \"%s\" is not allowed; it takes method=number_of_tags and a value over 0, or method=creation_date and a value such as 2w"
              .formatted(policy));
    }
    String issuers = good.getOrDefault("WHARFINGER_TRUSTED_ISSUERS", "");
    List<String> named =
        SettingFormat.ListOf.items(issuers).stream()
            .map(it -> TrustedIssuer.parse(it).issuer())
            .toList();
    if (Set.copyOf(named).size() < named.size()) {
      problems.put(
          "WHARFINGER_TRUSTED_ISSUERS",
          "WHARFINGER_TRUSTED_ISSUERS: \"%s\" is not allowed; it takes each issuer once"
              .formatted(issuers));
    }
    return problems;
  }

  private static boolean isAutoPrunePolicy(NameList policy) {
    Map<String, String> attributes = policy.attributes();
    String value = attributes.getOrDefault("value", "");
    return attributes.keySet().equals(Set.of("method", "value"))
        && switch (attributes.getOrDefault("method", "")) {
          case "number_of_tags" -> value.matches("[1-9][0-9]{0,17}");
          case "creation_date" -> QuayDuration.isAny(value);
          default -> false;
        };
  }

  private static boolean offers(String options, String initial) {
    return SettingFormat.ListOf.items(options).stream()
        .map(QuayDuration::parse)
        .anyMatch(option -> option.seconds() == QuayDuration.parse(initial).seconds());
  }
}
