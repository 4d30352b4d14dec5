package dev.wharfinger.platform.http;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The received body of one request. Memory is taken from the budget before it is allocated, in
 * segments, so that neither an announced length nor many small chunks cost more than the bytes
 * received.
 */
final class Body {

  private static final byte[] NOTHING = {};
  private static final int SEGMENT = BodyBudget.SMALL;
  private static final int FIRST_SEGMENT = 1024;

  /** Announced size in bytes above which a body is moved to one array. */
  private static final int LONG = 1 << 20;

  private final BodyBudget budget;
  private final long announced;
  private final Runnable onAbort;

  /** What it may come to: what was announced, or else the most that is taken of it. */
  private long expected;

  private final long since;
  private final List<byte[]> segments = new ArrayList<>();
  private int filled;
  private long length;
  private volatile boolean released;

  /** The bytes it holds of the budget, which guards this field. */
  long taken;

  /**
   * A body of which nothing was received yet.
   *
   * @param announced its length as stated by the client, negative if unknown
   * @param onAbort called when the memory was needed by others
   */
  Body(BodyBudget budget, long announced, Runnable onAbort) {
    this.budget = budget;
    this.announced = announced;
    this.expected = announced;
    this.onAbort = onAbort;
    this.since = budget.arrives(this);
  }

  long length() {
    return length;
  }

  long since() {
    return since;
  }

  boolean isReleased() {
    return released;
  }

  void markReleased() {
    released = true;
  }

  void abort() {
    onAbort.run();
  }

  /** Says how much is taken of it; without an announced length that is what it may come to. */
  void bound(long most) {
    if (announced < 0) {
      expected = most;
    }
  }

  /** Stores a chunk; false when there is no memory for it, or when the body was evicted before. */
  boolean append(Buffer chunk) {
    if (released) {
      return false;
    }
    int read = 0;
    while (read < chunk.length()) {
      if (shouldPreallocate()) {
        joinSegments();
      }
      if (segments.isEmpty() || filled == segments.getLast().length) {
        int size = nextSegment();
        if (!budget.take(this, size)) {
          return false;
        }
        segments.add(new byte[size]);
        filled = 0;
      }
      byte[] last = segments.getLast();
      int count = Math.min(chunk.length() - read, last.length - filled);
      var _ = chunk.getBytes(read, read + count, last, filled);
      filled += count;
      read += count;
      length += count;
    }
    return true;
  }

  /** Whether so much came of a long body that its rest may have its place. */
  private boolean shouldPreallocate() {
    return expected > LONG && segments.size() > 1 && length >= expected / 4;
  }

  /** Goes on in one array of the expected length, if there is room: no copy in the end. */
  private void joinSegments() {
    long before = segments.stream().mapToLong(segment -> segment.length).sum();
    if (!budget.take(this, expected)) {
      return;
    }
    byte[] whole = joined((int) expected);
    segments.clear();
    segments.add(whole);
    filled = (int) length;
    budget.giveBack(this, before);
  }

  private byte[] joined(int size) {
    byte[] whole = new byte[size];
    int written = 0;
    for (byte[] segment : segments) {
      int count = (int) Math.min(segment.length, length - written);
      System.arraycopy(segment, 0, whole, written, count);
      written += count;
    }
    return whole;
  }

  private int nextSegment() {
    long left = announced - length;
    if (left > 0 && left < SEGMENT) {
      return (int) left;
    }
    return segments.isEmpty() && announced < 0 ? FIRST_SEGMENT : SEGMENT;
  }

  /** Marks the body as completely received. */
  void complete() {
    budget.hasArrived(this);
  }

  /** The whole body as one array, not to be modified; fails with 503 when there is no room. */
  byte[] bytes() {
    if (length == 0) {
      return NOTHING;
    }
    if (segments.size() == 1 && segments.getFirst().length == filled) {
      return segments.getFirst();
    }
    long before = segments.stream().mapToLong(segment -> segment.length).sum();
    charge(length);
    byte[] whole = joined((int) length);
    segments.clear();
    segments.add(whole);
    filled = whole.length;
    budget.giveBack(this, before);
    return whole;
  }

  /** All of it, without a copy where it lies in one array, which nobody may change. */
  ByteBuffer content() {
    return segments.size() == 1
        ? ByteBuffer.wrap(segments.getFirst(), 0, filled)
        : ByteBuffer.wrap(bytes());
  }

  /** Reserves memory for what is built from the body; fails with 503 when there is none. */
  void charge(long bytes) {
    if (!budget.take(this, bytes)) {
      throw new ApiException(ApiError.TOO_BUSY);
    }
  }

  /** Releases its memory. */
  void release() {
    budget.giveBack(this);
    segments.clear();
    filled = 0;
    length = 0;
  }
}
