package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** What the commands take that the writer has and has not answered, by the bodies they came by. */
final class WaitingBytes {

  @Bound(
      of = "writes that wait for the journal or are being stored, by the bodies that they came by",
      unit = "bytes",
      beyond = "503 with Retry-After",
      test = "WriterIT.refusesWhatIsBeyondItsQueue")
  static final long MOST = 16L * 1024 * 1024;

  /** What a command takes at least. */
  private static final int COMMAND = 1024;

  private final AtomicLong taken = new AtomicLong();

  /** Counts a command; what it gives back makes it count no more, and may be run twice. */
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
