package dev.wharfinger.platform.outbound;

/** There is no response: the address is not allowed, unreachable, or a limit was exceeded. */
public final class OutboundFailure extends RuntimeException {
  OutboundFailure(String reason) {
    super(reason, null, false, false);
  }
}
