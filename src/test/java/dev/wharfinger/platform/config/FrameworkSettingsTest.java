package dev.wharfinger.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameworkSettingsTest {

  private static final Map<String, String> OWN =
      Map.of(
          "quarkus.mailer.host", "localhost",
          "quarkus.mailer.port", "587",
          "quarkus.mailer.start-tls", "REQUIRED",
          "quarkus.swagger-ui.enabled", "false");

  @Test
  void speaksToTheServerOfQuaysKeys() {
    SmallRyeConfig config =
        config(
            Map.of(
                "MAIL_SERVER", "mail.example.org",
                "MAIL_PORT", "2525",
                "MAIL_USERNAME", "harbour",
                "MAIL_PASSWORD", "secret",
                "MAIL_DEFAULT_SENDER", "registry@example.org",
                "MAIL_USE_TLS", " False "));
    assertThat(config.getRawValue("quarkus.mailer.host")).isEqualTo("mail.example.org");
    assertThat(config.getRawValue("quarkus.mailer.port")).isEqualTo("2525");
    assertThat(config.getRawValue("quarkus.mailer.username")).isEqualTo("harbour");
    assertThat(config.getRawValue("quarkus.mailer.password")).isEqualTo("secret");
    assertThat(config.getRawValue("quarkus.mailer.from")).isEqualTo("registry@example.org");
    assertThat(config.getRawValue("quarkus.mailer.start-tls")).isEqualTo("DISABLED");
  }

  @Test
  void wantsTlsUnlessToldOtherwise() {
    assertThat(config(Map.of()).getRawValue("quarkus.mailer.start-tls")).isEqualTo("REQUIRED");
    assertThat(config(Map.of("MAIL_USE_TLS", "")).getRawValue("quarkus.mailer.start-tls"))
        .isEqualTo("REQUIRED");
    assertThat(config(Map.of("MAIL_USE_TLS", "TRUE")).getRawValue("quarkus.mailer.start-tls"))
        .isEqualTo("REQUIRED");
    assertThat(config(Map.of()).getRawValue("quarkus.mailer.host")).isEqualTo("localhost");
    assertThat(config(Map.of()).getRawValue("quarkus.mailer.username")).isNull();
  }

  @Test
  void servesSwaggerUiOnlyWhereThatIsWanted() {
    String key = "quarkus.swagger-ui.enabled";
    assertThat(config(Map.of()).getRawValue(key)).isEqualTo("false");
    assertThat(config(Map.of("WHARFINGER_SWAGGER_UI", "")).getRawValue(key)).isEqualTo("false");
    assertThat(config(Map.of("WHARFINGER_SWAGGER_UI", "true")).getRawValue(key)).isEqualTo("true");
  }

  private static SmallRyeConfig config(Map<String, String> quays) {
    Map<String, String> all = new HashMap<>(OWN);
    all.putAll(quays);
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(all, "test", 100))
        .withInterceptors(new FrameworkSettings())
        .build();
  }
}
