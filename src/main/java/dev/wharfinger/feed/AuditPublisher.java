package dev.wharfinger.feed;

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
import org.apache.kafka.common.serialization.ByteArraySerializer;
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
    List<CompletableFuture<Void>> sent = new ArrayList<>(messages.size());
    for (AuditEvents.Message message : messages) {
      CompletableFuture<Void> acknowledged = new CompletableFuture<>();
      sent.add(acknowledged);
      try {
        var _ =
            open.send(
                KafkaMessageFactory.<String>createWriter(topic, message.key())
                    .writeBinary(message.event()),
                (_, failure) -> {
                  if (failure == null) {
                    acknowledged.complete(null);
                  } else {
                    open.close(Duration.ZERO);
                    acknowledged.completeExceptionally(failure);
                  }
                });
      } catch (RuntimeException e) {
        acknowledged.completeExceptionally(e);
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
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
            1,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            AuditTopic.MAX_RECORD_BYTES,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) ASK_TIMEOUT.toMillis(),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) SEND_TIMEOUT.toMillis(),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ASK_TIMEOUT.toMillis()),
        new StringSerializer(),
        new ByteArraySerializer());
  }
}
