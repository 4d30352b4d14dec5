package dev.wharfinger.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** What operators watch of the journal. */
public final class JournalMetrics {

  private static final Logger LOG = Logger.getLogger(JournalMetrics.class);

  private final Counter records;
  private final Counter voids;
  private final Counter recovered;
  private final DistributionSummary batches;
  private final AtomicLong lag;
  private final AtomicLong halted;

  public JournalMetrics(MeterRegistry registry) {
    records = registry.counter("wharfinger.journal.records");
    voids = registry.counter("wharfinger.journal.void");
    recovered = registry.counter("wharfinger.journal.recovered");
    batches = registry.summary("wharfinger.journal.batch.size");
    lag = registry.gauge("wharfinger.journal.lag", new AtomicLong());
    halted = registry.gauge("wharfinger.journal.halted", new AtomicLong());
  }

  void appended(int count) {
    records.increment(count);
    batches.record(count);
  }

  void voidRecord(long offset) {
    voids.increment();
    LOG.warnf("The journal has a void record at offset %d; it is skipped", offset);
  }

  void caughtUp(int count) {
    recovered.increment(count);
  }

  void lag(long behind) {
    lag.set(behind);
  }

  void halted() {
    halted.set(1);
  }
}
