package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Counts rejected reports, and logs them in summary, without their content. */
@Singleton
class Rejections {

  private static final Logger LOG = Logger.getLogger(Rejections.class);

  private static final Metric REJECTED =
      Metric.counter(
          "wharfinger.activity.rejected",
          "reports",
          "Reports that were rejected in whole or in part.",
          "reason");

  private final Map<Fault, Counter> counters = new EnumMap<>(Fault.class);

  @Inject
  Rejections(MeterRegistry meters) {
    for (Fault fault : Fault.values()) {
      counters.put(fault, REJECTED.count(meters, fault.word()));
    }
  }

  /** Counts faults over several reports. */
  static final class Tally {
    private final Map<Fault, Integer> counts = new EnumMap<>(Fault.class);

    void add(Fault fault) {
      counts.merge(fault, 1, Integer::sum);
    }

    void add(Reading reading) {
      switch (reading) {
        case Reading.Readable(_, var faults) -> faults.forEach(this::add);
        case Reading.Unreadable(Fault fault) -> add(fault);
      }
    }
  }

  /** Counts, and logs if there were any faults. */
  void count(Tally tally, int reports) {
    if (tally.counts.isEmpty()) {
      return;
    }
    tally.counts.forEach((fault, count) -> count(fault, count));
    LOG.warnf(
        "Some of %d reports were rejected in whole or in part: %s",
        reports,
        tally.counts.entrySet().stream()
            .map(each -> each.getKey().word() + " " + each.getValue())
            .collect(Collectors.joining(", ")));
  }

  private void count(Fault fault, int times) {
    Counter counter = counters.get(fault);
    if (counter != null) {
      counter.increment(times);
    }
  }
}
