package dev.wharfinger.platform.schedule;

import java.time.Duration;

/**
 * How long an item of a queue waits after each failure: twice as long as before, up to a longest.
 *
 * @param tries after so many failures it is parked
 */
public record Waits(Duration first, Duration longest, int tries) {

  private static final int MAX_DOUBLINGS = 20;

  /** The wait after so many failures, which are one or more. */
  public Duration after(int failures) {
    Duration grown = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return grown.compareTo(longest) < 0 ? grown : longest;
  }
}
