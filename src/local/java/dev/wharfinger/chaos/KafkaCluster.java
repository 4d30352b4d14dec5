package dev.wharfinger.chaos;

import dev.wharfinger.local.LocalKafka;
import dev.wharfinger.local.LocalKafkaProcess;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.Relay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;

/**
 * Three brokers, which are the controllers as well, each a process on a disk of its own. A broker
 * listens once for each instance, behind a relay that only this instance knows.
 */
final class KafkaCluster implements AutoCloseable {
  static final int BROKERS = 3;

  private static final String HOST = "127.0.0.1";
  private static final int ASK_MILLIS = 5_000;

  /** A broker that stands still longer than this leaves the in-sync replicas. */
  static final Duration LAG = Duration.ofSeconds(3);

  private final List<LocalKafkaProcess> brokers = new ArrayList<>();
  private final List<SmallDisk> disks = new ArrayList<>();
  private final List<List<Relay>> relays = new ArrayList<>();

  /**
   * Starts.
   *
   * @param instances that have a way of their own to the brokers
   */
  KafkaCluster(Path folder, int instances, boolean mount) throws IOException {
    List<Integer> ports = ports();
    List<Integer> controllers = ports();
    String voters =
        IntStream.range(0, BROKERS)
            .mapToObj(it -> it + 1 + "@" + HOST + ":" + controllers.get(it))
            .collect(Collectors.joining(","));
    String cluster = Uuid.randomUuid().toString();
    for (int instance = 0; instance < instances; instance++) {
      relays.add(new ArrayList<>());
    }
    for (int broker = 0; broker < BROKERS; broker++) {
      SmallDisk disk = SmallDisk.at(folder.resolve("kafka-" + (broker + 1)), mount);
      disks.add(disk);
      Map<String, String> own = new HashMap<>(settings());
      own.put(LocalKafka.CLUSTER, cluster);
      own.put("node.id", Integer.toString(broker + 1));
      own.put("controller.quorum.voters", voters);
      listeners(own, ports.get(broker), controllers.get(broker));
      brokers.add(
          LocalKafkaProcess.launch(
              disk.folder(), ports.get(broker), controllers.get(broker), Map.copyOf(own)));
    }
    brokers.forEach(LocalKafkaProcess::awaitReady);
  }

  /** The addresses for one instance. */
  String bootstrapServers(int instance) {
    return relays.get(instance).stream()
        .map(relay -> HOST + ":" + relay.port())
        .collect(Collectors.joining(","));
  }

  /** The addresses without a relay. */
  String bootstrapServers() {
    return brokers.stream()
        .map(LocalKafkaProcess::bootstrapServers)
        .collect(Collectors.joining(","));
  }

  LocalKafkaProcess broker(int number) {
    return brokers.get(number);
  }

  SmallDisk disk(int number) {
    return disks.get(number);
  }

  ProcessHandle process(int number) {
    return brokers.get(number).handle().orElseThrow();
  }

  /** What one instance sends to any broker, and what it would hear, is swallowed. */
  void fallSilent(int instance) {
    relays.get(instance).forEach(Relay::fallSilent);
  }

  void speak(int instance) {
    relays.get(instance).forEach(Relay::speak);
  }

  /** Starts every broker that is not running. */
  void restartDead() {
    brokers.stream().filter(broker -> !broker.isAlive()).forEach(LocalKafkaProcess::restart);
  }

  /** How many replicas of a topic's first partition are in sync; none if nobody says. */
  int inSync(String topic) {
    Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "request.timeout.ms",
                ASK_MILLIS / 2,
                "default.api.timeout.ms",
                ASK_MILLIS));
    try {
      List<Node> replicas =
          admin
              .describeTopics(Set.of(topic))
              .allTopicNames()
              .get(ASK_MILLIS, TimeUnit.MILLISECONDS)
              .values()
              .iterator()
              .next()
              .partitions()
              .getFirst()
              .isr();
      return replicas.size();
    } catch (ExecutionException | TimeoutException _) {
      return 0;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return 0;
    } finally {
      admin.close(Duration.ZERO); // else it may wait for minutes
    }
  }

  @Override
  public void close() throws IOException {
    relays.forEach(all -> all.forEach(Relay::close));
    brokers.forEach(LocalKafkaProcess::kill); // the data is thrown away
    for (SmallDisk disk : disks) {
      disk.close();
    }
  }

  private static List<Integer> ports() {
    return IntStream.range(0, BROKERS).mapToObj(_ -> Ports.free()).toList();
  }

  private static Map<String, String> settings() {
    return Map.of(
        "min.insync.replicas", "2",
        "offsets.topic.replication.factor", "3",
        "transaction.state.log.replication.factor", "3",
        "transaction.state.log.min.isr", "2",
        "share.coordinator.state.topic.replication.factor", "3",
        "share.coordinator.state.topic.min.isr", "2",
        "replica.lag.time.max.ms", Long.toString(LAG.toMillis()),
        "num.replica.fetchers", "1");
  }

  private void listeners(Map<String, String> own, int port, int controller) {
    StringBuilder listeners =
        new StringBuilder(
            "PLAINTEXT://%s:%d,CONTROLLER://%s:%d".formatted(HOST, port, HOST, controller));
    StringBuilder advertised = new StringBuilder("PLAINTEXT://%s:%d".formatted(HOST, port));
    StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    for (int instance = 0; instance < relays.size(); instance++) {
      int behind = Ports.free();
      Relay relay = new Relay(behind);
      relays.get(instance).add(relay);
      String name = ",INSTANCE" + instance;
      listeners.append(name).append("://%s:%d".formatted(HOST, behind));
      advertised.append(name).append("://%s:%d".formatted(HOST, relay.port()));
      protocols.append(name).append(":PLAINTEXT");
    }
    own.put("listeners", listeners.toString());
    own.put("advertised.listeners", advertised.toString());
    own.put("listener.security.protocol.map", protocols.toString());
  }
}
