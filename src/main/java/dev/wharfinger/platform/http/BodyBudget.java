package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.metric.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The memory that the bodies of all requests may use together, from their arrival until the
 * requests have been answered. The first {@link #SMALL} bytes of a body are always available as
 * long as there are no more than {@link ConnectionLimits#MAX_CONNECTIONS} connections; the rest is
 * shared by the large bodies, of which the slowest is evicted when memory runs out. Source:
 * contract common 16.
 */
@Singleton
final class BodyBudget {

  @Bound(
      of = "bodies of all requests in total, from arrival to response",
      unit = "n, for 1/n of the maximum heap",
      beyond = "503 with Retry-After; the slowest body is dropped first",
      test = "BodyBudgetTest.refusesWhatIsBeyond")
  static final int SHARE_OF_HEAP = 4;

  @Bound(
      of = "part of the body budget that is reserved for the first 16 KiB of each body",
      unit = "n, for 1/n of the budget",
      beyond = "503 with Retry-After for longer bodies",
      test = "BodyBudgetTest.keepsRoomForSmallBodies")
  static final int SHARE_OF_SMALL = 4;

  /** The first bytes of a body, which count as small. */
  static final int SMALL = 16 * 1024;

  /** A body younger than this is too new to be considered slow. */
  private static final long YOUNG_NANOS = 1_000_000_000L;

  private static final Metric BODIES =
      Metric.gauge(
          "wharfinger.http.bodies", "bytes", "Memory taken by the bodies of unanswered requests.");

  private final long capacity;
  private final long capacityOfLarge;
  private final LongSupplier nanos;
  private final Set<Body> arriving = new LinkedHashSet<>();
  private long taken;
  private long takenByLarge;

  @Inject
  BodyBudget(MeterRegistry registry) {
    this(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, System::nanoTime);
    BODIES.observe(registry, this, BodyBudget::taken);
  }

  BodyBudget(long capacity, LongSupplier nanos) {
    this.capacity = capacity;
    this.nanos = nanos;
    this.capacityOfLarge = capacity - capacity / SHARE_OF_SMALL;
  }

  synchronized long taken() {
    return taken;
  }

  /** Tracks a body from now on; returns the current time. */
  synchronized long arrives(Body body) {
    arriving.add(body);
    return nanos.getAsLong();
  }

  synchronized void hasArrived(Body body) {
    arriving.remove(body);
  }

  /** Reserves bytes for a body; false if there is no room, or if the body was evicted before. */
  boolean take(Body body, long bytes) {
    while (true) {
      Body slowest;
      synchronized (this) {
        if (body.isReleased()) {
          return false;
        }
        long large = large(body.taken + bytes) - large(body.taken);
        if (taken + bytes <= capacity && (large == 0 || takenByLarge + large <= capacityOfLarge)) {
          taken += bytes;
          takenByLarge += large;
          body.taken += bytes;
          return true;
        }
        slowest = slowestLarge();
        if (slowest == null || slowest == body) {
          return false;
        }
        giveBack(slowest);
      }
      slowest.abort();
    }
  }

  /** Returns some of the bytes reserved for a body. */
  synchronized void giveBack(Body body, long bytes) {
    long less = Math.min(bytes, body.taken);
    taken -= less;
    takenByLarge -= large(body.taken) - large(body.taken - less);
    body.taken -= less;
  }

  /** Returns all bytes of a body, which then gets no more. */
  synchronized void giveBack(Body body) {
    giveBack(body, body.taken);
    body.markReleased();
    arriving.remove(body);
  }

  private static long large(long bytes) {
    return Math.max(0, bytes - SMALL);
  }

  private @Nullable Body slowestLarge() {
    long now = nanos.getAsLong();
    Body slowest = null;
    double rate = Double.MAX_VALUE;
    for (Body body : arriving) {
      long age = now - body.since();
      if (body.taken > SMALL && age > YOUNG_NANOS && (double) body.taken / age < rate) {
        slowest = body;
        rate = (double) body.taken / age;
      }
    }
    return slowest;
  }
}
