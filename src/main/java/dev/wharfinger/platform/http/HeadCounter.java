package dev.wharfinger.platform.http;

import io.netty.buffer.ByteBuf;

/** Counts the lines of a request's head as its bytes arrive, before the server has all of it. */
final class HeadCounter {

  private int lines;
  private int length;
  private boolean complete;
  private boolean begun;

  /** Reads bytes of the connection; false if the head has too many lines. */
  boolean take(ByteBuf bytes) {
    begun = true;
    if (!complete) {
      var _ = bytes.forEachByte(this::take);
    }
    return lines <= ConnectionLimits.MAX_HEAD_LINES;
  }

  private boolean take(byte next) {
    if (next == '\n') {
      complete = length == 0 && lines > 0;
      lines += length > 0 ? 1 : 0;
      length = 0;
    } else if (next != '\r') {
      length++;
    }
    return !complete;
  }

  boolean hasBegun() {
    return begun;
  }

  /** The counted request was parsed; what follows belongs to another one. */
  void end() {
    lines = 0;
    length = 0;
    complete = false;
    begun = false;
  }
}
