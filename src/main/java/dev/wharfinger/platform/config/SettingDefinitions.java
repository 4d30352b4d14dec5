package dev.wharfinger.platform.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * All keys, as listed in the schema next to the classes. The schema is generated from the mapping
 * interfaces, so that no reflection is needed at run time.
 */
public final class SettingDefinitions {

  private static final String RESOURCE = "/config-schema.json";
  private static final SettingDefinitions INSTANCE = load();

  private final Map<String, Object> schema;
  private final Map<String, Key> byName = new LinkedHashMap<>();
  private final Map<String, Key> byProperty = new LinkedHashMap<>();

  /**
   * One key.
   *
   * @param name the name used by operators, {@code SUPER_USERS}
   * @param property the property that the mapping interface reads, {@code
   *     quay-settings.super-users}
   * @param secret its value must not be shown
   * @param required the service does not start without it
   * @param fallback the text that stands for an absent value
   */
  record Key(
      String name,
      String property,
      SettingFormat form,
      boolean secret,
      boolean required,
      Optional<String> fallback) {}

  private SettingDefinitions(Map<String, Object> schema) {
    this.schema = schema;
    List<?> required = (List<?>) Objects.requireNonNull(schema.get("required"));
    Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(schema.get("properties"));
    properties.forEach((name, value) -> {
      Map<?, ?> property = (Map<?, ?>) value;
      Key key =
          new Key(
              name.toString(),
              propertyOf(name.toString()),
              SettingFormat.of(property),
              Boolean.TRUE.equals(property.get("writeOnly")),
              required.contains(name),
              Optional.ofNullable(property.get("default")).map(SettingDefinitions::text));
      byName.put(key.name(), key);
      byProperty.put(key.property(), key);
    });
  }

  /** The keys of this version of Wharfinger. */
  public static SettingDefinitions get() {
    return INSTANCE;
  }

  /** The JSON Schema of the whole configuration. */
  public Map<String, Object> schema() {
    return schema;
  }

  /** Whether this is a key, by the name used by operators. */
  public boolean knows(String name) {
    return byName.containsKey(name);
  }

  /** Whether the value of a key must not be shown. */
  public boolean isSecret(String name) {
    Key key = byName.get(name);
    return key != null && key.secret();
  }

  /**
   * Every key that has a value, set or by default, with the value as shown in JSON. Secrets are in
   * plain text and must be masked by the caller, see {@link #isSecret}.
   */
  public Map<String, Object> effective(Config config) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Key key : keys()) {
      config
          .getOptionalValue(key.property(), String.class)
          .or(key::fallback)
          .ifPresent(text -> values.put(key.name(), key.form().read(text)));
    }
    return values;
  }

  Collection<Key> keys() {
    return byName.values();
  }

  Optional<Key> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<Key> filling(String property) {
    return Optional.ofNullable(byProperty.get(property));
  }

  private static String propertyOf(String name) {
    String words = name.toLowerCase(Locale.ROOT).replace('_', '-');
    return words.startsWith("wharfinger-")
        ? "wharfinger-settings." + words.substring("wharfinger-".length())
        : "quay-settings." + words;
  }

  private static String text(Object fallback) {
    return fallback instanceof List<?> items
        ? SettingFormat.ListOf.join(items.stream().map(String::valueOf).toList())
        : fallback.toString();
  }

  private static SettingDefinitions load() {
    try (InputStream in = SettingDefinitions.class.getResourceAsStream(RESOURCE)) {
      return new SettingDefinitions(
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(Objects.requireNonNull(in, RESOURCE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
