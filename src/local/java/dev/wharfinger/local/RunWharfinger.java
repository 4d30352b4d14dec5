package dev.wharfinger.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What {@code ./run} executes: one command from a checkout to a service that answers. */
public final class RunWharfinger {
  private static final Duration WATCH_EVERY = Duration.ofMillis(300);
  private static final Set<String> CALLER_MAY_SET =
      Set.of("WHARFINGER_MASTER_KEY", "WHARFINGER_TOPIC_PREFIX");
  private static final Logger ROOT = Logger.getLogger("");

  private final Map<String, String> environment;
  private final PrintStream out;
  private @Nullable LocalStack stack;
  private @Nullable ServiceProcess service;
  private volatile boolean stopping;

  RunWharfinger(Map<String, String> environment, PrintStream out) {
    this.environment = environment;
    this.out = out;
  }

  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    ROOT.setLevel(Level.SEVERE); // what the servers have to say is in their logs
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  /**
   * The exit code: 0 after help, that of the subcommand after one, 1 for a start that failed or a
   * server that died, 2 for a call not understood.
   */
  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    return RunOptions.of(environment, out, err).execute(arguments.toArray(String[]::new));
  }

  void start(boolean fresh, boolean external) throws IOException {
    if (external) {
      ExternalStack.check(environment);
    }
    int port = port("PORT", ServiceDefaults.port(environment));
    Optional<Integer> management =
        ServiceDefaults.managementPort(environment).map(text -> port("MANAGEMENT_PORT", text));
    Map<String, String> settings = new HashMap<>(ServiceDefaults.missingFrom(environment));
    management.ifPresent(it -> settings.put(ServiceProcess.MANAGEMENT_PORT, Integer.toString(it)));
    requirePackagedService();
    try (DataFolder data = DataFolder.open(folder(environment), out::println);
        Guardian _ = Guardian.of(data.path())) {
      requireFree("PORT", environment.getOrDefault("QUARKUS_HTTP_HOST", "127.0.0.1"), port);
      management.ifPresent(it ->
          requireFree(
              "MANAGEMENT_PORT",
              environment.getOrDefault("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
              it));
      Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop-all"));
      if (fresh) {
        data.empty();
      }
      serve(external, data, port, settings);
    }
  }

  static Path folder(Map<String, String> environment) {
    return Path.of(environment.getOrDefault("WHARFINGER_DATA", ".wharfinger"));
  }

  private void serve(boolean external, DataFolder data, int port, Map<String, String> settings)
      throws IOException {
    try {
      if (!external) {
        out.println("Starting Postgres and Kafka; data and logs: " + data.path());
        Map<String, String> addresses = startStack(data.path());
        settings.putAll(addresses);
        ServiceCommand.write(data.path(), addresses);
        JournalTail.write(data.path(), settings);
        if (!environment.containsKey("WHARFINGER_MASTER_KEY")) {
          MasterKey.previous(data.path())
              .ifPresent(it -> settings.put(ServiceCommand.PREVIOUS_KEY, it));
        }
      }
      out.println("Starting the service; log: " + data.serviceLog());
      ServiceProcess running = startService(data, port, settings);
      running.awaitReady(reason -> out.println("The service is starting; it waits for " + reason));
      out.println(Greeting.of(running.baseUrl(), running.managementUrl()));
      watch();
    } catch (IllegalStateException failure) {
      if (!isStopping()) { // else Ctrl-C came during the start, and this is its consequence
        throw failure;
      }
    } finally {
      stop();
    }
  }

  private synchronized Map<String, String> startStack(Path folder) {
    requireNotStopping();
    LocalStack started = LocalStack.start(folder);
    stack = started;
    Map<String, String> addresses = new HashMap<>(started.addresses().environment());
    addresses
        .keySet()
        .removeIf(name -> CALLER_MAY_SET.contains(name) && environment.containsKey(name));
    return addresses;
  }

  private synchronized ServiceProcess startService(
      DataFolder data, int port, Map<String, String> settings) throws IOException {
    requireNotStopping();
    ServiceProcess started = ServiceProcess.launch(data.serviceLog(), port, settings);
    service = started;
    data.servicePid().write(started.handle());
    return started;
  }

  /** Returns when the stop was asked for; fails when one of the three died. */
  private void watch() {
    Optional<String> dead = firstDead();
    while (dead.isEmpty() && !isStopping()) {
      LockSupport.parkNanos(WATCH_EVERY.toNanos());
      dead = firstDead();
    }
    if (dead.isPresent() && !isStopping()) {
      throw new RunFailure(dead.get() + "; the others are stopped");
    }
  }

  private synchronized Optional<String> firstDead() {
    if (service != null && !service.isAlive()) {
      return Optional.of("the service died; its log: " + service.log());
    }
    if (stack != null && !stack.kafka().isAlive()) {
      return Optional.of("Kafka died; its log: " + stack.kafka().log());
    }
    if (stack != null && !stack.postgres().isAlive()) {
      return Optional.of("Postgres died; its log: " + stack.postgres().log());
    }
    return Optional.empty();
  }

  private void stop() {
    stopping = true;
    stopAll();
  }

  /** The service first: it must be able to finish what it has accepted. */
  private synchronized void stopAll() {
    if (service != null) {
      service.stop();
    }
    if (stack != null) {
      stack.stop();
    }
  }

  private boolean isStopping() {
    return stopping;
  }

  private void requireNotStopping() {
    if (stopping) {
      throw new IllegalStateException("stopping");
    }
  }

  private static int port(String key, String text) {
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port < 65_536) {
        return port;
      }
    } catch (NumberFormatException _) {
      // the same line as for a number out of range
    }
    throw new RunFailure(key + " must be a number from 1 to 65535, not '" + text + "'");
  }

  private static void requireFree(String key, String host, int port) {
    if (!Ports.isFree(host, port)) {
      throw new RunFailure(
          "port "
              + port
              + " is in use; choose another one: "
              + key
              + "="
              + (port % 65_535 + 1)
              + " ./run");
    }
  }

  static void requirePackagedService() {
    if (Files.notExists(ServiceProcess.jar())) {
      throw new RunFailure(
          "the service is not built (" + ServiceProcess.jar() + "); ./mvnw package does it");
    }
  }
}
