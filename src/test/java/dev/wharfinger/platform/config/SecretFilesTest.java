package dev.wharfinger.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {

  private static final String HIDDEN = "hidden";

  @TempDir Path folder;

  @Test
  void readsEachSecretFromItsFile() throws IOException {
    byte[] key = new byte[32];
    key[0] = 1;
    String previous = Base64.getEncoder().encodeToString(key);
    SmallRyeConfig config =
        Configured.config(
            Map.of(
                "WHARFINGER_MASTER_KEY", "",
                "WHARFINGER_MASTER_KEY_FILE", file(Configured.MASTER_KEY + "\n"),
                "WHARFINGER_MASTER_KEY_PREVIOUS_FILE", file(previous + "\r\n"),
                "MAIL_PASSWORD_FILE", file(" hidden with blanks \n"),
                "RECAPTCHA_SECRET_KEY_FILE", ""));
    WharfingerSettings own = config.getConfigMapping(WharfingerSettings.class);
    Settings quays = config.getConfigMapping(Settings.class);

    assertThat(own.masterKey().reveal()).isEqualTo(Configured.MASTER_KEY);
    assertThat(own.masterKeyPrevious().orElseThrow().reveal()).isEqualTo(previous);
    assertThat(config.getRawValue("MAIL_PASSWORD")).isEqualTo(" hidden with blanks ");
    assertThat(quays.mailPassword()).isPresent();
    assertThat(quays.recaptchaSecretKey()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "QUARKUS_DATASOURCE_PASSWORD, quarkus.datasource.password",
    "KAFKA_SASL_JAAS_CONFIG, kafka.sasl.jaas.config",
    "KAFKA_SSL_TRUSTSTORE_PASSWORD, kafka.ssl.truststore.password",
  })
  void readsWhatTheFrameworkTakes(String variable, String property) throws IOException {
    SmallRyeConfig config = Configured.config(Map.of(variable + "_FILE", file(HIDDEN)));

    assertThat(config.getRawValue(property)).isEqualTo(HIDDEN);
    assertThat(config.getPropertyNames()).contains(property);
  }

  @Test
  void everySecretSettingHasAFile() {
    assertThat(SettingDefinitions.get().keys())
        .filteredOn(SettingDefinitions.Key::secret)
        .hasSizeGreaterThan(4)
        .allMatch(key -> SecretFiles.isPath(key.name() + "_FILE"));
    assertThat(SecretFiles.isPath("REGISTRY_TITLE_FILE")).isFalse();
    assertThat(SecretFiles.isPath("MAIL_PASSWORD")).isFalse();
  }

  @Test
  void aSettingThatIsNoSecretHasNone() {
    assertThatThrownBy(() -> Configured.config(Map.of("WHARFINGER_TOPIC_PREFIX_FILE", "/etc/x")))
        .hasMessageContaining("WHARFINGER_TOPIC_PREFIX_FILE is not a key of Wharfinger");
  }

  @Test
  void theEnvironmentWinsOverAConfigYaml() throws IOException {
    String both = file("MAIL_PASSWORD: from-yaml\nSECRET_KEY_FILE: " + file("from-file"));

    assertThat(
            Configured.config(
                    Map.of("WHARFINGER_CONFIG", both, "MAIL_PASSWORD_FILE", file("from-file")))
                .getRawValue("MAIL_PASSWORD"))
        .isEqualTo("from-file");
    assertThat(Configured.config(Map.of("WHARFINGER_CONFIG", both)).getRawValue("SECRET_KEY"))
        .isEqualTo("from-file");
    assertThat(
            Configured.config(Map.of("WHARFINGER_CONFIG", both, "SECRET_KEY", "from-environment"))
                .getRawValue("SECRET_KEY"))
        .isEqualTo("from-environment");
    assertThat(ConfigFile.read(Path.of(both)).ignored()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", " \r\n"})
  void refusesAnEmptyFile(String content) throws IOException {
    String path = file(content);
    isRefused(path, "MAIL_PASSWORD_FILE: the file " + path + " is empty");
  }

  @Test
  void refusesWhatCannotBeReadAsText() throws IOException {
    String missing = folder.resolve("missing").toString();
    isRefused(missing, "MAIL_PASSWORD_FILE: the file " + missing + " does not exist");
    isRefused(folder.toString(), "MAIL_PASSWORD_FILE: the file " + folder + " cannot be read");
    isRefused("a\0b", "MAIL_PASSWORD_FILE is not the path of a file");
    Path binary = folder.resolve("binary");
    Files.write(binary, new byte[] {'h', (byte) 0xff});
    isRefused(
        binary.toString(), "MAIL_PASSWORD_FILE: the file " + binary + " is not text in UTF-8");
  }

  @Test
  void readsNoMoreThanASecretCanBe() throws IOException {
    String most = HIDDEN + "x".repeat(SecretFiles.MOST_BYTES - HIDDEN.length());
    assertThat(
            Configured.config(Map.of("MAIL_PASSWORD_FILE", file(most)))
                .getRawValue("MAIL_PASSWORD"))
        .isEqualTo(most);
    String path = file(most + "x");
    isRefused(path, "MAIL_PASSWORD_FILE: the file " + path + " has more than 65536 bytes");
    isRefused("/dev/zero", "MAIL_PASSWORD_FILE: the file /dev/zero has more than 65536 bytes");
  }

  @Test
  void refusesASecretThatIsSetTwice() throws IOException {
    String path = file(HIDDEN);
    assertThatThrownBy(
            () -> Configured.config(Map.of("MAIL_PASSWORD", HIDDEN, "MAIL_PASSWORD_FILE", path)))
        .hasMessageContaining("MAIL_PASSWORD and MAIL_PASSWORD_FILE are both set")
        .message()
        .doesNotContain(HIDDEN);
  }

  @Test
  void aBadSecretInAFileIsNotShown() throws IOException {
    String path = file(HIDDEN);
    assertThatThrownBy(() ->
            Configured.config(
                Map.of("WHARFINGER_MASTER_KEY", "", "WHARFINGER_MASTER_KEY_FILE", path)))
        .hasMessageContaining("WHARFINGER_MASTER_KEY: the value (not shown) is not allowed")
        .message()
        .doesNotContain(HIDDEN);
  }

  @Test
  void reportsEveryFileAtOnce() {
    assertThatThrownBy(() ->
            Configured.config(
                Map.of("MAIL_PASSWORD_FILE", "/missing/1", "SECRET_KEY_FILE", "/missing/2")))
        .hasMessageContaining("/missing/1")
        .hasMessageContaining("/missing/2");
  }

  private static void isRefused(String path, String message) {
    assertThatThrownBy(() -> Configured.config(Map.of("MAIL_PASSWORD_FILE", path)))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(message)
        .message()
        .doesNotContain(HIDDEN);
  }

  private String file(String content) throws IOException {
    return Files.write(
            Files.createTempFile(folder, "a", ""), content.getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
