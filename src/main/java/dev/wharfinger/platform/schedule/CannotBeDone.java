package dev.wharfinger.platform.schedule;

/** An item of a queue that no retry can help: it is parked at once. */
public final class CannotBeDone extends RuntimeException {

  private final String reason;

  /**
   * Creates it with a reason.
   *
   * @param reason must not contain data from a client
   */
  public CannotBeDone(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
