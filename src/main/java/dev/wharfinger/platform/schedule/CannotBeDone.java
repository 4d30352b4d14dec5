package dev.wharfinger.platform.schedule;

/** An item of a queue that no repetition makes better: it is parked at once. */
public final class CannotBeDone extends RuntimeException {

  private final String reason;

  /**
   * Says why.
   *
   * @param reason without anything that somebody sent
   */
  public CannotBeDone(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
