package dev.wharfinger.platform.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Passes on one request of a connection at a time. Pipelined requests wait here until the previous
 * answer was sent, because the server would otherwise produce all the answers and buffer them.
 */
final class PipelineLimit {

  private final Queue<Object> waiting = new ArrayDeque<>();
  private long bytes;

  /** Whether the server has a request whose answer has not been sent. */
  private boolean answering;

  /** Whether that request is malformed, so that nothing after it can be parsed. */
  private boolean malformed;

  /** Whether a part of a request may go to the server now; otherwise it waits here. */
  boolean admits(Object message) {
    if (waiting.isEmpty() && !(message instanceof HttpRequest && answering)) {
      begin(message);
      return true;
    }
    waiting.add(message);
    bytes += bytesOf(message);
    return false;
  }

  /** Whether more is waiting than allowed. */
  boolean areTooMany() {
    return bytes > ConnectionLimits.MAX_PIPELINED_BYTES;
  }

  /** An answer was sent; returns whether something was waiting for that. */
  boolean answered() {
    answering = false;
    return !waiting.isEmpty();
  }

  /** The next part that may go to the server; null for none. */
  @Nullable Object next() {
    Object message = waiting.peek();
    if (message == null || (message instanceof HttpRequest && answering)) {
      return null;
    }
    waiting.remove();
    bytes -= bytesOf(message);
    begin(message);
    return message;
  }

  private void begin(Object message) {
    if (message instanceof HttpRequest request) {
      answering = true;
      malformed = request.decoderResult().isFailure();
    }
  }

  /** Whether the current answer ends the connection, because its request is malformed. */
  boolean isLast() {
    return malformed;
  }

  void release() {
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
  }

  static long bytesOf(Object message) {
    return switch (message) {
      case ByteBufHolder holder -> holder.content().readableBytes();
      case ByteBuf buffer -> buffer.readableBytes();
      default -> 0;
    };
  }
}
