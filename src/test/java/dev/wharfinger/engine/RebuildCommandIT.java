package dev.wharfinger.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.RebuildRun;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged command beside the packaged service. */
class RebuildCommandIT {

  private static final String BODY =
      "{\"username\":\"root\",\"password\":\"rootpassword\",\"email\":\"root@example.com\"}";

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();

  @TempDir private Path folder;

  @Test
  void findsAndRepairsWhatIsNotInTheJournalWhileTheServiceGoesOn() throws Exception {
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.put("FEATURE_USER_INITIALIZE", "true");
    try (ServiceProcess service =
        ServiceProcess.start(folder.resolve("service.log"), 0, environment)) {
      assertThat(initialize(service)).isEqualTo(200);
      RebuildRun rebuild = new RebuildRun(environment);

      assertThat(run(rebuild, List.of())).isZero();
      assertThat(output())
          .containsPattern("namespace +1 .* yes\n")
          .contains("rebuilt tables serve");

      execute("UPDATE wharfinger.namespace SET name = 'forged'");
      assertThat(run(rebuild, List.of())).isEqualTo(1);
      assertThat(output()).containsPattern("namespace +1 .* no").contains("left alone");

      assertThat(run(rebuild, List.of("--accept-differences"))).isZero();
      assertThat(run(rebuild, List.of())).isZero();
      assertThat(run(rebuild, List.of("--accept-everything"))).isEqualTo(2);

      assertThat(initialize(service)).as("the user is there again").isEqualTo(400);
      service.awaitReady();
    }
  }

  private int run(RebuildRun rebuild, List<String> options) throws IOException {
    return rebuild.execute(
        options,
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
