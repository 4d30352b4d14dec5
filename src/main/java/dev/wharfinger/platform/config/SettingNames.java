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
 * Fills the mapping interfaces from the names that operators write: {@code
 * quay-settings.super-users} from {@code SUPER_USERS}. The first time that one is asked for, all
 * are checked, which is while the service starts and never while it is built.
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

  /** An empty value stands for the default: an environment cannot unset what an image sets. */
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
