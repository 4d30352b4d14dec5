package dev.wharfinger.http;

/**
 * Carries a refusal out of the frame's own checks to the one mapper; it has no stack on purpose.
 */
public final class RefusedException extends RuntimeException {

  private final transient Refusal refusal;

  public RefusedException(Refusal refusal) {
    super("refused with status " + refusal.status(), null, false, false);
    this.refusal = refusal;
  }

  /** What to answer. */
  public Refusal refusal() {
    return refusal;
  }

  /** What was asked for is not there, as far as the caller may know. */
  public static RefusedException notFound() {
    return new RefusedException(Refusal.notFound());
  }
}
