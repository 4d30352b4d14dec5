package dev.wharfinger.accounts.application;

/** Somebody guesses; his next try is taken later. */
final class TooManyTries extends RuntimeException {

  private final long seconds;

  TooManyTries(long seconds) {
    super("too many tries to sign in", null, false, false);
    this.seconds = seconds;
  }

  /** To wait at least; never 0. */
  long seconds() {
    return seconds;
  }
}
