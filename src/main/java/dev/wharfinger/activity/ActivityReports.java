package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.config.WharfingerSettings;
import dev.wharfinger.journal.ClientThread;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Puts reports on the topic, each on the partition of its repository. A producer may block, so it
 * has a thread of its own. What was sent twice takes effect once, so a failure is no loss.
 */
@Singleton
class ActivityReports {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final String topic;
  private final ClientThread<KafkaProducer<byte[], byte[]>> producer;

  @Inject
  ActivityReports(WharfingerSettings settings, KafkaClients kafka) {
    this.topic = ActivityTopic.nameOf(settings);
    this.producer =
        kafka.producer(
            "activity-send", new ByteArraySerializer(), PATIENCE.dividedBy(2), PATIENCE, Map.of());
  }

  /** Sends all of them, and is done when Kafka has all of them. */
  Uni<Void> send(List<JsonNode> events) {
    return producer
        .send(open -> sendNow(open, events))
        .replaceWithVoid()
        .onFailure()
        .transform(failure -> new JournalUnavailable("reports cannot be sent", failure));
  }

  private CompletableFuture<List<Long>> sendNow(
      KafkaProducer<byte[], byte[]> open, List<JsonNode> events) {
    List<CompletableFuture<Long>> sent = new ArrayList<>(events.size());
    for (JsonNode event : events) {
      sent.add(
          KafkaClients.send(
              open, new ProducerRecord<>(topic, key(event), bytes(event.toString()))));
    }
    return KafkaClients.all(sent);
  }

  private static byte[] key(JsonNode event) {
    return bytes(event.path("target").path("repository").asText(""));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @PreDestroy
  void end() {
    producer.close(PATIENCE);
  }
}
