package dev.wharfinger.app.command;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits until writes are taken, for commands that write: nothing ticks in their process. */
@Singleton
class RunningWriter {

  @Bound(
      of = "wait of an operator's command for the journal",
      unit = "seconds",
      beyond = "the command fails",
      test = "OperatorCommandIT.aCommandFailsWhereTheJournalCannotBeReached")
  private static final int TIMEOUT_SECONDS = 30;

  private final Writer writer;

  @Inject
  RunningWriter(Writer writer) {
    this.writer = writer;
  }

  void await() {
    long deadline = System.nanoTime() + Duration.ofSeconds(TIMEOUT_SECONDS).toNanos();
    while (!(writer.state() instanceof WriterState.Running)) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("writes are refused: " + writer.state().reason());
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      writer.tick();
    }
  }
}
