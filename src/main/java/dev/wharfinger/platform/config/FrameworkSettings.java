package dev.wharfinger.platform.config;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import jakarta.annotation.Priority;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets the framework's own keys from ours, {@code quarkus.mailer.host} from {@code MAIL_SERVER}.
 */
@Priority(9_000)
public final class FrameworkSettings implements ConfigSourceInterceptor {

  private static final String START_TLS = "quarkus.mailer.start-tls";

  private static final Map<String, String> NAMES =
      Map.of(
          "quarkus.mailer.host",
          "MAIL_SERVER",
          "quarkus.mailer.port",
          "MAIL_PORT",
          "quarkus.mailer.username",
          "MAIL_USERNAME",
          "quarkus.mailer.password",
          "MAIL_PASSWORD",
          "quarkus.mailer.from",
          "MAIL_DEFAULT_SENDER",
          START_TLS,
          "MAIL_USE_TLS",
          "quarkus.swagger-ui.enabled",
          "WHARFINGER_SWAGGER_UI");

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    String key = NAMES.get(name);
    ConfigValue ours = key == null ? null : context.proceed(key);
    if (ours == null || ours.getValue() == null || ours.getValue().isBlank()) {
      return context.proceed(name);
    }
    String text = ours.getValue().strip();
    return ours.withName(name)
        .withValue(
            name.equals(START_TLS) ? (Boolean.parseBoolean(text) ? "REQUIRED" : "DISABLED") : text);
  }
}
