package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the service, of Kafka and of Postgres while clients write. Afterwards every
 * acknowledged write is there once, the journal's chain holds, and a database made from nothing but
 * the journal and the vault has the same rows.
 */
class CrashIT {
  private static final int SERVICE_KILLS = 20;
  private static final int KAFKA_KILLS = 5;
  private static final int POSTGRES_KILLS = 5;

  private static final int CLIENTS = 6;
  private static final int ORGANIZATIONS = 150;
  private static final int CHANGES = 8;

  /** Upper bounds of random waits, in milliseconds. */
  private static final int LIFE = 1_200;

  private static final int START = 4_000;
  private static final int OUTAGE = 1_500;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Chosen anew every time; {@code -Djourney.seed} repeats one. */
  private static final long SEED = Long.getLong("journey.seed", System.nanoTime());

  @TempDir static Path folder;
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
        if (random.nextBoolean()) {
          service.awaitReady();
          pause(random.nextInt(LIFE));
        } else { // while it starts, migrates, catches up
          pause(random.nextInt(START));
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
        pause(random.nextInt(LIFE));
        stack.kafka().kill();
        Reply write = client.createOrganization("nowhere" + kill, Optional.empty());
        assertThat(write.is(503)).as("a write without Kafka: %s", write).isTrue();
        Reply read = client.organization(shown);
        assertThat(read.is(200)).as("a read without Kafka: %s", read).isTrue();
        pause(random.nextInt(OUTAGE));
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
        pause(random.nextInt(LIFE));
        stack.postgres().kill();
        Reply read = client.organization(shown);
        assertThat(read).isInstanceOf(Reply.Answer.class);
        assertThat(read.is(503)).as("a read without Postgres: %s", read).isTrue();
        pause(random.nextInt(OUTAGE));
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

  private static String firstAcknowledged(Load load) {
    assertThat(until(() -> load.ledger().acknowledged() > 0)).isTrue();
    return "quay0-0";
  }

  /** Writes are taken again without anybody's help. */
  private void awaitWrites(String name) {
    assertThat(until(() -> client.createOrganization(name, Optional.of(name)).is(201)))
        .as("writes are taken again")
        .isTrue();
  }

  /** Lets the clients learn their last outcomes and holds everything against the promises. */
  private void settle(Load load) throws Exception {
    Ledger ledger = load.finish();
    Chain chain = Chain.read(stack.addresses().bootstrapServers(), where.topicPrefix());
    System.out.println(
        ledger + "; chain of " + chain.valid().size() + " records, " + chain.voids() + " void");
    Tables tables = new Tables(stack.addresses(), where.database());
    ledger.holds(chain, tables, client);
    service.stop();
    var before = tables.checksums();
    Tables anew = tables.copyOfVault();
    service =
        Instances.start(
            folder,
            new StackAddresses.Isolated(
                anew.database(),
                where.topicPrefix(),
                stack.addresses().environment(anew.database(), where.topicPrefix())));
    assertThat(anew.checksums()).as("rows made from zero").isEqualTo(before);
  }

  private static boolean until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pause(50);
    }
    return true;
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
