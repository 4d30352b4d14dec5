package dev.wharfinger.platform.config;

import dev.wharfinger.platform.config.SettingDefinitions.Key;
import io.smallrye.config.ConfigValidationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What becomes of a Quay config.yaml, told before anything is started with it. It quotes no value
 * of the file except one that is refused, and no secret.
 *
 * @param taken keys that have an effect
 * @param ignored keys that have none
 * @param refused sentences that say why the service would not start
 * @param different what behaves otherwise than in Quay, because the file leaves it to a default
 */
public record ConfigReport(
    List<String> taken, List<String> ignored, List<String> refused, List<String> different) {

  /** How the description of a setting tells that its default is not Quay's. */
  private static final Pattern OTHER_DEFAULT = Pattern.compile("Quay's own default is ([^.]+)\\.");

  /** Reads the file as the service would, without the environment. */
  public static ConfigReport of(Path path) {
    ConfigFile file;
    try {
      file = ConfigFile.read(path);
    } catch (ConfigValidationException e) {
      List<String> reasons = new ArrayList<>();
      for (int i = 0; i < e.getProblemCount(); i++) {
        reasons.add(e.getProblem(i).getMessage());
      }
      return new ConfigReport(List.of(), List.of(), reasons, List.of());
    }
    Map<String, String> problems =
        new TreeMap<>(SettingsCheck.problems(key -> text(file, key), file.content().keySet()));
    // It comes from the environment, because a file of Quay's has none.
    SettingDefinitions.get().keys().stream()
        .filter(key -> key.required() && text(file, key).isEmpty())
        .forEach(key -> problems.remove(key.name()));
    Set<String> ignored = file.ignored();
    return new ConfigReport(
        file.content().keySet().stream().filter(it -> !ignored.contains(it)).sorted().toList(),
        ignored.stream().filter(name -> !SettingsCheck.isOurs(name)).toList(),
        List.copyOf(problems.values()),
        different(file));
  }

  private static Optional<String> text(ConfigFile file, Key key) {
    return Optional.ofNullable(file.getValue(key.name()))
        .map(key.form()::tidy)
        .filter(text -> !text.isEmpty())
        .or(key::fallback);
  }

  private static List<String> different(ConfigFile file) {
    List<String> different = new ArrayList<>();
    if (SettingDefinitions.get().schema().get("properties") instanceof Map<?, ?> properties) {
      properties.forEach((name, property) -> {
        Matcher other =
            OTHER_DEFAULT.matcher(
                property instanceof Map<?, ?> it ? String.valueOf(it.get("description")) : "");
        if (other.find() && file.getValue(name.toString()) == null) {
          different.add(
              "%s: %s by default, %s in Quay"
                  .formatted(
                      name,
                      SettingDefinitions.get()
                          .named(name.toString())
                          .flatMap(Key::fallback)
                          .orElse("unset"),
                      other.group(1)));
        }
      });
    }
    return different;
  }
}
