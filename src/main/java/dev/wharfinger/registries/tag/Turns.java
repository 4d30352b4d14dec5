package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.security.OffLoop;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets so much work run at a time; the rest waits in order, and is refused if it waits too long.
 */
final class Turns {

  private final Duration patience;
  private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
  private int free;

  /**
   * All are free.
   *
   * @param patience after which whoever waits is told that the service is too busy
   */
  Turns(int most, Duration patience) {
    this.free = most;
    this.patience = patience;
  }

  /** Does the work when it is its turn; 503 if it does not come in time. */
  <T> Uni<T> take(Uni<T> work) {
    return Uni.createFrom()
        .deferred(() -> {
          CompletableFuture<Void> turn = next();
          return OffLoop.shared(Uni.createFrom().completionStage(turn::copy))
              .onFailure(TimeoutException.class)
              .transform(_ -> new ApiException(ApiError.TOO_BUSY))
              .flatMap(_ -> work)
              .onTermination()
              .invoke(() -> end(turn));
        });
  }

  private synchronized CompletableFuture<Void> next() {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    if (free > 0) {
      free--;
      turn.complete(null);
      return turn;
    }
    waiting.add(turn);
    return turn.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Who waited in vain had no turn that another could get. */
  private void end(CompletableFuture<Void> turn) {
    CompletableFuture<Void> next;
    synchronized (this) {
      if (waiting.remove(turn)) {
        return;
      }
      next = waiting.poll();
      if (next == null) {
        free++;
      }
    }
    if (next != null) {
      next.complete(null); // or it has just given up, and will end as if it had begun
    }
  }
}
