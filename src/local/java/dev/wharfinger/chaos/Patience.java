package dev.wharfinger.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits that end. */
final class Patience {
  private static final Duration POLL = Duration.ofMillis(50);

  private Patience() {}

  /** Whether the condition came to hold in time. */
  static boolean until(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
    return true;
  }

  /** Returns when the condition holds; a run cannot go on without. */
  static void require(String expected, Duration patience, BooleanSupplier condition) {
    if (!until(patience, condition)) {
      throw new IllegalStateException("waited in vain until " + expected);
    }
  }

  /** Lets a fault last. */
  static void last(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
