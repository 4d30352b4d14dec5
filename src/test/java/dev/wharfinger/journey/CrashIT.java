package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the service, of Kafka and of Postgres while clients write. Afterwards every
 * acknowledged write is there once, the journal's chain holds, and a database made from nothing but
 * the journal and the vault has the same rows.
 */
class CrashIT {
  private static final int SERVICE_KILLS = 10;
  private static final int KAFKA_KILLS = 3;
  private static final int POSTGRES_KILLS = 3;

  private static final int CLIENTS = 6;
  private static final int ORGANIZATIONS = 150;
  private static final int CHANGES = 8;

  /** Upper bounds of random waits, in milliseconds. */
  private static final int LIFE = 1_000;

  private static final int START = 4_000;
  private static final int OUTAGE = 1_500;

  /** Chosen anew every time; {@code -Djourney.seed} repeats one. */
  private static final long SEED = Long.getLong("journey.seed", System.nanoTime());

  /** Left behind when something was lost: it holds what the service said. */
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path folder;

  private static LocalStack stack;

  private final Random random = new Random(SEED);
  private StackAddresses.Isolated where;
  private ServiceProcess service;
  private ApiClient client;

  @BeforeAll
  static void startStack() {
    stack = LocalStack.start(folder);
  }

  @AfterAll
  static void stopStack() {
    stack.stop();
  }

  @BeforeEach
  void start() {
    where = stack.addresses().freshDatabase();
    service = Instances.launch(folder, Ports.free(), where);
    service.awaitReady();
    client = ApiClient.ofFirstUser(service.baseUrl());
  }

  @AfterEach
  void stop() {
    client.close();
    service.kill();
    if (!stack.kafka().isAlive()) { // the journey failed in the middle; the next one need not
      stack.kafka().restart();
    }
    if (!stack.postgres().isAlive()) {
      stack.postgres().restart();
    }
  }

  @Test
  void nothingIsLostWhenTheServiceIsKilled() throws Exception {
    try (Load load = startLoad()) {
      for (int kill = 0; kill < SERVICE_KILLS; kill++) {
        if (random.nextInt(3) > 0) {
          service.awaitReady();
          awaitProgress(load);
          Waiting.millis(random.nextInt(LIFE));
        } else { // while it starts, migrates, catches up
          Waiting.millis(random.nextInt(START));
        }
        service.kill();
        service = Instances.launch(folder, service.port(), where);
      }
      service.awaitReady();
      settle(load);
    }
  }

  @Test
  void nothingIsLostWhenKafkaIsKilled() throws Exception {
    try (Load load = startLoad()) {
      String shown = firstAcknowledged(load);
      for (int kill = 0; kill < KAFKA_KILLS; kill++) {
        Waiting.millis(random.nextInt(LIFE));
        stack.kafka().kill();
        Reply write = client.createOrganization("nowhere" + kill, Optional.empty());
        assertThat(write.is(503)).as("a write without Kafka: %s", write).isTrue();
        Reply read = client.organization(shown);
        assertThat(read.is(200)).as("a read without Kafka: %s", read).isTrue();
        Waiting.millis(random.nextInt(OUTAGE));
        stack.kafka().restart();
        awaitWrites("kafka-is-back" + kill);
      }
      assertThat(service.isAlive()).as("the service was never started again").isTrue();
      settle(load);
    }
  }

  @Test
  void nothingIsLostWhenPostgresIsKilled() throws Exception {
    try (Load load = startLoad()) {
      String shown = firstAcknowledged(load);
      for (int kill = 0; kill < POSTGRES_KILLS; kill++) {
        Waiting.millis(random.nextInt(LIFE));
        stack.postgres().kill();
        Reply read = client.organization(shown);
        assertThat(read.is(503)).as("a read without Postgres: %s", read).isTrue();
        Reply list = client.organizations();
        assertThat(list.is(503)).as("a list without Postgres: %s", list).isTrue();
        Waiting.millis(random.nextInt(OUTAGE));
        stack.postgres().restart();
        awaitWrites("postgres-is-back" + kill);
      }
      assertThat(service.isAlive()).as("the service was never started again").isTrue();
      settle(load);
    }
  }

  private Load startLoad() {
    System.out.println("journey.seed=" + SEED);
    return Load.start(List.of(client), CLIENTS, ORGANIZATIONS, CHANGES);
  }

  /** A name that can be read from now on. */
  private String firstAcknowledged(Load load) {
    awaitProgress(load);
    String name = Load.NAMES + "0-0";
    Waiting.until(name + " can be read", () -> client.organization(name).is(200));
    return name;
  }

  private static void awaitProgress(Load load) {
    int before = load.ledger().acknowledged();
    Waiting.until("writes are taken", () -> load.ledger().acknowledged() > before || load.isOver());
  }

  /** Writes are taken again without anybody's help. */
  private void awaitWrites(String name) {
    Waiting.until(
        "writes are taken again", () -> client.createOrganization(name, Optional.of(name)).is(201));
  }

  /** Lets the clients learn their last outcomes and holds everything against the promises. */
  private void settle(Load load) throws Exception {
    Ledger ledger = load.finish();
    Chain chain = Chain.read(stack.addresses().bootstrapServers(), where.topicPrefix());
    System.out.println(ledger + "; " + chain);
    Tables tables = new Tables(stack.addresses(), where.database());
    ledger.holds(chain, tables, client);
    service.stop();
    Map<String, String> before = tables.checksums();
    Tables anew = tables.copyOfVault();
    service = Instances.start(folder, anew.at(where));
    assertThat(anew.checksums()).as("rows made from zero").isEqualTo(before);
  }
}
