package dev.wharfinger.local;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The configuration a newcomer's service starts with. The environment beats a configuration file in
 * the service, so a default must not be set for a key that the user's file names.
 */
final class ServiceDefaults {
  static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("SUPER_USERS", "admin"),
          Map.entry("GLOBAL_READONLY_SUPER_USERS", "auditor"),
          Map.entry("FEATURE_USER_INITIALIZE", "true"),
          Map.entry("FEATURE_QUOTA_MANAGEMENT", "true"),
          Map.entry("FEATURE_EDIT_QUOTA", "true"),
          Map.entry("FEATURE_PROXY_CACHE", "true"),
          Map.entry("FEATURE_SUPERUSER_CONFIGDUMP", "true"),
          Map.entry("FEATURE_SUPERUSERS_FULL_ACCESS", "true"),
          Map.entry("FEATURE_MAILING", "false"),
          Map.entry("FEATURE_OAUTH_PASSWORD_GRANT", "true"),
          Map.entry("SSRF_ALLOWED_HOSTS", "127.0.0.1,localhost"));

  private ServiceDefaults() {}

  /**
   * The defaults that neither the caller's environment nor the caller's configuration file settles.
   */
  static Map<String, String> missingFrom(Map<String, String> environment) {
    Map<String, String> defaults = new TreeMap<>(VALUES);
    defaults.put("SERVER_HOSTNAME", "localhost:" + port(environment));
    defaults.keySet().removeAll(environment.keySet());
    String file = environment.getOrDefault("WHARFINGER_CONFIG", "");
    if (!file.isBlank()) {
      defaults.keySet().removeAll(keysOf(Path.of(file)));
    }
    return defaults;
  }

  /** The port that the caller chose, as he wrote it. */
  static String port(Map<String, String> environment) {
    return environment
        .getOrDefault("PORT", environment.getOrDefault("QUARKUS_HTTP_PORT", "8080"))
        .strip();
  }

  /** The management port that the caller chose; empty for any free one. */
  static Optional<String> managementPort(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("MANAGEMENT_PORT"))
        .or(() -> Optional.ofNullable(environment.get(ServiceProcess.MANAGEMENT_PORT)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static Set<String> keysOf(Path file) {
    try (Reader reader = Files.newBufferedReader(file)) {
      Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
      return switch (document) {
        case null -> Set.of();
        case Map<?, ?> map ->
            map.keySet().stream().map(String::valueOf).collect(Collectors.toSet());
        case Object _ -> throw new RunFailure("WHARFINGER_CONFIG is not a YAML map: " + file);
      };
    } catch (IOException failure) {
      throw new RunFailure("cannot read WHARFINGER_CONFIG: " + file);
    } catch (YAMLException failure) {
      throw new RunFailure("WHARFINGER_CONFIG is not YAML: " + file);
    }
  }
}
