package dev.wharfinger.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A single-node Kafka (KRaft) inside this JVM; {@link LocalKafkaProcess} runs it in a JVM of its
 * own that can be killed.
 *
 * <p>Flush settings are Kafka's defaults: an acknowledged record is in the page cache, which
 * outlives a {@code kill -9} of the process but not a power cut. In production replication covers
 * that.
 */
public final class LocalKafka implements AutoCloseable {
  /** The key of the cluster's id among the settings, for brokers that form one. */
  public static final String CLUSTER = "cluster.id";

  static final String HOST = "127.0.0.1";
  private static final Logger ROOT = Logger.getLogger("");

  private final KafkaRaftServer server;
  private final int port;

  private LocalKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /** Starts on an existing or an empty folder; returns when clients can connect. */
  public static LocalKafka start(Path folder, int port, int controllerPort) {
    return start(folder, port, controllerPort, Map.of());
  }

  /** The same with settings of the broker's own names. */
  public static LocalKafka start(
      Path folder, int port, int controllerPort, Map<String, String> own) {
    try {
      Path log = Files.createDirectories(folder.toAbsolutePath()).resolve("log");
      Properties settings = settings(log, port, controllerPort);
      settings.putAll(own);
      if (Files.notExists(log.resolve("meta.properties"))) {
        format(folder, settings, own.getOrDefault(CLUSTER, Uuid.randomUuid().toString()));
      }
      settings.remove(CLUSTER);
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
      server.startup();
      return new LocalKafka(server, port);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  /** Shuts down cleanly: the next start needs no recovery. */
  public void stop() {
    server.shutdown();
    server.awaitShutdown();
  }

  @Override
  public void close() {
    stop();
  }

  /**
   * Runs a broker until it is told to stop or its parent dies, which closes standard input: a
   * broker without owner would hold its ports and its data. Arguments after the ports are settings,
   * {@code name=value}.
   */
  public static void main(String[] arguments) throws IOException {
    ROOT.setLevel(Level.WARNING);
    Path folder = Path.of(arguments[0]);
    Map<String, String> own = new HashMap<>();
    for (String setting : List.of(arguments).subList(3, arguments.length)) {
      String[] part = setting.split("=", 2);
      own.put(part[0], part[1]);
    }
    LocalKafka kafka =
        start(folder, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), own);
    Runtime.getRuntime().addShutdownHook(new Thread(kafka::stop, "stop-kafka"));
    Files.writeString(
        LocalKafkaProcess.ready(folder), Long.toString(ProcessHandle.current().pid()));
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  private static void format(Path folder, Properties settings, String cluster) throws IOException {
    Path file = folder.resolve("server.properties");
    try (var writer = Files.newBufferedWriter(file)) {
      settings.store(writer, "used once, to format the log folder");
    }
    String[] command = {"format", "--cluster-id", cluster, "--config", file.toString()};
    try (PrintStream silence =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      int exit = StorageTool.execute(command, silence);
      if (exit != 0) {
        throw new IllegalStateException(
            "Kafka could not format " + folder + " (exit code " + exit + ")");
      }
    }
  }

  private static Properties settings(Path log, int port, int controllerPort) {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "process.roles", "broker,controller",
            "node.id", "1",
            "controller.quorum.voters", "1@" + HOST + ":" + controllerPort,
            "controller.listener.names", "CONTROLLER",
            "listeners",
                "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort,
            "advertised.listeners", "PLAINTEXT://" + HOST + ":" + port,
            "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name", "PLAINTEXT",
            "log.dirs", log.toString()));
    settings.putAll(
        Map.of(
            "auto.create.topics.enable", "false",
            "min.insync.replicas", "1",
            "log.retention.ms", "-1",
            "log.retention.bytes", "-1"));
    settings.putAll(
        Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.min.isr", "1",
            "transaction.state.log.num.partitions", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.min.isr", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "group.initial.rebalance.delay.ms", "0"));
    settings.putAll(
        Map.of(
            "num.network.threads", "2",
            "num.io.threads", "2",
            "log.cleaner.dedupe.buffer.size", "4194304",
            "broker.session.timeout.ms",
                "3000", // after a kill the controller waits this long for the old session
            "broker.heartbeat.interval.ms", "500"));
    return settings;
  }
}
