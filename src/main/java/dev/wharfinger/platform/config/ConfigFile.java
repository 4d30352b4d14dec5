package dev.wharfinger.platform.config;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.ConfigValidationException.Problem;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * A config.yaml in Quay's format, so that an installation can be migrated without rewriting it.
 * Quay's many keys without a meaning here are allowed; the environment overrides the file.
 */
public final class ConfigFile implements ConfigSource {

  /** The variable with the path of the file. */
  public static final String KEY = "WHARFINGER_CONFIG";

  /** Lower priority than the environment (300), higher than the packaged files (250). */
  private static final int ORDINAL = 275;

  @Bound(
      of = "values in a config.yaml, with aliases expanded",
      unit = "values",
      beyond = "the service does not start",
      test = "SettingsTest.aFileThatUnfoldsWithoutEndStopsTheStart")
  private static final int MOST_VALUES = 100_000;

  @Bound(
      of = "nesting of a config.yaml, with aliases expanded",
      unit = "levels",
      beyond = "the service does not start",
      test = "SettingsTest.aFileThatIsNestedTooDeepStopsTheStart")
  private static final int DEEPEST = 64;

  private final Path path;
  private final Map<String, Object> content;
  private final Map<String, String> values;

  private ConfigFile(Path path, Map<String, Object> content, Map<String, String> values) {
    this.path = path;
    this.content = content;
    this.values = values;
  }

  /**
   * Reads a file. Error messages name the file but quote nothing of it, because it may contain
   * secrets.
   *
   * @throws ConfigValidationException if it is missing, not YAML or not a mapping, or if a known
   *     key has a value of the wrong shape
   */
  public static ConfigFile read(Path path) {
    Map<String, Object> content = new LinkedHashMap<>();
    Document document = parse(path);
    switch (document.typed()) {
      case Map<?, ?> mapping ->
          mapping.forEach((key, value) ->
              content.put(
                  String.valueOf(key),
                  isTextual(String.valueOf(key))
                      ? written(value, entry(document.plain(), key))
                      : value));
      case null, default -> throw refusal(path, "is not a mapping of keys to values");
    }
    return new ConfigFile(path, Collections.unmodifiableMap(content), values(path, content));
  }

  private static boolean isTextual(String name) {
    return SettingDefinitions.get().named(name).map(key -> key.form().isTextual()).orElse(false);
  }

  private static @Nullable Object entry(@Nullable Object plain, @Nullable Object key) {
    return plain instanceof Map<?, ?> mapping ? mapping.get(String.valueOf(key)) : null;
  }

