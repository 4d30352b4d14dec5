package dev.wharfinger.deploy;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** YAML, and JSON with it, as maps, lists and texts. */
final class Yaml {

  private Yaml() {}

  static Map<String, Object> file(Path path) {
    try (Reader reader = Files.newBufferedReader(path)) {
      LoaderOptions strict = new LoaderOptions();
      strict.setAllowDuplicateKeys(false);
      return map(new org.yaml.snakeyaml.Yaml(new SafeConstructor(strict)).load(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A mapping; an empty one where there is nothing. */
  static Map<String, Object> map(@Nullable Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, entry) -> map.put(String.valueOf(key), entry));
    }
    return map;
  }

  /** A list; an empty one where there is nothing. */
  static List<Object> list(@Nullable Object value) {
    return value instanceof List<?> items ? List.copyOf(items) : List.of();
  }

  /** The text of an entry of a mapping; "null" where there is none. */
  static String text(@Nullable Object mapping, String name) {
    return String.valueOf(map(mapping).get(name));
  }

  /** The values of all entries of this name, at any depth. */
  static List<Object> everywhere(@Nullable Object tree, String name) {
    List<Object> found = new ArrayList<>();
    walk(
        tree,
        node -> {
          Object value = node.get(name);
          if (value != null) {
            found.add(value);
          }
        });
    return found;
  }

  private static void walk(@Nullable Object tree, Consumer<Map<String, Object>> visit) {
    if (tree instanceof Map<?, ?>) {
      Map<String, Object> node = map(tree);
      visit.accept(node);
      node.values().forEach(value -> walk(value, visit));
    } else {
      list(tree).forEach(item -> walk(item, visit));
    }
  }
}
