package dev.wharfinger.platform.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource({
    "123456789012345678901234, ********** (24)",
    "abc, *** (3)",
    "'', ' (0)'",
    "äöü😀, **** (4)",
  })
  void masksAsQuayDoes(String text, String masked) {
    assertThat(Redaction.mask(text)).isEqualTo(masked);
    assertThat(Redaction.unknown("Password", text)).isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "DB_URI",
        "secret_key",
        "access_key",
        "enable_health_debug_secret",
        "CLIENT_SECRET",
        "s3_access_key",
        "s3_secret_key",
        "cloudfront_key_id",
        "sts_user_access_key",
        "sts_user_secret_key",
        "LDAP_ADMIN_PASSWD",
        "page_token_key",
        "security_scanner_v4_psk",
        "database_secret_key",
        "MAIL_PASSWORD",
        "azure_account_key",
        "sas_token",
        "SENTRY_DSN",
        "bearer_token",
        "BITTORRENT_FILENAME_PEPPER",
      })
  void knowsSecretsByTheirNames(String name) {
    assertThat(Redaction.unknown(name, "hush")).isEqualTo("**** (4)");
    assertThat(Redaction.unknown("OUTER", Map.of(name, "hush")))
        .isEqualTo(Map.of(name, "**** (4)"));
    assertThat(Redaction.unknown("OUTER", List.of("S3", Map.of(name, List.of("hush")))))
        .isEqualTo(List.of("S3", Map.of(name, List.of("**** (4)"))));
    assertThat(Redaction.variable(name, "hush")).isEqualTo("**** (4)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://quay:hush@db/quay",
        "-----BEGIN RSA PRIVATE KEY-----",
        "eyJhbGciOiJSUzI1NiJ9.e30.hush",
        "jdbc:postgresql://db/quay?user=quay&password=hush",
        "-Djavax.net.ssl.keyStorePassword=hush",
        "host=redis secret: hush",
      })
  void knowsSecretsByTheirForm(String value) {
    assertThat(Redaction.unknown("ADDRESS", value)).isEqualTo(Redaction.mask(value));
    assertThat(Redaction.known("SERVER_HOSTNAME", value)).isEqualTo(Redaction.mask(value));
    assertThat(Redaction.variable("SERVER_HOSTNAME", value)).isEqualTo(Redaction.mask(value));
    assertThat(Redaction.variable("QUARKUS_HTTP_HOST", value)).isEqualTo(Redaction.mask(value));
  }

  @Test
  void showsWhatIsNotSecret() {
    assertThat(Redaction.known("SERVER_HOSTNAME", "quay.example.com:443"))
        .isEqualTo("quay.example.com:443");
    assertThat(Redaction.known("APP_SPECIFIC_TOKEN_EXPIRATION", "4w")).isEqualTo("4w");
    assertThat(Redaction.known("SUPER_USERS", List.of("root"))).isEqualTo(List.of("root"));
    assertThat(Redaction.unknown("DISTRIBUTED_STORAGE_PREFERENCE", List.of("local")))
        .isEqualTo(List.of("local"));
    assertThat(Redaction.unknown("password", Map.of("rule", "long", "length", 8)))
        .as("objects under a secret name are walked, and their texts masked")
        .isEqualTo(Map.of("rule", "**** (4)", "length", 8));
    assertThat(Redaction.variable("FEATURE_MAILING", "true")).isEqualTo("true");
    assertThat(Redaction.variable("QUARKUS_HTTP_PORT", "8080")).isEqualTo("8080");
    assertThat(Redaction.variable("PWD", "/app")).isEqualTo("/app");
  }

  @Test
  void masksVariablesThatNobodyKnows() {
    assertThat(Redaction.variable("MY_OWN", "hush")).isEqualTo("**** (4)");
    assertThat(Redaction.variable("SECRET_KEY", "hush")).isEqualTo("**** (4)");
    assertThat(Redaction.variable("WHARFINGER_MASTER_KEY", "hush")).isEqualTo("**** (4)");
  }

  @Test
  void dropsWhatHasNoPlaceInADump() {
    assertThat(Redaction.unknown("RATIO", 1.5)).isNull();
    assertThat(Redaction.unknown("NOTHING", null)).isNull();
    assertThat(Redaction.unknown("MIXED", Arrays.asList(1, null, 1.5, new BigDecimal("2.5"))))
        .isEqualTo(Arrays.asList(1, null, null, null));
  }
}
