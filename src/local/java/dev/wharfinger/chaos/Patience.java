package dev.wharfinger.chaos;

import dev.wharfinger.local.Processes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits that end. */
final class Patience {
  private Patience() {}

  /** Whether the condition came to hold in time. */
  static boolean until(Duration patience, BooleanSupplier condition) {
    return Processes.until(patience, condition);
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
