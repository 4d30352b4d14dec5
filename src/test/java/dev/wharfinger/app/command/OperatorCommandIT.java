package dev.wharfinger.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceCommand;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the packaged artifact beside the packaged service. */
class OperatorCommandIT {

  private static final String BODY =
      "{\"username\":\"root\",\"password\":\"rootpassword\",\"email\":\"root@example.com\"}";

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();

  @TempDir private Path folder;

  @Test
  void findsAndRepairsWhatIsNotInTheJournalWhileTheServiceGoesOn() throws Exception {
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.put("FEATURE_USER_INITIALIZE", "true");
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"); // each lives for seconds
    try (ServiceProcess service =
        ServiceProcess.start(folder.resolve("service.log"), 0, environment)) {
      assertThat(initialize(service)).isEqualTo(200);
      ServiceCommand command = new ServiceCommand(environment);

      assertThat(run(command, "rebuild")).isZero();
      assertThat(output())
          .containsPattern("namespace +1 .* yes\n")
          .contains("rebuilt tables are live");

      execute("UPDATE wharfinger.namespace SET name = 'forged'");
      assertThat(run(command, "rebuild")).isEqualTo(1);
      assertThat(output()).containsPattern("namespace +1 .* no").contains("left alone");

      assertThat(run(command, "rebuild", "--accept-differences")).isZero();
      assertThat(run(command, "rebuild")).isZero();
      assertThat(run(command, "rebuild", "--accept-everything")).isEqualTo(2);

      assertThat(initialize(service)).as("the user is there again").isEqualTo(400);
      service.awaitReady();
    }
  }

  @Test
  void provesTheJournalAndDecidesOnWhatIsParked() throws Exception {
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.put("FEATURE_USER_INITIALIZE", "true");
    environment.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"); // each lives for seconds
    try (ServiceProcess service =
        ServiceProcess.start(folder.resolve("service.log"), 0, environment)) {
      assertThat(initialize(service)).isEqualTo(200);
      ServiceCommand command = new ServiceCommand(environment);

      UUID lost = UUID.randomUUID();
      assertThat(run(command, "keys", "give-up", lost.toString())).isZero();
      assertThat(run(command, "keys", "give-up", lost.toString())).isEqualTo(1);
      assertThat(Files.readString(folder.resolve("err.log"))).contains("not missing");

      assertThat(run(command, "journal", "status")).isZero();
      assertThat(output()).containsPattern("offsets left +0\n");
      assertThat(run(command, "journal", "verify")).isZero();
      assertThat(output())
          .containsPattern("valid records +[1-9]")
          .containsPattern("foreign records +0\n")
          .containsPattern("read models +built from it");

      execute(
          "INSERT INTO wharfinger.mail (id, kind, address, code, about, created) VALUES"
              + " (7, 'PASSWORD_CHANGED', 'nobody', gen_random_uuid(), '{}', now())");
      execute(
          "INSERT INTO vault.attempt (queue, item, failures, first_failed, reason)"
              + " VALUES ('mail', '7', 1, now(), 'not an e-mail address')");
      assertThat(run(command, "parked", "list")).isZero();
      assertThat(output()).containsPattern("mail +7 +1 .* not an e-mail address");
      assertThat(run(command, "parked", "retry", "mail", "8")).isEqualTo(1);
      assertThat(run(command, "parked", "drop", "mail", "7")).isZero();
      assertThat(run(command, "parked", "list")).isZero();
      assertThat(output()).doesNotContain("not an e-mail address");

      execute("UPDATE wharfinger.journal_head SET hash = repeat('0', 64)");
      assertThat(run(command, "journal", "verify")).isEqualTo(1);
      assertThat(output()).containsPattern("read models +NOT built from it");
    }
  }

  @Test
  void helpNeedsNoServers() throws IOException {
    ServiceCommand command = new ServiceCommand(Map.of());
    assertThat(run(command, "--help")).isZero();
    assertThat(output()).contains("rebuild", "journal", "parked", "Exit codes");
    assertThat(run(command, "parked", "drop", "--help")).isZero();
    assertThat(output()).contains("QUEUE", "ITEM");
    assertThat(run(command, "--version")).isZero();
    assertThat(output()).matches("wharfinger \\d.*\n");
    assertThat(run(command, "nonsense")).isEqualTo(2);
    assertThat(run(command, "journal")).isEqualTo(2);
  }

  @Test
  void aCommandFailsWhereTheJournalCannotBeReached() throws IOException {
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    assertThat(run(new ServiceCommand(environment), "parked", "drop", "mail", "7")).isEqualTo(1);
  }

  private int run(ServiceCommand command, String... arguments) throws IOException {
    return command.execute(
        List.of(arguments),
        ProcessBuilder.Redirect.to(out().toFile()),
        ProcessBuilder.Redirect.to(folder.resolve("err.log").toFile()));
  }

  private String output() throws IOException {
    return Files.readString(out());
  }

  private Path out() {
    return folder.resolve("out.log");
  }

  private static int initialize(ServiceProcess service) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(service.baseUrl() + "/api/v1/user/initialize"))
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(BODY))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                setting("QUARKUS_DATASOURCE_JDBC_URL"),
                setting("QUARKUS_DATASOURCE_USERNAME"),
                setting("QUARKUS_DATASOURCE_PASSWORD"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private String setting(String name) {
    return Objects.requireNonNull(place.environment().get(name));
  }
}
