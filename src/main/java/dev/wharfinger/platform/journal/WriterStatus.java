package dev.wharfinger.platform.journal;

import org.jboss.logging.Logger;

/** Whether writes are taken, and what leads from one state to another. */
final class WriterStatus {

  /** What those hear who must come back. */
  static final String NOT_NOW = "the journal is not available now";

  private static final Logger LOG = Logger.getLogger(Writer.class);

  private final JournalMetrics metrics;
  private volatile WriterState state = new WriterState.Starting("not opened yet");

  WriterStatus(JournalMetrics metrics) {
    this.metrics = metrics;
  }

  WriterState now() {
    return state;
  }

  /** Leads from the state that a look at the journal began in to running, unless that changed. */
  void succeed(WriterState before, String news) {
    if (state == before) {
      state = new WriterState.Running();
      metrics.halted(false);
      if (!news.isEmpty()) {
        LOG.info(news);
      }
    }
  }

  /** Takes a failure that no command is to blame for. */
  void fail(Throwable failure) {
    String reason = String.valueOf(failure.getMessage());
    if (Failures.mustHalt(failure)) {
      state = new WriterState.Halted(reason);
      metrics.halted(true);
      LOG.errorf(failure, "The writer halts: %s", reason);
    } else if (failure instanceof Journal.ForgetfulTopic) {
      if (!(state instanceof WriterState.Unsafe)) {
        LOG.errorf("No write is taken until the topic is repaired: %s", reason);
      }
      state = new WriterState.Unsafe(reason);
      metrics.halted(true);
    } else {
      interrupt(failure, failure instanceof RecordCodec.NewerRecord ? reason : NOT_NOW);
    }
  }

  private void interrupt(Throwable failure, String reason) {
    switch (state) {
      case WriterState.Starting _ -> {
        state = new WriterState.Starting(String.valueOf(failure.getMessage()));
        LOG.warnf("The journal cannot be opened yet: %s", failure.toString());
      }
      case WriterState.Running _ -> {
        state = new WriterState.Interrupted(reason);
        LOG.warnf("No write is taken for now: %s", failure.toString());
      }
      case WriterState.Interrupted _ -> state = new WriterState.Interrupted(reason);
      case WriterState.Unsafe _, WriterState.Halted _ -> {}
    }
  }
}
