package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The memory of commands that the writer has not yet answered, measured by request bodies. */
final class WaitingBytes {

  @Bound(
      of = "request bodies of the writes that wait for the journal or are being stored",
      unit = "bytes",
      beyond = "503 with Retry-After",
      test = "WriterIT.refusesWhatIsBeyondItsQueue")
  static final long MOST = 16L * 1024 * 1024;

  /** The minimum memory of a command. */
  private static final int COMMAND = 1024;

  private final AtomicLong taken = new AtomicLong();

  /** Counts a command; the returned action releases it and may be run twice. */
  Runnable take(Envelope envelope) {
    long bytes = COMMAND + envelope.bytes();
    AtomicBoolean counts = new AtomicBoolean(true);
    taken.addAndGet(bytes);
    return () -> {
      if (counts.getAndSet(false)) {
        taken.addAndGet(-bytes);
      }
    };
  }

  boolean areTooMany() {
    return taken.get() > MOST;
  }
}
