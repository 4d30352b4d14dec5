package dev.wharfinger.feed;

import dev.wharfinger.journal.KafkaClients;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sends CloudEvents by the Kafka protocol binding, binary mode. When one fails none of those behind
 * it is sent: they would come before it. Whoever asked begins again.
 */
@Singleton
class AuditPublisher {

  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

  private final String bootstrapServers;

  /** Kafka's client may block, and a failed one is used by nobody else on this thread. */
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("audit-feed").factory());

  private @Nullable KafkaProducer<String, byte[]> producer;

  @Inject
  AuditPublisher(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  @PreDestroy
  void close() {
    thread.execute(this::abandon);
    thread.shutdown();
  }

  /** Completes when all in-sync replicas have everything. */
  Uni<Void> publish(String topic, List<AuditEvents.Message> messages) {
    return Uni.createFrom()
        .completionStage(() ->
            CompletableFuture.supplyAsync(() -> send(topic, messages), thread)
                .thenCompose(Supplier::get));
  }

  private Supplier<CompletableFuture<Void>> send(String topic, List<AuditEvents.Message> messages) {
    KafkaProducer<String, byte[]> open = producer == null ? connect() : producer;
    producer = open;
    List<CompletableFuture<Long>> sent = new ArrayList<>(messages.size());
    for (AuditEvents.Message message : messages) {
      CompletableFuture<Long> acknowledged =
          KafkaClients.send(
              open,
              KafkaMessageFactory.<String>createWriter(topic, message.key())
                  .writeBinary(message.event()));
      sent.add(
          acknowledged.whenComplete((_, failure) -> {
            if (failure != null) {
              open.close(Duration.ZERO);
            }
          }));
      if (acknowledged.isCompletedExceptionally()) {
        break;
      }
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    return () ->
        all.whenCompleteAsync(
            (_, failure) -> {
              if (failure != null) {
                abandon();
              }
            },
            thread);
  }

  private void abandon() {
    KafkaProducer<String, byte[]> left = producer;
    producer = null;
    if (left != null) {
      left.close(Duration.ZERO);
    }
  }

  private KafkaProducer<String, byte[]> connect() {
    return KafkaClients.producer(
        bootstrapServers,
        new StringSerializer(),
        ASK_TIMEOUT,
        SEND_TIMEOUT,
        Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1));
  }
}
