package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka client and the only thread that uses it, because clients may block (metadata, full
 * buffers) and consumers are not thread-safe. The client is created on first use and discarded
 * after a failure: what it still buffers is outdated, or must not be sent unexpectedly.
 *
 * @param <C> the client
 */
public final class ClientThread<C> {

  private final ExecutorService thread;
  private final Supplier<C> connect;
  private final BiConsumer<C, Duration> end;
  private @Nullable C client;

  /**
   * Starts the thread.
   *
   * @param end closes a client within a time limit
   */
  public ClientThread(String name, Supplier<C> connect, BiConsumer<C, Duration> end) {
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
        .completionStage(() ->
            CompletableFuture.completedFuture(work)
                .thenComposeAsync(begun -> begun.apply(client()), thread)
                .whenCompleteAsync(
                    (_, failure) -> {
                      if (failure != null) {
                        abandon();
                      }
                    },
                    thread));
  }

  private C client() {
    C open = client == null ? connect.get() : client;
    client = open;
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
