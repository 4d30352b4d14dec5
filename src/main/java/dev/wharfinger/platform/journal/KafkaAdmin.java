package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks Kafka about its topics. A client that gave no answer in time is replaced: what it knows of
 * the cluster may be outdated, and it may be waiting for a moment that is far away.
 */
public final class KafkaAdmin implements AutoCloseable {

  private final ClientThread<Admin> client;
  private final Duration ask;

  KafkaAdmin(ClientThread<Admin> client, Duration ask) {
    this.client = client;
    this.ask = ask;
  }

  /** Completes with the answer, or fails with Kafka's refusal or for want of an answer. */
  public <T> Uni<T> ask(Function<Admin, KafkaFuture<T>> question) {
    return client
        .send(admin ->
            question
                .apply(admin)
                .toCompletionStage()
                .handle(KafkaAdmin::answer)
                .toCompletableFuture())
        .flatMap(Function.identity());
  }

  /** A refusal is an answer, too: the client may be kept. */
  private static <T> Uni<T> answer(T answer, @Nullable Throwable failure) {
    if (failure == null) {
      return Uni.createFrom().item(answer);
    }
    Throwable reason = ClientThread.reason(failure);
    if (reason instanceof TimeoutException silence) {
      throw silence;
    }
    return Uni.createFrom().failure(reason);
  }

  @Override
  public void close() {
    client.close(ask);
  }
}
