package dev.wharfinger.platform.security;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Runs slow computations off the event loops, and completes on the loop of the caller. */
public final class OffLoop {

  private OffLoop() {}

  /** Computes on a worker thread, unordered with other computations. */
  public static <T> Uni<T> compute(Vertx vertx, Callable<T> slow) {
    return Uni.createFrom()
        .completionStage(() -> vertx.executeBlocking(slow, false).toCompletionStage());
  }

  /**
   * A result that several callers await, delivered to each on the context it was requested from.
   */
  public static <T> Uni<T> shared(Uni<T> awaited) {
    Context caller = Vertx.currentContext();
    return caller == null ? awaited : awaited.emitOn(next -> caller.runOnContext(_ -> next.run()));
  }
}
