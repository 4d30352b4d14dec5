package dev.wharfinger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@link LocalKafka} in a JVM of its own, so that a test can {@code kill -9} the broker and nothing
 * else.
 */
public final class LocalKafkaProcess implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final int controllerPort;
  private final List<String> settings;
  private @Nullable Process process;

  private LocalKafkaProcess(Path folder, int port, int controllerPort, List<String> settings) {
    this.folder = folder;
    this.port = port;
    this.controllerPort = controllerPort;
    this.settings = settings;
  }

  /**
   * Starts on an existing or an empty folder and waits until clients can connect; port 0 takes a
   * free one.
   */
  public static LocalKafkaProcess start(Path folder, int port) {
    LocalKafkaProcess kafka = launch(folder, port);
    kafka.awaitReady();
    return kafka;
  }

  /** Starts without waiting; {@link #awaitReady} does that. */
  public static LocalKafkaProcess launch(Path folder, int port) {
    return launch(folder, port == 0 ? Ports.free() : port, Ports.free(), Map.of());
  }

  /** Starts, without waiting, one of several brokers, with settings of the broker's own names. */
  public static LocalKafkaProcess launch(
      Path folder, int port, int controllerPort, Map<String, String> own) {
    LocalKafkaProcess kafka =
        new LocalKafkaProcess(
            folder.toAbsolutePath(),
            port,
            controllerPort,
            own.entrySet().stream().map(it -> it.getKey() + "=" + it.getValue()).toList());
    kafka.spawn();
    return kafka;
  }

  /** Starts again on the same folder and port, after {@link #kill} or {@link #stop}. */
  public void restart() {
    spawn();
    awaitReady();
  }

  /**
   * Returns when clients can connect; fails with the end of the log when the broker dies instead.
   */
  public void awaitReady() {
    boolean decided =
        Processes.until(START_PATIENCE, () -> !isAlive() || Files.exists(ready(folder)));
    if (!decided || !isAlive()) {
      stop();
      throw new IllegalStateException(
          "Kafka did not start on " + folder + ": " + Processes.lastLines(log(), 15));
    }
  }

  /** {@code kill -9}; what was acknowledged is in the page cache and survives. */
  public void kill() {
    if (process != null) {
      Processes.killTree(process.toHandle());
    }
  }

  /** Shuts down cleanly and waits for the end. */
  public void stop() {
    if (process != null && isAlive()) {
      Processes.stop(process.toHandle(), STOP_PATIENCE);
    }
  }

  @Override
  public void close() {
    stop();
  }

  public boolean isAlive() {
    return process != null && Processes.isAlive(process.toHandle());
  }

  /** The broker's process, if it was started. */
  public Optional<ProcessHandle> handle() {
    return Optional.ofNullable(process).map(Process::toHandle);
  }

  public String bootstrapServers() {
    return LocalKafka.HOST + ":" + port;
  }

  public int port() {
    return port;
  }

  public Path folder() {
    return folder;
  }

  /** Where the broker writes what it has to say. */
  public Path log() {
    return folder.resolve("kafka.log");
  }

  /** Ends the broker of an owner that was killed. */
  static boolean endLeftover(Path folder) throws IOException {
    return pidFile(folder).endLeftover();
  }

  private static PidFile pidFile(Path folder) {
    return new PidFile(folder.resolve("kafka.pid"));
  }

  static Path ready(Path folder) {
    return folder.resolve("ready");
  }

  private void spawn() {
    try {
      Files.createDirectories(folder);
      var _ = endLeftover(folder);
      Files.deleteIfExists(ready(folder));
      List<String> command =
          new ArrayList<>(
              List.of(
                  Processes.java(),
                  "-Xmx256m",
                  "-XX:+UseSerialGC",
                  "-Duser.language=en",
                  "-XX:TieredStopAtLevel=1",
                  "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                  "--enable-native-access=ALL-UNNAMED",
                  "--sun-misc-unsafe-memory-access=allow",
                  "-cp",
                  Processes.classPath(),
                  LocalKafka.class.getName(),
                  folder.toString(),
                  Integer.toString(port),
                  Integer.toString(controllerPort)));
      command.addAll(settings);
      process =
          new ProcessBuilder(Processes.ownSession(command))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      pidFile(folder).write(process.toHandle());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
