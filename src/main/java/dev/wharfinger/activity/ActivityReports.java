package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.config.WharfingerSettings;
import dev.wharfinger.journal.JournalUnavailable;
import dev.wharfinger.journal.KafkaClients;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Puts reports on the topic, each on the partition of its repository. A producer may block, so it
 * has a thread of its own. What was sent twice takes effect once, so a failure is no loss.
 */
@Singleton
class ActivityReports {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String topic;
  private final String servers;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("activity-send").factory());
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  @Inject
  ActivityReports(
      WharfingerSettings settings,
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
    this.topic = ActivityTopic.nameOf(settings);
    this.servers = servers;
  }

  /** Sends all of them, and is done when Kafka has all of them. */
  Uni<Void> send(List<JsonNode> events) {
    return Uni.createFrom()
        .completionStage(() -> {
          CompletableFuture<Void> done = new CompletableFuture<>();
          thread.execute(() -> sendNow(events, done));
          return done;
        })
        .onFailure()
        .transform(failure -> new JournalUnavailable("reports cannot be sent", failure));
  }

  private void sendNow(List<JsonNode> events, CompletableFuture<Void> done) {
    try {
      KafkaProducer<byte[], byte[]> open = producer == null ? connect() : producer;
      producer = open;
      List<CompletableFuture<Long>> sent = new ArrayList<>(events.size());
      for (JsonNode event : events) {
        sent.add(
            KafkaClients.send(
                open, new ProducerRecord<>(topic, key(event), bytes(event.toString()))));
      }
      var _ =
          CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
              .whenComplete((_, failure) -> {
                if (failure == null) {
                  done.complete(null);
                } else {
                  done.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private static byte[] key(JsonNode event) {
    return bytes(event.path("target").path("repository").asText(""));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private KafkaProducer<byte[], byte[]> connect() {
    return KafkaClients.producer(
        servers, new ByteArraySerializer(), PATIENCE.dividedBy(2), PATIENCE, Map.of());
  }

  @PreDestroy
  void end() {
    thread.execute(() -> {
      if (producer != null) {
        producer.close(PATIENCE);
      }
    });
    thread.shutdown();
  }
}
