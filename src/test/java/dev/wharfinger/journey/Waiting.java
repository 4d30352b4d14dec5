package dev.wharfinger.journey;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits with a deadline so generous that only a fault reaches it. */
public final class Waiting {
  private static final Duration TIMEOUT = Duration.ofSeconds(90);
  private static final int POLL = 50;

  private Waiting() {}

  /** Returns when the condition holds; fails when it never does. */
  public static void until(String expected, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain until " + expected);
      }
      millis(POLL);
    }
  }

  /** Lets others work for a while. */
  static void millis(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}
