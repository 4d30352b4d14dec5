package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.vault.MasterKey;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether writes are accepted, and the transitions between the states. */
final class WriterStatus {

  /** The reason given to callers who should retry. */
  static final String NOT_NOW = "the journal is not available now";

  private static final Logger LOG = Logger.getLogger(Writer.class);

  @Bound(
      of = "time for which Kafka may say that the journal is shorter than it was",
      unit = "seconds",
      beyond = "an alarm: writes are refused until the records are back",
      test = "WriterStatusTest.raisesAnAlarmIfTheJournalStaysShorter")
  static final int SHORTER_SECONDS = 15;

  private final JournalMetrics metrics;
  private final LongSupplier nanos;
  private volatile WriterState state = new WriterState.Starting("the journal is not open yet");

  /** Since when Kafka has said that the journal is shorter than it was. */
  private @Nullable Long shorterSince;

  WriterStatus(JournalMetrics metrics) {
    this(metrics, System::nanoTime);
  }

  WriterStatus(JournalMetrics metrics, LongSupplier nanos) {
    this.metrics = metrics;
    this.nanos = nanos;
  }

  WriterState now() {
    return state;
  }

  /** Changes to running from the state in which a check began, unless that has changed. */
  void succeed(WriterState before, String news) {
    if (state == before) {
      state = new WriterState.Running();
      shorterSince = null;
      metrics.halted(false);
      if (!news.isEmpty()) {
        LOG.info(news);
      }
    }
  }

  /** Records a failure that was not caused by a command. */
  void fail(Throwable failure) {
    String reason = String.valueOf(failure.getMessage());
    if (Failures.mustHalt(failure)) {
      state = new WriterState.Halted(reason);
      metrics.halted(true);
      LOG.errorf(failure, "The writer has halted: %s", reason);
    } else if (failure instanceof Journal.UnsafeTopic
        || isWithoutAKey(failure)
        || (failure instanceof JournalDataLoss.Apparent && isShorterForLong())) {
      if (!(state instanceof WriterState.Unsafe)) {
        LOG.errorf("Writes are refused until this is repaired: %s", reason);
      }
      state = new WriterState.Unsafe(reason);
      metrics.halted(true);
    } else {
      interrupt(failure, failure instanceof RecordCodec.NewerRecord ? reason : NOT_NOW);
    }
  }

  /** At the start nothing may be read either, for the tables are not level. */
  private boolean isWithoutAKey(Throwable failure) {
    return (failure instanceof CatchUp.LacksKey || failure instanceof MasterKey.WrongMasterKey)
        && !(state instanceof WriterState.Starting);
  }

  private boolean isShorterForLong() {
    long now = nanos.getAsLong();
    long since = shorterSince == null ? now : shorterSince;
    shorterSince = since;
    return now - since >= TimeUnit.SECONDS.toNanos(SHORTER_SECONDS);
  }

  private void interrupt(Throwable failure, String reason) {
    switch (state) {
      case WriterState.Starting _ -> {
        state = new WriterState.Starting(String.valueOf(failure.getMessage()));
        LOG.warnf("The journal cannot be opened yet: %s", failure.toString());
      }
      case WriterState.Running _ -> {
        state = new WriterState.Interrupted(reason);
        LOG.warnf("Writes are refused for now: %s", failure.toString());
      }
      case WriterState.Interrupted _ -> state = new WriterState.Interrupted(reason);
      case WriterState.Unsafe _, WriterState.Halted _ -> {}
    }
  }
}
