package dev.wharfinger.chaos;

import dev.wharfinger.chaos.Faults.Plan;
import dev.wharfinger.chaos.Finding.Rule;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Has one fault after the other happen, each kind once before any kind comes again; from the second
 * round on two or three at a time. Waits after each until every instance takes writes.
 */
final class Nemesis {
  private static final Duration RECOVERY = Duration.ofSeconds(90);
  private static final int FEWEST_AT_A_TIME = 2;
  private static final int MOST_AT_A_TIME = 3;
  private static final int REST_MILLIS = 500;

  private final Servers servers;
  private final Faults faults;
  private final History history;
  private final Random random;
  private final PrintStream out;
  private final List<Strike> strikes = new ArrayList<>();
  private final List<Finding> findings = Collections.synchronizedList(new ArrayList<>());

  Nemesis(Servers servers, History history, long seed, PrintStream out) {
    this.servers = servers;
    this.faults = new Faults(servers);
    this.history = history;
    this.random = new Random(seed);
    this.out = out;
  }

  /** Goes on until the time is over and every kind has happened. */
  void run(Set<Fault> kinds, Duration time) throws InterruptedException, ExecutionException {
    long end = history.now() + time.toMillis() * 1_000;
    List<Fault> deck = new ArrayList<>();
    boolean first = true;
    while (history.now() < end || first) {
      if (deck.isEmpty()) {
        deck.addAll(kinds);
        Collections.shuffle(deck, random);
      }
      strike(draw(deck, first ? 1 : random.nextInt(FEWEST_AT_A_TIME, MOST_AT_A_TIME + 1)));
      Patience.last(Duration.ofMillis(random.nextInt(REST_MILLIS)));
      first = first && !deck.isEmpty();
    }
  }

  /** Takes the next of the deck, and with it others that happen elsewhere. */
  private List<Plan> draw(List<Fault> deck, int most) {
    Map<Fault.Place, Fault> faults = new EnumMap<>(Fault.Place.class);
    for (Fault fault : deck) {
      if (faults.size() < most) {
        faults.putIfAbsent(fault.place(), fault);
      }
    }
    deck.removeAll(faults.values());
    return faults.values().stream().map(it -> Plan.draw(it, random)).toList();
  }

  List<Strike> strikes() {
    return strikes;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void strike(List<Plan> plans) throws InterruptedException, ExecutionException {
    long from = history.now();
    try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Plan plan : plans) {
        all.add(
            hands.submit(() -> {
              strike(plan, plans.size() == 1);
              return plan;
            }));
      }
      for (Future<?> one : all) {
        var _ = one.get();
      }
    }
    long until = history.now();
    boolean recovered =
        Patience.until(
            RECOVERY,
            () ->
                IntStream.range(0, Servers.INSTANCES)
                    .allMatch(it -> history.hasWrittenSince(it, until)));
    long now = history.now();
    for (Plan plan : plans) {
      Strike strike = new Strike(plan.fault(), plan.target(), from, until, now);
      strikes.add(strike);
      out.printf(
          "%7.1f s  %s: %s, %.1f s; writes through every instance %.1f s later%n",
          from / 1e6,
          plan.fault().label(),
          plan.target(),
          (until - from) / 1e6,
          (now - until) / 1e6);
      if (!recovered) {
        findings.add(new Finding(Rule.NOT_RECOVERED, strike.toString()));
      }
    }
  }

  private void strike(Plan plan, boolean alone) throws Exception {
    history.fault("begin", plan.fault(), plan.target());
    try {
      if (plan.fault() == Fault.REBUILT) {
        rebuild(alone);
      } else {
        faults.strike(plan);
      }
    } catch (IOException | SQLException | RuntimeException failure) {
      throw new IllegalStateException(
          "not mended: %s, %s: %s"
              .formatted(plan.fault().label(), plan.target(), failure.getMessage()),
          failure);
    }
    history.fault("end", plan.fault(), plan.target());
  }

  /** One that is hit by another fault may end without a result, but not with a wrong one. */
  private void rebuild(boolean alone) throws Exception {
    Rebuilding rebuilding = servers.rebuild();
    rebuilding.tables().stream()
        .filter(table -> !table.equal())
        .forEach(table -> findings.add(new Finding(Rule.REBUILT_DIFFERENTLY, table.name())));
    if (alone && !rebuilding.succeeded()) {
      findings.add(new Finding(Rule.NOT_RECOVERED, "a rebuild: " + rebuilding.last()));
    }
  }
}
