package dev.wharfinger.records.feed;

import dev.wharfinger.platform.journal.ClientThread;
import dev.wharfinger.platform.journal.KafkaClients;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Sends CloudEvents by the Kafka protocol binding, binary mode. When one fails, those after it are
 * not sent, to keep the order; the caller starts again.
 */
@Singleton
class AuditPublisher {

  private final ClientThread<KafkaProducer<String, byte[]>> producer;

  @Inject
  AuditPublisher(KafkaClients kafka) {
    this.producer =
        kafka.producer(
            "audit-feed",
            new StringSerializer(),
            KafkaClients.TIMEOUT.dividedBy(2),
            KafkaClients.TIMEOUT,
            Map.of(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1));
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ZERO);
  }

  /** Completes when all in-sync replicas have everything. */
  Uni<Void> publish(String topic, List<AuditEvents.Message> messages) {
    return producer
        .send(open -> KafkaClients.sendInOrder(open, records(topic, messages)))
        .replaceWithVoid();
  }

  private static List<ProducerRecord<String, byte[]>> records(
      String topic, List<AuditEvents.Message> messages) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>(messages.size());
    for (AuditEvents.Message message : messages) {
      records.add(
          KafkaMessageFactory.<String>createWriter(topic, message.key())
              .writeBinary(message.event()));
    }
    return records;
  }
}
