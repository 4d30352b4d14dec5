package dev.wharfinger.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The packaged service in its own process, the way it runs in production: what tests see is what
 * ships.
 */
public final class ServiceProcess implements AutoCloseable {
  /** The options that the image has too; they keep the memory budget. */
  public static final String JVM_OPTIONS =
      "@" + Path.of("src/main/docker/jvm.options").toAbsolutePath();

  /** The key of the port that health, metrics and operators have; unset, a free one is taken. */
  public static final String MANAGEMENT_PORT = "QUARKUS_MANAGEMENT_PORT";

  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration START_PATIENCE = Duration.ofSeconds(90);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);
  private static final Duration TRAINING_PATIENCE = Duration.ofMinutes(3);
  private static final Set<String> THIS_MACHINE =
      Set.of("127.0.0.1", "0.0.0.0", "::", "::1", "localhost");

  private final Process process;
  private final Path log;
  private final String host;
  private final int port;
  private final String managementHost;
  private final int managementPort;

  private ServiceProcess(Process process, Path log, Map<String, String> environment) {
    this.process = process;
    this.log = log;
    this.host = environment.getOrDefault("QUARKUS_HTTP_HOST", LOOPBACK);
    this.port = Integer.parseInt(environment.getOrDefault("QUARKUS_HTTP_PORT", "8080"));
    this.managementHost = environment.getOrDefault("QUARKUS_MANAGEMENT_HOST", LOOPBACK);
    this.managementPort = Integer.parseInt(environment.getOrDefault(MANAGEMENT_PORT, "9000"));
  }

  /** Starts the service and waits until it is ready; port 0 takes a free one. */
  public static ServiceProcess start(
      Path log, int port, Map<String, String> environment, String... arguments) {
    ServiceProcess service = launch(log, port, environment, arguments);
    service.awaitReady();
    return service;
  }

  /**
   * Starts without waiting; {@link #awaitReady} does that. The environment is added to that of this
   * process.
   */
  public static ServiceProcess launch(
      Path log, int port, Map<String, String> environment, String... arguments) {
    return launch(jar(), cached(), log, port, environment, arguments);
  }

  /** Starts another build without waiting; it has no cache. */
  public static ServiceProcess launch(
      Path jar, Path log, int port, Map<String, String> environment) {
    return launch(jar, List.of(), log, port, environment);
  }

  /** The JVM option that reads the cache, if there is one. */
  static List<String> cached() {
    Path cache = cache();
    return Files.exists(cache) ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  /** Starts and waits, and has the JVM write its cache of classes and profiles when it ends. */
  public static ServiceProcess startTraining(Path log, Map<String, String> environment) {
    ServiceProcess service =
        launch(jar(), List.of("-XX:AOTCacheOutput=" + cache()), log, 0, environment);
    service.awaitReady();
    return service;
  }

  /** What a training run writes and every later start reads, beside the jar it belongs to. */
  public static Path cache() {
    return jar().resolveSibling("app.aot");
  }

  private static ServiceProcess launch(
      Path jar,
      List<String> flags,
      Path log,
      int port,
      Map<String, String> environment,
      String... arguments) {
    int chosen = port == 0 ? Ports.free() : port;
    List<String> command = new ArrayList<>(List.of(Processes.java()));
    command.add(JVM_OPTIONS);
    command.addAll(flags);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(Processes.ownSession(command));
    builder.environment().remove("WHARFINGER_DATA"); // a key of ./run, not of the service
    builder.environment().putIfAbsent("QUARKUS_HTTP_HOST", LOOPBACK);
    builder.environment().putIfAbsent("QUARKUS_MANAGEMENT_HOST", LOOPBACK);
    builder.environment().putIfAbsent("QUARKUS_SHUTDOWN_DELAY", "0S"); // there is no balancer
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2"); // as in the image
    builder.environment().putAll(environment);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(chosen));
    builder.environment().computeIfAbsent(MANAGEMENT_PORT, _ -> otherThan(chosen));
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      return new ServiceProcess(process, log, Map.copyOf(builder.environment()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The packaged service: system property {@code wharfinger.jar}, else where the build puts it. */
  public static Path jar() {
    return Path.of(System.getProperty("wharfinger.jar", "target/quarkus-app/quarkus-run.jar"))
        .toAbsolutePath();
  }

  /**
   * Returns when the readiness check is green; fails with the end of the log when the service dies
   * or is not ready in time.
   */
  public void awaitReady() {
    awaitReady(START_PATIENCE, _ -> {});
  }

  /**
   * Returns when the readiness check is green, however long a slow machine takes; fails with the
   * end of the log when the service dies.
   *
   * @param waiting is told every ten seconds what the service is waiting for
   */
  void awaitReady(Consumer<String> waiting) {
    awaitReady(Duration.ofDays(1), waiting);
  }

  private void awaitReady(Duration patience, Consumer<String> waiting) {
    try (ReadinessProbe probe = new ReadinessProbe(readyUrl(), waiting)) {
      boolean decided = Processes.until(patience, () -> !isAlive() || probe.isReady());
      if (!decided || !isAlive()) {
        String fate =
            isAlive()
                ? "was not ready in time"
                : "ended with exit code " + process.onExit().join().exitValue();
        kill();
        throw new IllegalStateException(
            "the service " + fate + ": " + Processes.lastLines(log, 20));
      }
    }
  }

  private URI readyUrl() {
    return URI.create(url(managementHost, LOOPBACK, managementPort) + "/q/health/ready");
  }

  /** {@code kill -9}. */
  public void kill() {
    Processes.killTree(process.toHandle());
  }

  /** {@code SIGTERM}, and waits for the end. */
  public void stop() {
    Processes.stop(process.toHandle(), STOP_PATIENCE);
  }

  /** {@code SIGTERM} to a training run, which takes a while to write the cache. */
  public void stopTraining() {
    Processes.stop(process.toHandle(), TRAINING_PATIENCE);
  }

  @Override
  public void close() {
    stop();
  }

  public boolean isAlive() {
    return Processes.isAlive(process.toHandle());
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** What a client on this machine uses, without a slash at the end. */
  public String baseUrl() {
    return url(host, "localhost", port);
  }

  /** Where health, metrics and operators are, without a slash at the end. */
  public String managementUrl() {
    return url(managementHost, "localhost", managementPort);
  }

  public int port() {
    return port;
  }

  /** Of health, metrics and operators. */
  public int managementPort() {
    return managementPort;
  }

  public Path log() {
    return log;
  }

  private static String url(String host, String thisMachine, int port) {
    return "http://" + (THIS_MACHINE.contains(host) ? thisMachine : host) + ":" + port;
  }

  private static String otherThan(int taken) {
    int free = Ports.free();
    return free == taken ? otherThan(taken) : Integer.toString(free);
  }
}
