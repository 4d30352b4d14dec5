package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.metric.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Metrics of the journal for operators. */
public final class JournalMetrics {

  private static final Logger LOG = Logger.getLogger(JournalMetrics.class);

  private static final Metric RECORDS =
      Metric.counter(
          "wharfinger.journal.records",
          "records",
          "Records that this instance appended to the journal.");
  private static final Metric VOID =
      Metric.counter(
          "wharfinger.journal.void",
          "records",
          "Records that this instance skipped, for any reason.");
  private static final Metric RECOVERED =
      Metric.counter(
          "wharfinger.journal.recovered",
          "records",
          "Projected records of other instances or from before a crash.");
  private static final Metric BATCH_SIZE =
      Metric.summary("wharfinger.journal.batch.size", "records", "Records per append.");
  private static final Metric LAG =
      Metric.gauge(
          "wharfinger.journal.lag",
          "records",
          "Records on the topic that have not been projected yet.");
  private static final Metric HALTED =
      Metric.gauge(
          "wharfinger.journal.halted",
          "0 or 1",
          "1 if writes are stopped until an operator intervenes.");
  private static final Metric FOREIGN =
      Metric.gauge(
          "wharfinger.journal.foreign",
          "records",
          "Records on the topic without a valid MAC, written or altered by someone else.");

  private final Counter records;
  private final Counter voids;
  private final Counter recovered;
  private final DistributionSummary batches;
  private final AtomicLong lag = new AtomicLong();
  private final AtomicLong halted = new AtomicLong();
  private final AtomicLong foreign = new AtomicLong();

  public JournalMetrics(MeterRegistry registry) {
    records = RECORDS.count(registry);
    voids = VOID.count(registry);
    recovered = RECOVERED.count(registry);
    batches = BATCH_SIZE.record(registry);
    LAG.observe(registry, lag, AtomicLong::get);
    HALTED.observe(registry, halted, AtomicLong::get);
    FOREIGN.observe(registry, foreign, AtomicLong::get);
  }

  void appended(int count) {
    records.increment(count);
    batches.record(count);
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
