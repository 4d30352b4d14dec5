package dev.wharfinger.security;

import java.time.Duration;

/**
 * How long no further try is taken after failed ones. Source: contract sessions 1.8 for accounts;
 * that for addresses is ours, and gentler because many people may share one.
 */
enum SignInWindow {
  ACCOUNT {
    @Override
    double seconds(int failures) {
      return doubling(failures);
    }
  },
  ADDRESS {
    @Override
    double seconds(int failures) {
      return Math.min(LONGEST_OF_ADDRESS, doubling(failures - FREE_OF_ADDRESS));
    }
  };

  private static final int FREE_OF_ADDRESS = 20;
  private static final double LONGEST_OF_ADDRESS = 60;

  /** Keeps the number finite; 17,000 years. */
  private static final int LARGEST_EXPONENT = 40;

  /** After this long without a failure those of an address are forgotten. */
  static final Duration ADDRESS_MEMORY = Duration.ofMinutes(15);

  /** Seconds from the last of so many failures. */
  abstract double seconds(int failures);

  private static double doubling(int failures) {
    return failures <= 0 ? 0 : 0.5 * (Math.pow(2, Math.min(failures, LARGEST_EXPONENT)) - 1);
  }
}
