package dev.wharfinger.chaos;

import dev.wharfinger.local.Ports;
import dev.wharfinger.local.Relay;
import dev.wharfinger.local.ServiceProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The packaged service, started again on the same ports, behind its own way to Postgres. */
final class Instance implements AutoCloseable {
  private final int port = Ports.free();
  private final Relay toPostgres;
  private final Optional<FakeClock> clock;
  private final Path log;
  private final Map<String, String> environment;
  private ServiceProcess process;

  /**
   * Starts, without waiting.
   *
   * @param postgres the port at which the primary is
   * @param environment without the address of Postgres
   */
  Instance(Path log, int postgres, Optional<FakeClock> clock, Map<String, String> environment) {
    this.log = log;
    this.clock = clock;
    this.toPostgres = new Relay(postgres);
    Map<String, String> settings = new HashMap<>(environment);
    String address = "postgresql://127.0.0.1:" + toPostgres.port() + "/wharfinger";
    settings.put("QUARKUS_DATASOURCE_REACTIVE_URL", address);
    settings.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + address);
    settings.put(ServiceProcess.MANAGEMENT_PORT, Integer.toString(Ports.free()));
    clock.ifPresent(it -> settings.putAll(it.environment()));
    this.environment = Map.copyOf(settings);
    this.process = ServiceProcess.launch(log, port, this.environment);
  }

  synchronized ServiceProcess process() {
    return process;
  }

  Relay toPostgres() {
    return toPostgres;
  }

  Optional<FakeClock> clock() {
    return clock;
  }

  /** Starts it again, without waiting. */
  synchronized void launch() {
    process = ServiceProcess.launch(log, port, environment);
  }

  @Override
  public void close() {
    process().kill();
    toPostgres.close();
  }
}
