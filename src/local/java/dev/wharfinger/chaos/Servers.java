package dev.wharfinger.chaos;

import dev.wharfinger.local.ServiceCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that a run breaks and mends: brokers, databases, and two instances. */
final class Servers implements AutoCloseable {
  static final int INSTANCES = 2;
  static final String PREFIX = "chaos";

  private final Path folder;
  private final String masterKey = drawKey();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final KafkaCluster kafka;
  private final PostgresPair postgres;
  private final List<Instance> instances = new ArrayList<>();

  /**
   * Starts all of them.
   *
   * @param mount whether disks can be mounted
   * @param clocks the library that sets clocks, if there is one
   */
  Servers(Path folder, boolean mount, Optional<Path> clocks) throws IOException, SQLException {
    this.folder = folder;
    try {
      this.kafka = new KafkaCluster(folder, INSTANCES, mount);
      open.push(kafka);
      this.postgres = new PostgresPair(folder, mount);
      open.push(postgres);
      for (int number = 0; number < INSTANCES; number++) {
        instances.add(instance(number, clocks));
        open.push(instances.getLast());
      }
      instances.forEach(it -> it.process().awaitReady());
    } catch (IOException | SQLException | RuntimeException failure) {
      close();
      throw failure;
    }
  }

  KafkaCluster kafka() {
    return kafka;
  }

  PostgresPair postgres() {
    return postgres;
  }

  Instance instance(int number) {
    return instances.get(number);
  }

  String masterKey() {
    return masterKey;
  }

  /** Where clients find the instances. */
  List<String> bases() {
    return instances.stream().map(it -> it.process().baseUrl()).toList();
  }

  /** Whether every replica of the journal is in sync. */
  boolean isInSync() {
    return kafka.inSync(PREFIX + ".journal") == KafkaCluster.BROKERS;
  }

  /** Makes the read models anew, by the operator's command. */
  Rebuilding rebuild() throws IOException {
    Map<String, String> settings = new HashMap<>(environment(kafka.bootstrapServers()));
    String address = "postgresql://127.0.0.1:" + postgres.port() + "/wharfinger";
    settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", address);
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + address);
    Path out = Files.createTempFile(folder, "rebuild-", ".txt");
    Path log = folder.resolve("rebuild.log");
    int exit =
        new ServiceCommand(settings)
            .execute(
                List.of("rebuild"),
                ProcessBuilder.Redirect.to(out.toFile()),
                ProcessBuilder.Redirect.appendTo(log.toFile()));
    List<String> lines = new ArrayList<>(Files.readAllLines(out));
    if (exit != 0) {
      lines.addAll(Files.readAllLines(log).reversed().stream().limit(1).toList());
    }
    return Rebuilding.of(exit, lines);
  }

  /** Ends the instances in order, so that nothing is written any more. */
  void stopInstances() {
    instances.forEach(it -> it.process().stop());
  }

  private Instance instance(int number, Optional<Path> clocks) throws IOException {
    Optional<FakeClock> clock =
        clocks.map(library -> new FakeClock(library, folder.resolve("clock-" + number)));
    if (clock.isPresent()) {
      clock.get().set(0);
    }
    return new Instance(
        folder.resolve("instance-" + number + ".log"),
        postgres.port(),
        clock,
        environment(kafka.bootstrapServers(number)));
  }

  private Map<String, String> environment(String brokers) {
    return Map.ofEntries(
        Map.entry("QUARKUS_DATASOURCE_USERNAME", "postgres"),
        Map.entry("QUARKUS_DATASOURCE_PASSWORD", "postgres"),
        Map.entry("KAFKA_BOOTSTRAP_SERVERS", brokers),
        Map.entry("WHARFINGER_MASTER_KEY", masterKey),
        Map.entry("WHARFINGER_TOPIC_PREFIX", PREFIX),
        Map.entry("WHARFINGER_JOURNAL_REPLICATION", Integer.toString(KafkaCluster.BROKERS)),
        Map.entry("WHARFINGER_JOURNAL_MIN_INSYNC", "2"),
        Map.entry("FEATURE_USER_INITIALIZE", "true"),
        Map.entry("FEATURE_MAILING", "false"),
        Map.entry("FEATURE_SUPERUSERS_FULL_ACCESS", "true"), // changes of quotas need it
        Map.entry("SUPER_USERS", "admin"),
        // a process lives for a minute or so: start fast, never mind the peak
        Map.entry("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1"));
  }

  private static String drawKey() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Ends all of them, in the opposite order; one that does not end leaves the others to end. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception failure) {
        System.err.println("not closed in order: " + failure);
      }
    }
  }
}
