package dev.wharfinger.platform.http;

/**
 * Carries a refusal from the frame's own checks to the mapper; it has no stack trace on purpose.
 */
public final class ApiException extends RuntimeException {

  private final transient ApiError refusal;

  public ApiException(ApiError refusal) {
    super("refused with status " + refusal.status(), null, false, false);
    this.refusal = refusal;
  }

  /** The refusal to answer with. */
  public ApiError refusal() {
    return refusal;
  }

  /** What was asked for is not there, as far as the caller may know. */
  public static ApiException notFound() {
    return new ApiException(ApiError.notFound());
  }
}
