package dev.wharfinger.platform.security;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Keeps slow computations off the event loops, and answers where it was asked. */
public final class OffLoop {

  private OffLoop() {}

  /** Computes on a worker thread, in no order with other computations. */
  public static <T> Uni<T> compute(Vertx vertx, Callable<T> slow) {
    return Uni.createFrom()
        .completionStage(() -> vertx.executeBlocking(slow, false).toCompletionStage());
  }

  /** What several callers wait for, continued for each where he was when he asked. */
  public static <T> Uni<T> shared(Uni<T> awaited) {
    Context caller = Vertx.currentContext();
    return caller == null ? awaited : awaited.emitOn(next -> caller.runOnContext(_ -> next.run()));
  }
}
