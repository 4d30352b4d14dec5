package dev.wharfinger.platform.security;

import dev.wharfinger.platform.config.Bound;
import java.time.Duration;
import java.util.stream.IntStream;

/**
 * How long no further attempt is accepted after failed ones. Source: contract sessions 1.8 and
 * common 16 for accounts; the limit for addresses is specific to this service, and more lenient
 * because many people may share one.
 */
enum SignInWindow {
  ACCOUNT {
    @Override
    double seconds(int failures) {
      return Math.min(LONGEST_OF_ACCOUNT, doubling(failures));
    }
  },
  ADDRESS {
    @Override
    double seconds(int failures) {
      return Math.min(LONGEST_OF_ADDRESS, doubling(failures - FREE_OF_ADDRESS));
    }
  };

  /** Otherwise anyone could lock an account for good. */
  @Bound(
      of = "delay after failed sign-ins for a name",
      unit = "seconds",
      beyond = "the delay stays at this value",
      test = "SignInWindowTest.doublesForAnAccount")
  static final int LONGEST_OF_ACCOUNT = 900;

  @Bound(
      of = "delay after failed sign-ins from an address",
      unit = "seconds",
      beyond = "the delay stays at this value",
      test = "SignInWindowTest.isGentlerForAnAddress")
  static final int LONGEST_OF_ADDRESS = 60;

  @Bound(
      of = "failed sign-ins from an address without a delay",
      unit = "attempts in 15 minutes",
      beyond = "429 with Retry-After",
      test = "SignInWindowTest.isGentlerForAnAddress")
  static final int FREE_OF_ADDRESS = 20;

  /** Beyond it every wait has its maximum length. */
  private static final int LARGEST_EXPONENT = 40;

  /** After this long without a failure, the failures of an address are forgotten. */
  static final Duration ADDRESS_MEMORY = Duration.ofMinutes(15);

  /** The wait in seconds after the last of this many failures. */
  abstract double seconds(int failures);

  /** The same as a table for SQL: first for one failure, last for all larger numbers. */
  Double[] table() {
    return IntStream.rangeClosed(1, LARGEST_EXPONENT)
        .mapToObj(this::seconds)
        .toArray(Double[]::new);
  }

  private static double doubling(int failures) {
    return failures <= 0 ? 0 : 0.5 * (Math.pow(2, Math.min(failures, LARGEST_EXPONENT)) - 1);
  }
}