  /** A value with its scalars as written in the file; null stays null. */
  private static @Nullable Object written(@Nullable Object typed, @Nullable Object plain) {
    return switch (typed) {
      case null -> null;
      case List<?> items when plain instanceof List<?> texts && texts.size() == items.size() -> {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
          all.add(written(items.get(i), texts.get(i)));
        }
        yield all;
      }
      case Map<?, ?> mapping -> {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        mapping.forEach(
            (key, value) -> all.put(String.valueOf(key), written(value, entry(plain, key))));
        yield all;
      }
      default -> plain instanceof String text ? text : typed;
    };
  }

  /** Everything in the file, including keys unknown to Wharfinger. */
  public Map<String, Object> content() {
    return content;
  }

  /** The keys unknown to Wharfinger. */
  public Set<String> ignored() {
    Set<String> ignored = new TreeSet<>(content.keySet());
    ignored.removeIf(SettingDefinitions.get()::knows);
    ignored.removeIf(SecretFiles::isPath);
    return ignored;
  }

  @Override
  public Set<String> getPropertyNames() {
    return values.keySet();
  }

  @Override
  public @Nullable String getValue(String name) {
    return values.get(name);
  }

  @Override
  public String getName() {
    return path.toString();
  }

  @Override
  public int getOrdinal() {
    return ORDINAL;
  }

  /**
   * The content of a file.
   *
   * @param typed with numbers, switches and dates
   * @param plain the same with every scalar as written in the file
   */
  private record Document(@Nullable Object typed, @Nullable Object plain) {}

  /**
   * YAML 1.1 reads {@code 2024-01-01} as a date and {@code 010} as eight; a name must stay as is.
   */
  private static @Nullable Object plain(String text) {
    LoaderOptions options = new LoaderOptions();
    DumperOptions unused = new DumperOptions();
    Resolver onlyTexts =
        new Resolver() {
          @Override
          protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
          }
        };
    return new Yaml(
            new SafeConstructor(options), new Representer(unused), unused, options, onlyTexts)
        .load(text);
  }

  /** Aliases can make a file refer to itself, or expand beyond the available memory. */
  private static int unfolded(@Nullable Object value, int left, int depth) {
    int rest = left - 1;
    if (depth > DEEPEST) {
      return -1;
    }
    Iterable<?> parts =
        switch (value) {
          case Map<?, ?> mapping -> mapping.values();
          case List<?> items -> items;
          case null, default -> List.of();
        };
    for (Object part : parts) {
      if (rest < 0) {
        return rest;
      }
      rest = unfolded(part, rest, depth + 1);
    }
    return rest;
  }

  private static Document parse(Path path) {
    try (Reader reader = Files.newBufferedReader(path)) {
      StringWriter text = new StringWriter();
      long _ = reader.transferTo(text);
      Object typed = new Yaml(new SafeConstructor(new LoaderOptions())).load(text.toString());
      if (unfolded(typed, MOST_VALUES, 0) < 0) {
        throw refusal(path, "names more than a configuration can");
      }
      return new Document(typed, plain(text.toString()));
    } catch (IOException e) {
      throw refusal(path, Files.exists(path) ? "cannot be read as text" : "does not exist");
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
      throw refusal(path, "is not YAML (line %d)".formatted(line));
    } catch (YAMLException e) {
      throw refusal(path, "is not YAML");
    }
  }

  private static Map<String, String> values(Path path, Map<String, Object> content) {
    Map<String, String> values = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>();
    content.forEach((name, value) -> {
      if (value == null || !(SettingDefinitions.get().knows(name) || SettingsCheck.isOurs(name))) {
        return;
      }
      Optional<SettingFormat.ListOf> list =
          SettingDefinitions.get()
              .named(name)
              .flatMap(key ->
                  key.form() instanceof SettingFormat.ListOf form
                      ? Optional.of(form)
                      : Optional.empty());
      boolean takesList = list.isPresent();
      if (value instanceof Map<?, ?> entries
          && list.filter(SettingFormat.ListOf::isMapping).isPresent()
          && entries.values().stream().noneMatch(it -> it != null && nested().test(it))) {
        values.put(name, SettingFormat.ListOf.join(attributes(entries)));
      } else if (value instanceof List<?> items
          && takesList
          && items.stream().noneMatch(nested())) {
        values.put(name, SettingFormat.ListOf.join(items.stream().map(String::valueOf).toList()));
      } else if (nested().test(value)) {
        problems.add(
            new Problem(
                "%s in %s has a value of the wrong shape; it takes %s"
                    .formatted(name, path, SettingsCheck.allowed(name))));
      } else {
        values.put(name, value.toString());
      }
    });
    if (!problems.isEmpty()) {
      throw new ConfigValidationException(problems.toArray(Problem[]::new));
    }
    return values;
  }

  /** The entries of a mapping as {@code name=value}; those without a value are omitted. */
  private static List<String> attributes(Map<?, ?> entries) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toList();
  }

  private static Predicate<@Nullable Object> nested() {
    return value -> value == null || value instanceof List<?> || value instanceof Map<?, ?>;
  }

  private static ConfigValidationException refusal(Path path, String reason) {
    return new ConfigValidationException(
        new Problem[] {new Problem("%s: the file %s %s".formatted(KEY, path, reason))});
  }
}
