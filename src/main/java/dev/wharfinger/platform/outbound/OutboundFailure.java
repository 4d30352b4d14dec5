package dev.wharfinger.platform.outbound;

/** There is no answer: the address is not allowed, nobody answers there, or not in bounds. */
public final class OutboundFailure extends RuntimeException {
  OutboundFailure(String reason) {
    super(reason, null, false, false);
  }
}
