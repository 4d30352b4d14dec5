package dev.wharfinger.platform.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The service's configuration, without secrets. Source: contract superuser 9. */
@Singleton
public class ConfigDump {

  private final Config config;

  @Inject
  ConfigDump(Config config) {
    this.config = config;
  }

  /** Settings that are keys of the schema, other settings, the environment, and the schema. */
  public Map<String, Object> show() {
    Map<String, Object> dump = new LinkedHashMap<>();
    dump.put("config", known());
    dump.put("warning", unknown());
    dump.put("env", environment());
    dump.put("schema", SettingDefinitions.get().schema());
    return dump;
  }

  private Map<String, @Nullable Object> known() {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    SettingDefinitions.get()
        .effective(config)
        .forEach((name, value) -> put(shown, name, Redaction.known(name, value)));
    return shown;
  }

  /** Only unknown keys of the file: the environment is shown separately as a whole. */
  private Map<String, @Nullable Object> unknown() {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    config
        .getConfigSources()
        .forEach(source -> {
          if (source instanceof ConfigFile file) {
            file.ignored()
                .forEach(
                    name -> put(shown, name, Redaction.unknown(name, file.content().get(name))));
          }
        });
    return shown;
  }

  /** A value that cannot be shown is omitted at the top level, and null further down. */
  private static void put(
      Map<String, @Nullable Object> shown, String name, @Nullable Object value) {
    if (value != null) {
      shown.put(name, value);
    }
  }

  private static Map<String, String> environment() {
    Map<String, String> shown = new TreeMap<>();
    System.getenv().forEach((name, value) -> shown.put(name, Redaction.variable(name, value)));
    return shown;
  }
}
