package dev.wharfinger.app.cli;

/** Why a command cannot be carried out, in words for standard error; the exit code is 1. */
sealed class Failure extends RuntimeException {
  private static final long serialVersionUID = 1;

  Failure(String message) {
    super(message);
  }

  /** The service refused, with its own text. */
  static final class Refused extends Failure {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;

    /**
     * @param type the problem's {@code error_type}; empty if the answer has none
     */
    Refused(int status, String type, String message) {
      super(message);
      this.status = status;
      this.type = type;
    }

    int status() {
      return status;
    }

    /** Whether a session has to show its password again. Source: contract sessions 1.7. */
    boolean asksForPassword() {
      return status == 401 && type.equals("fresh_login_required");
    }
  }

  /** The service did not answer, or not in time. */
  static final class Unreachable extends Failure {
    private static final long serialVersionUID = 1;

    Unreachable(String message) {
      super(message);
    }
  }
}
