package dev.wharfinger.chaos;

import dev.wharfinger.chaos.Operation.Type;
import java.util.List;
import java.util.stream.LongStream;

/** What clients noticed of each kind of fault. */
record FaultTable(List<Strike> strikes, List<Operation> history) {
  private static final String LINE = "%-42s %5s %7s %7s %8s %22s%n";

  @Override
  public String toString() {
    StringBuilder table =
        new StringBuilder(
            LINE.formatted("fault", "times", "ok", "failed", "unknown", "longest without write"));
    for (Fault fault : Fault.values()) {
      List<Strike> of = strikes.stream().filter(it -> it.fault() == fault).toList();
      if (!of.isEmpty()) {
        table.append(
            LINE.formatted(
                fault.label(),
                of.size(),
                during(of, Outcome.OK),
                during(of, Outcome.FAIL),
                during(of, Outcome.UNKNOWN),
                "%.1f s".formatted(of.stream().mapToLong(this::pause).max().orElse(0) / 1e6)));
      }
    }
    return table.toString();
  }

  private long during(List<Strike> of, Outcome outcome) {
    return history.stream()
        .filter(it -> it.outcome() == outcome)
        .filter(it -> of.stream().anyMatch(at -> it.to() >= at.from() && it.from() <= at.until()))
        .count();
  }

  /** The longest time between two acknowledged writes, until writes went on after the fault. */
  private long pause(Strike strike) {
    long[] times =
        LongStream.concat(
                LongStream.of(strike.from(), strike.recovered()),
                history.stream()
                    .filter(it -> it.is(Type.WRITE, Outcome.OK))
                    .mapToLong(Operation::to)
                    .filter(it -> it > strike.from() && it < strike.recovered()))
            .sorted()
            .toArray();
    long longest = 0;
    for (int at = 1; at < times.length; at++) {
      longest = Math.max(longest, times[at] - times[at - 1]);
    }
    return longest;
  }
}
