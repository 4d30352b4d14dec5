package dev.wharfinger.platform.schedule;

import java.time.Duration;

/**
 * How long an item of a queue waits after each failure: twice the previous wait, up to a maximum.
 *
 * @param tries the number of failures after which it is parked
 */
public record Waits(Duration first, Duration longest, int tries) {

  private static final int MAX_DOUBLINGS = 20;

  /** The wait after this many failures, at least one. */
  public Duration after(int failures) {
    Duration grown = first.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return grown.compareTo(longest) < 0 ? grown : longest;
  }
}
