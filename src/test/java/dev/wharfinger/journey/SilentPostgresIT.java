package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Relay;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Postgres, or something on the way to it, is there and does not answer. */
class SilentPostgresIT {

  @TempDir Path folder;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(LocalStack.shared(), where.database());
  private final URI direct =
      URI.create(
          Objects.requireNonNull(where.environment().get("QUARKUS_DATASOURCE_REACTIVE_URL")));
  private final Relay relay = new Relay(direct.getPort());
  private ServiceProcess service;
  private ApiClient client;

  @BeforeEach
  void start() {
    String address = direct.toString().replace(":" + direct.getPort(), ":" + relay.port());
    service =
        Instances.start(
            folder,
            where,
            Map.of(
                "QUARKUS_DATASOURCE_REACTIVE_URL",
                address,
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:" + address));
    client = ApiClient.ofFirstUser(service.baseUrl());
    assertThat(client.createOrganization("before", Optional.empty()).is(201)).isTrue();
  }

  @AfterEach
  void stop() {
    client.close();
    service.kill();
    relay.close();
  }

  @Test
  void nothingHangsBehindAProxyThatFellSilent() {
    relay.fallSilent();
    Reply write = client.createOrganization("meanwhile", Optional.empty());
    assertThat(write.is(503)).as("a write: %s", write).isTrue();
    Reply read = client.organization("before");
    assertThat(read.is(503)).as("a read: %s", read).isTrue();
    Waiting.until("health is red", () -> !journalIsUp());
    relay.speak();
    Waiting.until(
        "writes are taken again",
        () -> client.createOrganization("after", Optional.empty()).is(201));
    assertThat(client.organization("before").is(200)).isTrue();
    Waiting.until("health is green", this::journalIsUp);
  }

  @Test
  void aLockThatIsNotGivenIsNotWaitedForLong() throws Exception {
    try (Connection _ = tables.hold("LOCK TABLE wharfinger.team IN ACCESS EXCLUSIVE MODE")) {
      Reply read = client.organization("before");
      assertThat(read.is(503)).as("a read: %s", read).isTrue();
    }
    assertThat(client.organization("before").is(200)).isTrue();
  }

  @Test
  void aStatementThatTakesTooLongIsEnded() {
    tables.execute("ALTER TABLE wharfinger.team RENAME TO real_team");
    tables.execute(
        "CREATE VIEW wharfinger.team AS SELECT t.* FROM wharfinger.real_team t"
            + " WHERE pg_sleep(60) IS NOT NULL");
    Reply read = client.organization("before");
    assertThat(read.is(503)).as("a read: %s", read).isTrue();
  }

  private boolean journalIsUp() {
    for (JsonNode check :
        client.at(service.managementUrl()).get("/q/health/well").body().path("checks")) {
      if (check.path("name").asText().equals("journal")) {
        return check.path("status").asText().equals("UP");
      }
    }
    return false;
  }
}
