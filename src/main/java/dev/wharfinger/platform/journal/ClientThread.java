package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka client and the only thread that uses it, because clients may block (metadata, full
 * buffers) and consumers are not thread-safe. The client is created on first use and discarded
 * after a failure: what it still buffers is outdated, or must not be sent unexpectedly.
 *
 * <p>Kafka's clients wait by the wall clock: one whose clock is set back neither gives up nor tries
 * again until the clock is where it was. So the time that work may take is measured by a clock that
 * only goes forward, and a client that has seen a later time is discarded.
 *
 * @param <C> the client
 */
public final class ClientThread<C> {

  /** A clock that is adjusted by less makes nobody wait for long. */
  private static final long SET_BACK_MILLIS = 500;

  private final ExecutorService thread;
  private final Supplier<C> connect;
  private final BiConsumer<C, Duration> end;
  private final Duration patience;
  private final LongSupplier wallClock;
  private @Nullable C client;

  /** How far the wall clock was before the steady one at most since there is this client. */
  private long lead;

  /**
   * Starts the thread.
   *
   * @param patience after which work has failed, whatever the client says
   * @param end closes a client within a time limit
   */
  ClientThread(String name, Duration patience, Supplier<C> connect, BiConsumer<C, Duration> end) {
    this(name, patience, connect, end, System::currentTimeMillis);
  }

  ClientThread(
      String name,
      Duration patience,
      Supplier<C> connect,
      BiConsumer<C, Duration> end,
      LongSupplier wallClock) {
    this.patience = patience;
    this.wallClock = wallClock;
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
    this.connect = connect;
    this.end = end;
  }

  /** Work that may block, and may throw what Kafka's clients throw. */
  public interface Work<C, T> {
    T on(C client) throws ExecutionException, InterruptedException, TimeoutException;
  }

  /** Runs the work on the thread. */
  public <T> Uni<T> call(Work<C, T> work) {
    return send(client -> {
      CompletableFuture<T> done = new CompletableFuture<>();
      try {
        done.complete(work.on(client));
      } catch (ExecutionException e) {
        done.completeExceptionally(e.getCause() == null ? e : e.getCause());
      } catch (InterruptedException | TimeoutException | RuntimeException e) {
        done.completeExceptionally(e);
      }
      return done;
    });
  }

  /** Runs the work with a new client, which later work then uses. */
  public <T> Uni<T> callAnew(Work<C, T> work) {
    return Uni.createFrom()
        .completionStage(() -> CompletableFuture.runAsync(this::abandon, thread))
        .flatMap(_ -> call(work));
  }

  /** Starts the work on the thread; its completion is awaited elsewhere. */
  public <T> Uni<T> send(Function<C, CompletableFuture<T>> work) {
    return Uni.createFrom()
        .completionStage(() -> {
          CompletableFuture<T> outcome = new CompletableFuture<>();
          AtomicReference<@Nullable C> used = new AtomicReference<>();
          Future<?> begun = thread.submit(() -> begin(work, outcome, used));
          return outcome
              .whenComplete((_, failure) -> interrupt(begun, failure))
              .whenCompleteAsync(
                  (_, failure) -> {
                    // not the one that another work has already, which it would fail as well
                    if (failure != null && used.get() == client) {
                      abandon();
                    }
                  },
                  thread);
        });
  }

  private <T> void begin(
      Function<C, CompletableFuture<T>> work,
      CompletableFuture<T> outcome,
      AtomicReference<@Nullable C> used) {
    var _ = outcome.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS);
    try {
      C open = client();
      used.set(open);
      var _ =
          work.apply(open)
              .whenComplete((result, failure) -> {
                if (failure == null) {
                  outcome.complete(result);
                } else {
                  outcome.completeExceptionally(reason(failure));
                }
              });
    } catch (RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }

  /** Whoever waits in vain must leave the thread to others. */
  private static void interrupt(Future<?> begun, @Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      begun.cancel(true);
    }
  }

  /** What made a stage fail that this one followed. */
  static Throwable reason(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private C client() {
    long now = wallClock.getAsLong() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    if (now < lead - SET_BACK_MILLIS) {
      abandon();
    }
    C open = client;
    if (open == null) {
      open = connect.get();
      client = open;
      lead = now;
    }
    lead = Math.max(lead, now);
    return open;
  }

  private void abandon() {
    end(Duration.ZERO);
  }

  private void end(Duration patience) {
    C left = client;
    client = null;
    if (left != null) {
      end.accept(left, patience);
    }
  }

  /**
   * Stops the thread after the work already submitted, and closes the client within a time limit.
   */
  public void close(Duration patience) {
    thread.execute(() -> end(patience));
    thread.shutdown();
  }
}
