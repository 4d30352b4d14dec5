package dev.wharfinger.accounts.application;

/** There were too many attempts; the next one is accepted later. */
final class TooManyTries extends RuntimeException {

  private final long seconds;

  TooManyTries(long seconds) {
    super("too many tries to sign in", null, false, false);
    this.seconds = seconds;
  }

  /** The minimum wait; never 0. */
  long seconds() {
    return seconds;
  }
}
