package dev.wharfinger.chaos;

import dev.wharfinger.chaos.Evidence.Totals;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One run: starts the servers, has clients write while faults happen, mends everything, collects
 * the evidence and has it checked.
 *
 * @param folder where logs and the history stay
 * @param wanted the kinds of fault, as far as this machine can make them
 */
record ChaosRun(Path folder, Duration time, long seed, Set<Fault> wanted, PrintStream out) {
  /** Held, because a logger that nobody holds forgets its level. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  /** What the feed may need for what is left at the end, on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * What came of it.
   *
   * @param kinds the faults that can be made on this machine
   */
  record Result(Set<Fault> kinds, List<Strike> strikes, FaultTable table, List<Finding> findings) {}

  Result run() throws Exception {
    KAFKA.setLevel(Level.OFF); // brokers that are away are the point
    Files.createDirectories(folder);
    Optional<String> noDisks = SmallDisk.refusal(folder);
    Optional<Path> clocks = FakeClock.installed();
    Set<Fault> kinds = EnumSet.copyOf(wanted);
    if (noDisks.isPresent()) {
      kinds.removeAll(Set.of(Fault.KAFKA_DISK_FULL, Fault.POSTGRES_DISK_FULL));
      out.println("left out: full disks, because nothing can be mounted: " + noDisks.get());
    }
    if (clocks.isEmpty()) {
      kinds.remove(Fault.CLOCK_SET);
      out.println("left out: clocks that are set, because there is no libfaketime");
    }
    Path file = folder.resolve("history.jsonl");
    out.println("history: " + file);
    try (Servers servers = new Servers(folder, noDisks.isEmpty(), clocks)) {
      Thread hook = new Thread(servers::close, "stop-servers");
      Runtime.getRuntime().addShutdownHook(hook);
      try (History history = new History(file)) {
        Result result = run(servers, history, kinds);
        Runtime.getRuntime().removeShutdownHook(hook);
        return result;
      }
    }
  }

  private Result run(Servers servers, History history, Set<Fault> kinds) throws Exception {
    Nemesis nemesis = new Nemesis(servers, history, seed, out);
    try (Clients clients = new Clients(new Api(servers.bases()), history)) {
      clients.start(seed);
      nemesis.run(kinds, time);
      clients.finish();
    }
    List<Operation> operations = history.operations();
    List<Finding> findings = new ArrayList<>(nemesis.findings());
    findings.addAll(Checker.check(evidence(servers, operations)));
    return new Result(
        kinds, nemesis.strikes(), new FaultTable(nemesis.strikes(), operations), findings);
  }

  /** Taken when the feed has come to its end and nothing writes any more. */
  private Evidence evidence(Servers servers, List<Operation> operations)
      throws IOException, SQLException {
    PostgresPair postgres = servers.postgres();
    boolean level =
        Patience.until(
            PATIENCE,
            () -> {
              try {
                return postgres.number("SELECT seq FROM vault.audit_position")
                    == postgres.number("SELECT seq FROM wharfinger.journal_head");
              } catch (SQLException _) {
                return false;
              }
            });
    if (!level) {
      out.println("the feed did not come to the end of the journal in time");
    }
    servers.stopInstances();
    Topics topics = new Topics(servers.kafka().bootstrapServers(), servers.masterKey());
    return new Evidence(
        operations,
        topics.journal(),
        topics.feed(),
        servers.rebuild().tables(),
        new Totals(
            postgres.number("SELECT seq FROM wharfinger.journal_head"),
            postgres.number("SELECT next_id FROM wharfinger.journal_head"),
            postgres.number("SELECT seq FROM vault.audit_position"),
            postgres.number("SELECT count(*) FROM wharfinger.usage_log WHERE kind = 'org_create'"),
            postgres.number("SELECT count(*) FROM wharfinger.command_outcome")));
  }
}
