package dev.wharfinger.local;

/** Ends {@code ./run} with one line that tells its user what to do. */
final class RunFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailure(String line) {
    super(line);
  }
}
