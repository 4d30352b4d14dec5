package dev.wharfinger.platform.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  @TempDir Path folder;

  @Test
  void defaultsAreTheContracts() {
    Settings settings = settings(Map.of());

    assertThat(settings.superUsers()).isEmpty();
    assertThat(settings.featureSuperUsers()).isTrue();
    assertThat(settings.featureSuperusersFullAccess()).isFalse();
    assertThat(settings.featureQuotaManagement()).isTrue();
    assertThat(settings.featureEditQuota()).isTrue();
    assertThat(settings.featureMailing()).isFalse();
    assertThat(settings.browserApiCallsXhrOnly()).isFalse();
    assertThat(settings.featureUiV2()).isTrue();
    assertThat(settings.defaultSystemRejectQuotaBytes()).isZero();
    assertThat(settings.tagExpirationOptions())
        .extracting(QuayDuration::seconds)
        .containsExactly(0L, 86_400L, 604_800L, 1_209_600L, 2_419_200L);
    assertThat(settings.defaultTagExpiration()).isEqualTo(new QuayDuration("2w", 1_209_600));
    assertThat(settings.avatarKind()).isEqualTo(AvatarKind.LOCAL);
    assertThat(settings.registryState()).isEqualTo(RegistryState.NORMAL);
    assertThat(settings.authenticationType()).isEqualTo(AuthenticationType.DATABASE);
    assertThat(settings.restrictedUsersWhitelist()).isEmpty();
    assertThat(settings.oauthApplicationMaximumTokenCount()).isEmpty();
  }

  @Test
  void readsQuaysKeysFromTheEnvironment() {
    Settings settings =
        settings(
            Map.of(
                "SUPER_USERS", " ann , bob,",
                "CORS_ORIGIN", "https://a.example,https://b.example",
                "FEATURE_UI_V2", "False",
                "FEATURE_MAILING", "TRUE",
                "DEFAULT_SYSTEM_REJECT_QUOTA_BYTES", " 10737418240 ",
                "AUTHENTICATION_TYPE", "AppToken",
                "REGISTRY_STATE", "readonly",
                "RESTRICTED_USERS_WHITELIST", "eve",
                "SESSION_TIMEOUT", "12h",
                "OAUTH_APPLICATION_MAXIMUM_TOKEN_COUNT", "5"));

    assertThat(settings.superUsers()).containsExactlyInAnyOrder("ann", "bob");
    assertThat(settings.corsOrigin()).containsExactly("https://a.example", "https://b.example");
    assertThat(settings.featureUiV2()).isFalse();
    assertThat(settings.featureMailing()).isTrue();
    assertThat(settings.defaultSystemRejectQuotaBytes()).isEqualTo(10_737_418_240L);
    assertThat(settings.authenticationType()).isEqualTo(AuthenticationType.APP_TOKEN);
    assertThat(settings.registryState()).isEqualTo(RegistryState.READONLY);
    assertThat(settings.restrictedUsersWhitelist())
        .hasValueSatisfying(users -> assertThat(users).containsExactly("eve"));
    assertThat(settings.sessionTimeout().seconds()).isEqualTo(43_200);
    assertThat(settings.oauthApplicationMaximumTokenCount()).contains(5L);
  }

  @Test
  void readsOurOwnKeysFromTheEnvironment() {
    WharfingerSettings settings =
        config(
                Map.of(
                    "WHARFINGER_JOURNAL_REPLICATION", "1",
                    "WHARFINGER_JOURNAL_MIN_INSYNC", "1",
                    "WHARFINGER_TOPIC_PREFIX", "",
                    "WHARFINGER_TRUSTED_ISSUERS",
                        "https://sso.example/realms/a=https://sso.example/realms/a/certs?x=1;audience=quay"
                            + "; audience = other;client=web ;claim=preferred_username,"
                            + "https://b.example=http://b.example/keys;client=cli"))
            .getConfigMapping(WharfingerSettings.class);

    assertThat(settings.journalReplication()).isOne();
    assertThat(settings.topicPrefix()).isEqualTo("wharfinger");
    assertThat(settings.masterKey().revealBytes()).hasSize(32);
    assertThat(settings.masterKey()).hasToString("(secret)");
    assertThat(settings.trustedIssuers())
        .containsExactly(
            new TrustedIssuer(
                "https://sso.example/realms/a",
                URI.create("https://sso.example/realms/a/certs?x=1"),
                Set.of("quay", "other"),
                Set.of("web"),
                "preferred_username"),
            new TrustedIssuer(
                "https://b.example",
                URI.create("http://b.example/keys"),
                Set.of(),
                Set.of("cli"),
                "sub"));
    assertThat(settings.accessTokenLifetime().seconds()).isEqualTo(315_576_000);
    assertThat(settings.maxBodyBytes()).isEqualTo(1_048_576);
  }

  @Test
  void readsAConfigYamlOfQuay() throws IOException {
    Settings settings =
        settings(
            file(
                """
                SUPER_USERS: [ann, bob]
                GLOBAL_READONLY_SUPER_USERS: eve, ann
                FEATURE_MAILING: true
                FEATURE_PROXY_CACHE: "True"
                DEFAULT_TAG_EXPIRATION: 1d
                TAG_EXPIRATION_OPTIONS:
                  - 0s
                  - 1d
                CONTACT_INFO: ["Doe, Jane"]
                RESTRICTED_USERS_WHITELIST: null
                EXPIRED_SERVICE_KEY_TTL_SEC: 60
                DISTRIBUTED_STORAGE_CONFIG: {default: [LocalStorage, {storage_path: /data}]}
                """));

    assertThat(settings.superUsers()).containsExactlyInAnyOrder("ann", "bob");
    assertThat(settings.globalReadonlySuperUsers()).containsExactlyInAnyOrder("ann", "eve");
    assertThat(settings.featureMailing()).isTrue();
    assertThat(settings.featureProxyCache()).isTrue();
    assertThat(settings.defaultTagExpiration().text()).isEqualTo("1d");
    assertThat(settings.tagExpirationOptions()).hasToString("[0s, 1d]");
    assertThat(settings.contactInfo()).containsExactly("Doe, Jane");
    assertThat(settings.restrictedUsersWhitelist()).isEmpty();
    assertThat(settings.expiredServiceKeyTtlSec()).isEqualTo(60);
  }

  /** YAML has dates, octal numbers and switches; names, durations and words are none of them. */
  @Test
  void takesTextsOfAFileAsTheyAreWritten() throws IOException {
    Settings settings =
        settings(
            file(
                """
                SUPER_USERS: [2024-01-01, 010, 0x1f, 1_000, 1e3, yes, 12:30, "quoted", .5]
                REGISTRY_TITLE: 2024-01-01
                REGISTRY_TITLE_SHORT: 010
                MAIL_DEFAULT_SENDER: 1.50
                DOCUMENTATION_ROOT: off
                CONTACT_INFO: 007, 08
                BRANDING: {logo: 2024-01-01, footer_img: null, logo_dark: 010}
                SEARCH_RESULTS_PER_PAGE: 12
                FEATURE_MAILING: yes
                """));
    assertThat(settings.superUsers())
        .containsExactly(
            "2024-01-01", "010", "0x1f", "1_000", "1e3", "yes", "12:30", "quoted", ".5");
    assertThat(settings.registryTitle()).isEqualTo("2024-01-01");
    assertThat(settings.registryTitleShort()).isEqualTo("010");
    assertThat(settings.mailDefaultSender()).isEqualTo("1.50");
    assertThat(settings.documentationRoot()).contains("off");
    assertThat(settings.contactInfo()).containsExactly("007", "08");
    assertThat(settings.branding()).containsExactly("logo=2024-01-01", "logo_dark=010");
    assertThat(settings.searchResultsPerPage()).isEqualTo(12);
    assertThat(settings.featureMailing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "99999999999w",
        "999999999999w",
        "999999999999s",
        "9999999999999999999s",
        "-1s",
        "9223372036854775807",
        "9223372036854775808",
        "-1",
        "-9223372036854775808",
        "1e9",
        "NaN",
        "4294967296"
      })
  void refusesAbsurdValuesOfEveryKeyWithBounds(String absurd) {
    for (SettingDefinitions.Key key : SettingDefinitions.get().keys()) {
      switch (key.form()) {
        case SettingFormat.Number number when !number.accepts(absurd) ->
            isRefused(key.name(), absurd);
        case SettingFormat.Number number ->
            assertThat(number.maximum())
                .as(key.name())
                .isGreaterThanOrEqualTo(Long.parseLong(absurd));
        case SettingFormat.Span _ -> isRefused(key.name(), absurd);
        case SettingFormat.Switch _,
            SettingFormat.Text _,
            SettingFormat.Choice _,
            SettingFormat.Parsed _,
            SettingFormat.ListOf _ -> {}
      }
    }
    isRefused("TAG_EXPIRATION_OPTIONS", absurd);
  }

  private static void isRefused(String key, String value) {
    assertThatThrownBy(() -> settings(Map.of(key, value)))
        .as(key)
        .hasMessageContaining(key)
        .hasMessageContaining("is not allowed; it takes");
  }

  /** Libraries count in nanoseconds, and add to the time of day. */
  @Test
  void theLongestAndTheShortestDurationCanBeReckonedWith() {
    for (SettingDefinitions.Key key : SettingDefinitions.get().keys()) {
      if (key.form() instanceof SettingFormat.Span(long minimum, long maximum)) {
        for (long seconds : new long[] {minimum, maximum}) {
          Duration duration = QuayDuration.parse(seconds + "s").toDuration();
          assertThat(duration.toNanos()).as(key.name()).isNotNegative();
          assertThat(Instant.now().plus(duration).toEpochMilli()).isPositive();
          assertThat(key.form().accepts(seconds + "s")).as(key.name()).isTrue();
        }
        assertThat(key.form().accepts(maximum + 1 + "s")).as(key.name()).isFalse();
        assertThat(minimum == 0 || !key.form().accepts(minimum - 1 + "s")).as(key.name()).isTrue();
      }
    }
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    Map<String, String> environment =
        new HashMap<>(file("SUPER_USERS: [ann]\nAVATAR_KIND: gravatar\nREGISTRY_STATE: readonly"));
    environment.put("SUPER_USERS", "bob");
    environment.put("REGISTRY_STATE", "");

    Settings settings = settings(environment);

    assertThat(settings.superUsers()).containsExactly("bob");
    assertThat(settings.avatarKind()).isEqualTo(AvatarKind.GRAVATAR);
    assertThat(settings.registryState()).isEqualTo(RegistryState.NORMAL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "AVATAR_KIND|foo|AVATAR_KIND: \"foo\" is not allowed; it takes local or gravatar",
        "AVATAR_KIND|Local|AVATAR_KIND: \"Local\" is not allowed; it takes local or gravatar",
        "FEATURE_MAILING|perhaps|FEATURE_MAILING: \"perhaps\" is not allowed; it takes true or false",
        "FEATURE_MAILING|yes|FEATURE_MAILING: \"yes\" is not allowed; it takes true or false",
        "FEATURE_RECAPTCHA|true|FEATURE_RECAPTCHA: \"true\" is not allowed; it needs RECAPTCHA_SECRET_KEY",
        "SESSION_TIMEOUT|3x|SESSION_TIMEOUT: \"3x\" is not allowed; it takes a whole number followed by s, m, h, d or w, such as 2w",
        "DEFAULT_TAG_EXPIRATION|3x|DEFAULT_TAG_EXPIRATION: \"3x\" is not allowed; it takes a whole number followed by",
        "DEFAULT_TAG_EXPIRATION|3d|DEFAULT_TAG_EXPIRATION: \"3d\" is not allowed; it takes one of TAG_EXPIRATION_OPTIONS: 0s,1d,1w,2w,4w",
        "TAG_EXPIRATION_OPTIONS|2w,soon|TAG_EXPIRATION_OPTIONS: \"2w,soon\" is not allowed; it takes a list, each item a whole number followed by",
        "DEFAULT_SYSTEM_REJECT_QUOTA_BYTES|-1|DEFAULT_SYSTEM_REJECT_QUOTA_BYTES: \"-1\" is not allowed; it takes a whole number from 0 to 92233720368547758",
        "DEFAULT_SYSTEM_REJECT_QUOTA_BYTES|9223372036854775808|it takes a whole number from 0 to",
        "WHARFINGER_JOURNAL_REPLICATION|0|WHARFINGER_JOURNAL_REPLICATION: \"0\" is not allowed; it takes a whole number from 1 to 100",
        "WHARFINGER_JOURNAL_REPLICATION|1|WHARFINGER_JOURNAL_MIN_INSYNC: \"2\" is not allowed; it takes at most WHARFINGER_JOURNAL_REPLICATION: 1",
        "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY|method=number_of_tags|DEFAULT_NAMESPACE_AUTOPRUNE_POLICY: \"method=number_of_tags\" is not allowed; it takes method=number_of_tags and a value over 0, or",
        "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY|value=1|is not allowed; it takes method=number_of_tags",
        "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY|method=number_of_tags,value=0|is not allowed; it takes method",
        "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY|method=age,value=1|is not allowed; it takes method",
        "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY|method=creation_date,value=1|is not allowed; it takes method",
        "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY|method=creation_date,value=1d,tagPattern=x|is not allowed; it takes method",
        "WHARFINGER_TOPIC_PREFIX|a/b|WHARFINGER_TOPIC_PREFIX: \"a/b\" is not allowed; it takes letters",
        "WHARFINGER_TRUSTED_ISSUERS|https://sso.example|it takes a list, each item issuer=url",
        "WHARFINGER_TRUSTED_ISSUERS|https://a.example=https://a.example/keys|at least one audience=name or client=id",
        "WHARFINGER_TRUSTED_ISSUERS|https://a.example=https://a.example/keys;claim=sub|at least one audience=name or client=id",
        "WHARFINGER_TRUSTED_ISSUERS|https://a.example=https://a.example/keys;audience=|at least one audience=name or client=id",
        "WHARFINGER_TRUSTED_ISSUERS|https://a.example=https://a.example/keys;audience=a;colour=red|it takes a list",
        "WHARFINGER_TRUSTED_ISSUERS|https://a.example=https://a.example/keys;audience=a;claim=a;claim=b|it takes a list",
        "WHARFINGER_TRUSTED_ISSUERS|a=http://a/;audience=a,a=http://b/;audience=b|it takes each issuer once",
        "WHARFINGER_JOURNAL_REPLICAS|3|WHARFINGER_JOURNAL_REPLICAS is not a key of Wharfinger",
      })
  void aBadValueStopsTheStartByName(String key, String value, String message) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(message);
  }

  @Test
  void allBadValuesAreReportedAtOnce() {
    assertThatThrownBy(() -> config(Map.of("AVATAR_KIND", "foo", "FEATURE_MAILING", "perhaps")))
        .hasMessageContaining("AVATAR_KIND")
        .hasMessageContaining("FEATURE_MAILING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2hvcnQgYnV0IHNlY3JldA==", "not base64, but secret!"})
  void aBadSecretIsNotShown(String value) {
    assertThatThrownBy(() -> config(Map.of("WHARFINGER_MASTER_KEY", value)))
        .hasMessageContaining(
            "WHARFINGER_MASTER_KEY: the value (not shown) is not allowed; it takes the base64 of 32 bytes")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void theMasterKeyIsRequired(String value) {
    assertThatThrownBy(() -> config(Map.of("WHARFINGER_MASTER_KEY", value)))
        .hasMessageContaining("WHARFINGER_MASTER_KEY is required");
  }

  @Test
  void aMissingFileStopsTheStart() {
    Path missing = folder.resolve("missing.yaml");

    assertThatThrownBy(() -> config(Map.of("WHARFINGER_CONFIG", missing.toString())))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("WHARFINGER_CONFIG: the file " + missing + " does not exist");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'A: 1\nB: [hidden'|is not YAML (line 2)",
        "'- hidden'|is not a mapping of keys to values",
        "'hidden'|is not a mapping of keys to values",
        "''|is not a mapping of keys to values",
        "'FEATURE_MAILING: {hidden: 1}'|FEATURE_MAILING in {file} has a value of the wrong shape; it takes true or false",
        "'SUPER_USERS: &a [*a]'|names more than a configuration can",
        "'HIDDEN: &a {b: *a}'|names more than a configuration can",
        "'SUPER_USERS: [[hidden]]'|SUPER_USERS in {file} has a value of the wrong shape; it takes a list",
        "'AVATAR_KIND: foo'|AVATAR_KIND: \"foo\" is not allowed",
        "'WHARFINGER_TYPO: hidden'|WHARFINGER_TYPO is not a key of Wharfinger",
      })
  void aBadFileStopsTheStartAndIsNotRepeated(String content, String message) throws IOException {
    Map<String, String> environment = file(content);
    String file = environment.getOrDefault("WHARFINGER_CONFIG", "");

    assertThatThrownBy(() -> config(environment))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining(message.replace("{file}", file))
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("hidden");
  }

  @Test
  void aFileThatUnfoldsWithoutEndStopsTheStart() throws IOException {
    StringBuilder file = new StringBuilder("A0: &a0 [x, x]\n");
    for (int i = 1; i <= 24; i++) {
      file.append("A%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Map<String, String> environment = file(file.toString());
    assertThatThrownBy(() -> config(environment))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("names more than a configuration can");
  }

  /** Neither the parser's bound of nesting nor its bound of aliases sees what both come to. */
  @Test
  void aFileThatIsNestedTooDeepStopsTheStart() throws IOException {
    assertThat(config(file(nested(31)))).isNotNull();
    Map<String, String> tooDeep = file(nested(32));
    assertThatThrownBy(() -> config(tooDeep))
        .isInstanceOf(ConfigValidationException.class)
        .hasMessageContaining("names more than a configuration can");
  }

  private static String nested(int below) {
    return "A: &a %s%s\nB: %s*a%s\n"
        .formatted("[".repeat(below), "]".repeat(below), "[".repeat(33), "]".repeat(33));
  }

  @Test
  void foreignNamesThatLookAlmostLikeOursDoNoHarm() {
    assertThat(
            settings(
                Map.of(
                    "QUAY_TOKEN", "x",
                    "wharfinger.jar", "x",
                    "QUAY_SETTINGS_X", "x",
                    "WHARFINGER_CLI_URL", "x")))
        .isNotNull();
  }

  @Test
  void whatHasNoEffectIsKnownByName() throws IOException {
    Map<String, String> environment =
        file("DB_URI: hidden\nSUPER_USERS: [ann]\nBUILDLOGS_REDIS: {}");

    ConfigFile file = ConfigFile.read(Path.of(environment.getOrDefault("WHARFINGER_CONFIG", "")));

    assertThat(file.ignored()).containsExactly("BUILDLOGS_REDIS", "DB_URI");
    assertThat(IgnoredKeys.unknownSwitches(List.of("FEATURE_MAILING", "FEATURE_X", "PATH")))
        .containsExactly("FEATURE_X");
  }

  @Test
  void theEffectiveValuesAreThoseInForce() {
    Map<String, Object> values =
        SettingDefinitions.get()
            .effective(config(Map.of("SUPER_USERS", "ann", "FEATURE_MAILING", "True")));

    assertThat(values)
        .containsEntry("SUPER_USERS", List.of("ann"))
        .containsEntry("FEATURE_MAILING", true)
        .containsEntry("AUTHENTICATION_TYPE", "Database")
        .containsEntry("EXPIRED_SERVICE_KEY_TTL_SEC", 604_800L)
        .containsEntry("PUBLIC_NAMESPACES", List.of())
        .doesNotContainKey("SERVICE_LOG_ACCOUNT_ID");
    assertThat(SettingDefinitions.get().isSecret("WHARFINGER_MASTER_KEY")).isTrue();
    assertThat(SettingDefinitions.get().isSecret("SECRET_KEY")).isTrue();
    assertThat(SettingDefinitions.get().isSecret("SUPER_USERS")).isFalse();
  }

  @Test
  void everyKeyReachesItsAccessor() {
    SmallRyeConfig config = config(Map.of());

    assertThat(SettingDefinitions.get().keys())
        .filteredOn(key -> key.fallback().filter(text -> !text.isEmpty()).isPresent())
        .allSatisfy(key ->
            assertThat(config.getOptionalValue(key.property(), String.class))
                .isEqualTo(Optional.of(key.fallback().orElse(""))));
  }

  private Map<String, String> file(String content) throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, content);
    return Map.of("WHARFINGER_CONFIG", file.toString());
  }

  private static Settings settings(Map<String, String> environment) {
    return config(environment).getConfigMapping(Settings.class);
  }

  private static SmallRyeConfig config(Map<String, String> environment) {
    return Configured.config(environment);
  }
}
