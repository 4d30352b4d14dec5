package dev.wharfinger.registries.registrytoken;

/** A client gets no token, with the reason in the registry's error format. */
final class RegistryRefusal extends RuntimeException {

  /** The codes of the distribution project's API, each with its status. */
  enum Code {
    UNAUTHORIZED(401),
    DENIED(403),
    NAMESPACE_DISABLED("DENIED", 405),
    INVALID_REQUEST(400),
    UNSUPPORTED(400),
    NO_NAMESPACE("UNSUPPORTED", 405),
    TOOMANYREQUESTS(429),
    UNAVAILABLE(503);

    private final String word;
    private final int status;

    Code(int status) {
      this.word = name();
      this.status = status;
    }

    Code(String word, int status) {
      this.word = word;
      this.status = status;
    }

    /** The code on the wire. */
    String word() {
      return word;
    }

    int status() {
      return status;
    }
  }

  private final Code code;
  private final String text;
  private final long retryAfterSeconds;

  private RegistryRefusal(Code code, String text, long retryAfterSeconds) {
    super(text, null, false, false);
    this.code = code;
    this.text = text;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  RegistryRefusal(Code code, String text) {
    this(code, text, 0);
  }

  /** Another attempt may be made after this many seconds. */
  static RegistryRefusal later(Code code, String text, long seconds) {
    return new RegistryRefusal(code, text, seconds);
  }

  Code code() {
    return code;
  }

  String text() {
    return text;
  }

  /** 0 if waiting does not help. */
  long retryAfterSeconds() {
    return retryAfterSeconds;
  }
}
