package dev.wharfinger.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

class RunOptionsTest {
  @TempDir Path folder;

  @Test
  void startsOnServersOfItsOwnUnlessToldOtherwise() {
    assertThat(options("--fresh").fresh).isTrue();
    assertThat(options("--fresh").external).isFalse();
    assertThat(options("--external").external).isTrue();
    assertThat(options().fresh).isFalse();
    Output both = run(List.of("--fresh", "--external"), Map.of());
    assertThat(both.exit()).isEqualTo(2);
    assertThat(both.err().lines()).singleElement().asString().contains("has no power over");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rebuild",
        "rebuild --help",
        "rebuild --accept-differences",
        "parked retry mail 7",
        "parked list --help",
        "journal verify",
        "journal status --help",
        "cli org list --json"
      })
  void passesTheServicesOwnCommandsOn(String command) {
    ParseResult parsed = parse(command.split(" ")).subcommand();
    List<String> words = List.of(command.split(" "));
    assertThat(parsed.isUsageHelpRequested()).isFalse();
    assertThat(parsed.matchedPositionalValue(0, List.of()))
        .isEqualTo(words.subList(1, words.size()));
  }

  @Test
  void followsTheJournalIfToldTo() {
    assertThat(parse("journal", "--follow").subcommand().hasMatchedOption("--follow")).isTrue();
    assertThat(run(List.of("journal", "--help"), Map.of()).out())
        .contains("--follow", "status", "verify");
  }

  @Test
  void followsTheFeedUnlessToldToEnd() {
    assertThat(parse("feed", "--once").subcommand().hasMatchedOption("--once")).isTrue();
    assertThat(run(List.of("feed", "--follow"), Map.of()).exit()).isEqualTo(2);
    assertThat(run(List.of("feed", "--help"), Map.of()).out()).contains("--once");
  }

  @Test
  void anEventOfTheFeedIsALine() throws IOException {
    JsonNode data =
        new ObjectMapper()
            .readTree(
                """
                {"actor": {"name": "root", "address": "192.0.2.7"}, "namespace": {"account": 2, "name": "acme"},
                 "changes": [{"entity": "team/7", "action": "changed",
                   "fields": {"role": {"before": "MEMBER", "after": "ADMIN"}}}]}
                """);
    assertThat(
            FeedTail.line(
                "2026-08-21T12:00:00Z", "dev.wharfinger.team-role-changed.v1", "team/7", data))
        .isEqualTo(
            "2026-08-21T12:00:00Z team-role-changed.v1 team/7 of acme by root from 192.0.2.7:"
                + " team/7 changed (role \"MEMBER\" -> \"ADMIN\")");
    JsonNode actor =
        new ObjectMapper()
            .readTree(
                """
                {"actor": {"account": 1, "name": "hmac-sha256:00", "address": "hmac-sha256:01"}}
                """);
    assertThat(FeedTail.line("T", "t", "s", actor)).isEqualTo("T t s by account/1");
  }

  @Test
  void refusesWhatItDoesNotKnowInOneLine() {
    Output output = run(List.of("--frehs"), Map.of());
    assertThat(output.exit()).isEqualTo(2);
    assertThat(output.err().lines()).singleElement().asString().contains("--frehs", "--help");
  }

  @Test
  void helpNamesEveryOption() {
    Output output = run(List.of("--help"), Map.of());
    assertThat(output.exit()).isZero();
    assertThat(output.out())
        .contains(
            "--fresh",
            "--external",
            "PORT",
            "MANAGEMENT_PORT",
            "WHARFINGER_DATA",
            "journal",
            "feed",
            "parked",
            "rebuild",
            "KAFKA_BOOTSTRAP_SERVERS");
  }

  @Test
  void namesEveryVariableThatExternalServersLack() {
    Output output = run(List.of("--external"), Map.of("KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"));
    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.err().lines())
        .singleElement()
        .asString()
        .contains("QUARKUS_DATASOURCE_REACTIVE_URL", "WHARFINGER_MASTER_KEY")
        .doesNotContain("KAFKA_BOOTSTRAP_SERVERS");
  }

  @Test
  void refusesAPortThatIsNone() {
    Output output = run(List.of(), Map.of("PORT", "70000"));
    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.err().lines()).singleElement().asString().contains("70000");
  }

  @Test
  void refusesAManagementPortThatIsNone() {
    Output output = run(List.of(), Map.of("MANAGEMENT_PORT", "nine"));
    assertThat(output.exit()).isEqualTo(1);
    assertThat(output.err().lines())
        .singleElement()
        .asString()
        .isEqualTo("run: MANAGEMENT_PORT must be a number from 1 to 65535, not 'nine'");
  }

  @Test
  void defaultsYieldToTheEnvironmentAndToTheConfigurationFile() throws IOException {
    Path config =
        Files.writeString(folder.resolve("config.yaml"), "SUPER_USERS: [harbourmaster]\n");
    Map<String, String> environment =
        Map.of("WHARFINGER_CONFIG", config.toString(), "FEATURE_MAILING", "true");
    assertThat(ServiceDefaults.missingFrom(environment))
        .doesNotContainKeys("SUPER_USERS", "FEATURE_MAILING")
        .containsEntry("FEATURE_USER_INITIALIZE", "true");
  }

  /** Links in mails and the address of {@code /oauth/localapp} are made of it. */
  @Test
  void tellsTheServiceUnderWhichPortItIsKnown() {
    assertThat(ServiceDefaults.missingFrom(Map.of()))
        .containsEntry("SERVER_HOSTNAME", "localhost:8080");
    assertThat(ServiceDefaults.missingFrom(Map.of("PORT", " 9000 ", "QUARKUS_HTTP_PORT", "1")))
        .containsEntry("SERVER_HOSTNAME", "localhost:9000");
    assertThat(ServiceDefaults.missingFrom(Map.of("SERVER_HOSTNAME", "quay.example.com")))
        .doesNotContainKey("SERVER_HOSTNAME");
  }

  @Test
  void refusesAConfigurationFileItCannotRead() {
    Map<String, String> environment =
        Map.of("WHARFINGER_CONFIG", folder.resolve("none.yaml").toString());
    assertThatThrownBy(() -> ServiceDefaults.missingFrom(environment))
        .hasMessageContaining("none.yaml");
  }

  @Test
  void refusesAFolderThatIsNotOurs() throws IOException {
    Path precious = Files.writeString(folder.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> DataFolder.open(folder, _ -> {})).isInstanceOf(RunFailure.class);
    assertThat(precious).exists();
  }

  @Test
  void oneProcessHoldsTheFolder() throws IOException {
    Path data = folder.resolve("data");
    try (DataFolder _ = DataFolder.open(data, _ -> {})) {
      assertThatThrownBy(() -> DataFolder.open(data, _ -> {}))
          .hasMessageContaining("another ./run uses");
    }
    try (DataFolder again = DataFolder.open(data, _ -> {})) {
      assertThat(again.path()).isEqualTo(data);
    }
  }

  @Test
  void freshDeletesDataAndKeepsTheFolderOurs() throws IOException {
    Path data = folder.resolve("data");
    try (DataFolder held = DataFolder.open(data, _ -> {})) {
      Path old = Files.createDirectories(data.resolve("postgres/data"));
      held.empty();
      assertThat(old).doesNotExist();
    }
    try (DataFolder again = DataFolder.open(data, _ -> {})) {
      assertThat(again.path()).isEqualTo(data);
    }
  }

  @Test
  void theMasterKeyIsDrawnOnceForItsOwnerOnly() throws IOException {
    String key = MasterKey.of(folder);
    assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    assertThat(MasterKey.of(folder)).isEqualTo(key);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("master.key"))))
        .isEqualTo("rw-------");
  }

  private static RunOptions options(String... arguments) {
    return (RunOptions) parse(arguments).commandSpec().userObject();
  }

  private static ParseResult parse(String... arguments) {
    return RunOptions.of(Map.of(), System.out, System.err).parseArgs(arguments);
  }

  private static Output run(List<String> arguments, Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        RunWharfinger.run(
            arguments,
            environment,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Output(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private record Output(int exit, String out, String err) {}
}
