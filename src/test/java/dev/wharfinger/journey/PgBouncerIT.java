package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.api.RegistryProcess;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With Debian's PgBouncer between the service and Postgres, as many databases are reached. */
class PgBouncerIT {

  @TempDir Path folder;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final int port = Ports.free();

  @Test
  void servesThroughSessions() throws Exception {
    try (Bouncer _ = new Bouncer("session")) {
      ServiceProcess service = Instances.start(folder, where, addresses());
      try (ApiClient client = ApiClient.ofFirstUser(service.baseUrl())) {
        assertThat(client.createOrganization("acme", Optional.empty()).is(201)).isTrue();
        assertThat(client.organization("acme").is(200)).isTrue();
        ApiClient management = client.at(service.managementUrl());
        Waiting.until("health is green", () -> management.health().is(200));
      } finally {
        service.kill();
      }
    }
  }

  @Test
  void refusesToStartWhereTransactionsShareSessions() throws Exception {
    try (Bouncer _ = new Bouncer("transaction")) {
      assertThatThrownBy(() -> Instances.start(folder, where, addresses()))
          .hasMessageContaining("a pooler in transaction mode");
    }
  }

  private Map<String, String> addresses() {
    String address = "postgresql://127.0.0.1:" + port + "/" + where.database();
    return Map.of(
        "QUARKUS_DATASOURCE_REACTIVE_URL",
        address,
        "QUARKUS_DATASOURCE_JDBC_URL",
        "jdbc:" + address);
  }

  private final class Bouncer implements AutoCloseable {
    private final Process process;

    Bouncer(String mode) throws IOException {
      URI postgres =
          URI.create(
              Objects.requireNonNull(where.environment().get("QUARKUS_DATASOURCE_REACTIVE_URL")));
      Path file = folder.resolve("pgbouncer.ini");
      Files.writeString(
          file,
          """
          [databases]
          %s = host=127.0.0.1 port=%d user=postgres password=postgres
          [pgbouncer]
          listen_addr = 127.0.0.1
          listen_port = %d
          unix_socket_dir =
          auth_type = any
          pool_mode = %s
          default_pool_size = 40
          """
              .formatted(where.database(), postgres.getPort(), port, mode));
      List<String> command = new ArrayList<>(List.of(RegistryProcess.command("pgbouncer")));
      if (System.getProperty("user.name").equals("root")) {
        command.addAll(List.of("-u", "nobody")); // it does not run as root
      }
      command.add(file.toString());
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("pgbouncer.log").toFile())
              .start();
      Waiting.until("PgBouncer listens", this::answers);
    }

    private boolean answers() {
      assertThat(process.isAlive()).as("PgBouncer lives").isTrue();
      try (Socket _ = new Socket("127.0.0.1", port)) {
        return true;
      } catch (IOException _) {
        return false;
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
