package dev.wharfinger.platform.journal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Metrics of the journal for operators. */
public final class JournalMetrics {

  private static final Logger LOG = Logger.getLogger(JournalMetrics.class);

  private final Counter records;
  private final Counter voids;
  private final Counter recovered;
  private final DistributionSummary batches;
  private final AtomicLong lag;
  private final AtomicLong halted;
  private final AtomicLong foreign;

  public JournalMetrics(MeterRegistry registry) {
    records = counter(registry, "records", "Records that this instance appended to the journal.");
    voids = counter(registry, "void", "Records that this instance skipped, for any reason.");
    recovered =
        counter(registry, "recovered", "Projected records of others or from before a crash.");
    batches =
        DistributionSummary.builder("wharfinger.journal.batch.size")
            .description("Records per append.")
            .register(registry);
    lag = gauge(registry, "lag", "Records on the topic that have not been projected yet.");
    halted = gauge(registry, "halted", "1 if writes are stopped until an operator intervenes.");
    foreign =
        gauge(
            registry,
            "foreign",
            "Records on the topic without a valid MAC, written or altered by someone else.");
  }

  void appended(int count) {
    records.increment(count);
    batches.record(count);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder("wharfinger.journal." + name)
        .description(description)
        .register(registry);
  }

  private static AtomicLong gauge(MeterRegistry registry, String name, String description) {
    AtomicLong value = new AtomicLong();
    Gauge _ =
        Gauge.builder("wharfinger.journal." + name, value, AtomicLong::get)
            .description(description)
            .register(registry);
    return value;
  }

  /**
   * Reports what a reader skipped; its bytes are not logged, because anyone may have written them.
   */
  void skipped(ValidRecords valid) {
    voids.increment(valid.late() + valid.foreign().records());
    if (valid.late() > 0) {
      LOG.warnf(
          "Skipped %d void records of the journal before offset %d", valid.late(), valid.next());
    }
    if (valid.foreign().records() > 0) {
      LOG.errorf(
          "Skipped %d records without a valid MAC on the journal's topic, the last at offset %d:"
              + " someone else writes to the topic or has altered it",
          valid.foreign().records(), valid.foreign().lastOffset());
    }
  }

  void foreign(ValidRecords.Foreign found) {
    foreign.set(found.records());
  }

  void caughtUp(int count) {
    recovered.increment(count);
  }

  void lag(long behind) {
    lag.set(behind);
  }

  void halted(boolean now) {
    halted.set(now ? 1 : 0);
  }
}
