package dev.wharfinger.platform.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks secrets where settings are shown. It masks more than Quay's list of names: also values
 * whose name or form indicates a secret. Source: contract superuser 9.
 */
final class Redaction {

  private static final int STARS = 10;

  /** Quay's list. */
  private static final Set<String> NAMES =
      Set.of(
          "password",
          "db_uri",
          "secret_key",
          "access_key",
          "enable_health_debug_secret",
          "client_secret",
          "s3_access_key",
          "s3_secret_key",
          "cloudfront_key_id",
          "sts_user_access_key",
          "sts_user_secret_key",
          "ldap_admin_passwd",
          "page_token_key",
          "security_scanner_v4_psk",
          "database_secret_key");

  /** Names that contain a word for a secret. */
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          ".*(passw|passphrase|secret|token|credential|private|pepper|psk|jaas|dsn|connection_string).*"
              + "|(.*[_.-])?(keys?|pass|pwd|auth|sas)([_.-].*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Addresses with a password, PEM, signed tokens, and settings nested in settings. */
  private static final Pattern SPEAKING_VALUE =
      Pattern.compile(
          "://[^/?#\\s]*@|-----BEGIN|eyJ[\\w-]+\\.|(passw|secret|token|key|pwd)\\w*\\s*[=:]",
          Pattern.CASE_INSENSITIVE);

  /** Variables of processes and containers in general that contain no secrets. */
  private static final Pattern HARMLESS_VARIABLE =
      Pattern.compile(
          "PATH|HOME|HOSTNAME|PWD|OLDPWD|SHLVL|LANG|LANGUAGE|LC_[A-Z]+|TZ|TERM|USER|LOGNAME|SHELL"
              + "|JAVA_HOME|JAVA_VERSION|KUBERNETES_[A-Z0-9_]+|QUARKUS_[A-Z0-9_]+"
              + "|KAFKA_[A-Z0-9_]+");

  private Redaction() {}

  /** Replaces a text by asterisks, at most ten, and its length: {@code ********** (24)}. */
  static String mask(String text) {
    int length = text.codePointCount(0, text.length());
    return "*".repeat(Math.min(length, STARS)) + " (" + length + ")";
  }

  /** A setting known to Wharfinger: whether it is secret is known as well. */
  static @Nullable Object known(String name, Object value) {
    boolean secret =
        SettingDefinitions.get().isSecret(name) || NAMES.contains(name.toLowerCase(Locale.ROOT));
    return shown(value, secret);
  }

  /** A setting known only to Quay, down to its last leaf; null if it cannot be shown. */
  static @Nullable Object unknown(String name, @Nullable Object value) {
    return shown(
        value,
        NAMES.contains(name.toLowerCase(Locale.ROOT)) || SECRET_NAME.matcher(name).matches());
  }

  /** An environment variable; masked unless known to be harmless. */
  static String variable(String name, String value) {
    boolean harmless =
        SettingDefinitions.get().knows(name)
            ? !SettingDefinitions.get().isSecret(name)
            : HARMLESS_VARIABLE.matcher(name).matches()
                && (name.endsWith("PWD") || !SECRET_NAME.matcher(name).matches());
    return harmless && !SPEAKING_VALUE.matcher(value).find() ? value : mask(value);
  }

  private static @Nullable Object shown(@Nullable Object value, boolean secret) {
    return switch (value) {
      case String text -> secret || SPEAKING_VALUE.matcher(text).find() ? mask(text) : text;
      case Boolean flag -> flag;
      case Integer number -> number;
      case Long number -> number;
      case BigInteger number -> number;
      case List<?> items -> list(items, secret);
      case Map<?, ?> members -> object(members, secret);
      case null, default -> null;
    };
  }

  private static List<@Nullable Object> list(List<?> items, boolean secret) {
    List<@Nullable Object> shown = new ArrayList<>();
    items.forEach(item -> shown.add(shown(item, secret)));
    return shown;
  }

  /** Under a secret name, the inner names decide, as in Quay, and lists of texts are masked. */
  private static Map<String, @Nullable Object> object(Map<?, ?> members, boolean secret) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    members.forEach((name, value) ->
        shown.put(
            String.valueOf(name),
            secret && value instanceof String text
                ? mask(text)
                : unknown(String.valueOf(name), value)));
    return shown;
  }
}
