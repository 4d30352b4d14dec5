package dev.wharfinger.app.command;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.journal.MasterKeySwitch;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

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
      tick(deadline);
    }
  }

  /** Puts the configured master key into use, as soon as the tables are level with the journal. */
  MasterKeySwitch.Verdict level(Supplier<Uni<MasterKeySwitch.Verdict>> attempt) {
    long deadline = System.nanoTime() + Duration.ofSeconds(TIMEOUT_SECONDS).toNanos();
    MasterKeySwitch.Verdict verdict = attempt.get().subscribeAsCompletionStage().join();
    while (verdict == MasterKeySwitch.Verdict.BEHIND) {
      tick(deadline);
      verdict = attempt.get().subscribeAsCompletionStage().join();
    }
    return verdict;
  }

  private void tick(long deadline) {
    if (System.nanoTime() - deadline > 0) {
      throw new IllegalStateException("writes are refused: " + writer.state().reason());
    }
    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    writer.tick();
  }
}
