package dev.wharfinger.platform.config;

import dev.wharfinger.platform.config.SettingDefinitions.Key;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps the names that operators use to the mapping interfaces: {@code SUPER_USERS} to {@code
 * quay-settings.super-users}. The first access checks all of them, which happens at startup and
 * never during the build.
 */
@Priority(10_000)
public final class SettingNames implements ConfigSourceInterceptor {

  private transient volatile @Nullable Map<String, String> problems;

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    if (!name.startsWith("quay-settings.") && !name.startsWith("wharfinger-settings.")) {
      return context.proceed(name);
    }
    Optional<Key> key = SettingDefinitions.get().filling(name);
    if (key.isEmpty()) {
      return context.proceed(name);
    }
    String problem = problems(context).get(key.get().name());
    if (problem != null) {
      throw new BadSetting(problem);
    }
    return value(context, key.get());
  }

  private Map<String, String> problems(ConfigSourceInterceptorContext context) {
    Map<String, String> known = problems;
    if (known == null) {
      known =
          SettingsCheck.problems(
              key -> Optional.ofNullable(value(context, key)).map(ConfigValue::getValue),
              () -> context.iterateNames());
      problems = known;
    }
    return known;
  }

  /**
   * An empty value means the default, because an environment cannot unset the image's variables.
   */
  private static @Nullable ConfigValue value(ConfigSourceInterceptorContext context, Key key) {
    ConfigValue value = context.proceed(key.name());
    if (value == null) {
      value = context.proceed(key.property());
    }
    if (value == null) {
      return null;
    }
    String text = value.getValue() == null ? "" : key.form().tidy(value.getValue());
    if (!text.isEmpty()) {
      return value.withName(key.property()).withValue(text);
    }
    ConfigValue empty = value;
    return key.fallback()
        .map(fallback -> empty.withName(key.property()).withValue(fallback))
        .orElse(null);
  }
}
