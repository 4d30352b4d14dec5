package dev.wharfinger.chaos;

import dev.wharfinger.chaos.Fault.Place;
import dev.wharfinger.chaos.Faults.Plan;
import dev.wharfinger.chaos.Finding.Rule;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Has every kind of fault happen alone, then several at the same time, each kind of a place once
 * before any of them comes again. Waits after each strike until every instance takes writes.
 */
final class Nemesis {
  private static final Duration RECOVERY = Duration.ofSeconds(90);
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
    List<Fault> each = shuffled(kinds);
    for (Fault fault : each) {
      strike(List.of(fault));
    }
    Map<Place, Deque<Fault>> decks = new EnumMap<>(Place.class);
    while (history.now() < end) {
      strike(draw(kinds, decks));
    }
  }

  /** At most one of each place, so that none hides what another does. */
  private List<Fault> draw(Set<Fault> kinds, Map<Place, Deque<Fault>> decks) {
    List<Fault> drawn = new ArrayList<>();
    for (Place place : Place.values()) {
      if (random.nextDouble() < place.share()) {
        Deque<Fault> deck = decks.computeIfAbsent(place, _ -> new ArrayDeque<>());
        if (deck.isEmpty()) {
          deck.addAll(shuffled(kinds.stream().filter(it -> it.place() == place).toList()));
        }
        Optional.ofNullable(deck.poll()).ifPresent(drawn::add);
      }
    }
    return drawn;
  }

  private List<Fault> shuffled(Collection<Fault> kinds) {
    List<Fault> all = new ArrayList<>(kinds);
    Collections.shuffle(all, random);
    return all;
  }

  private void strike(List<Fault> faults) throws InterruptedException, ExecutionException {
    if (!faults.isEmpty()) {
      strikeAtOnce(faults.stream().map(it -> Plan.draw(it, random)).toList());
    }
    Patience.last(Duration.ofMillis(random.nextInt(REST_MILLIS)));
  }

  List<Strike> strikes() {
    return strikes;
  }

  List<Finding> findings() {
    return List.copyOf(findings);
  }

  private void strikeAtOnce(List<Plan> plans) throws InterruptedException, ExecutionException {
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
