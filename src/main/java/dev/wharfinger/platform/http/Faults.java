package dev.wharfinger.platform.http;

import org.jboss.logging.Logger;

/** Logs unexpected failures: where they happened, but none of the values. */
final class Faults {

  private static final Logger LOG = Logger.getLogger(Faults.class);
  private static final int MAX_CAUSES = 8;

  private Faults() {}

  /** Logs one line and the stack trace; exception messages may quote a client's data. */
  static void log(String method, Throwable failure) {
    LOG.errorf(withoutTexts(failure, MAX_CAUSES), "A %s request failed unexpectedly", method);
  }

  private static Throwable withoutTexts(Throwable failure, int causes) {
    Throwable cause = failure.getCause();
    Throwable bare =
        new Throwable(
            failure.getClass().getName(),
            cause == null || causes == 0 ? null : withoutTexts(cause, causes - 1));
    bare.setStackTrace(failure.getStackTrace());
    return bare;
  }
}
