package dev.wharfinger.platform.http;

/**
 * Carries a refusal out of the frame's own checks to the one mapper; it has no stack on purpose.
 */
public final class ApiException extends RuntimeException {

  private final transient ApiError refusal;

  public ApiException(ApiError refusal) {
    super("refused with status " + refusal.status(), null, false, false);
    this.refusal = refusal;
  }

  /** What to answer. */
  public ApiError refusal() {
    return refusal;
  }

  /** What was asked for is not there, as far as the caller may know. */
  public static ApiException notFound() {
    return new ApiException(ApiError.notFound());
  }
}
