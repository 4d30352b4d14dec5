package dev.wharfinger.platform.outbound;

/** There is no response: the address is not allowed, unreachable, or a limit was exceeded. */
public sealed class OutboundFailure extends RuntimeException {
  OutboundFailure(String reason) {
    super(reason, null, false, false);
  }

  /** Nothing was sent, because too many other requests are under way. */
  public static final class TooMany extends OutboundFailure {
    TooMany() {
      super("too many requests at a time");
    }
  }
}
