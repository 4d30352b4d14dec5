package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends to a topic in such a way that no record lies after one that failed. */
final class TopicAppender {

  /** How long an append may take before its outcome is considered unknown. */
  @Bound(
      of = "wait for Kafka to acknowledge a record of the journal or the keys",
      unit = "seconds",
      beyond = "the outcome is unknown: 503 with Retry-After",
      test = "OutageIT.waitsForNoKafkaForEver")
  private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(5);

  /** A group commit is sent at once. */
  private static final int BATCH_BYTES = 512 * 1024;

  private final TopicPartition partition;
  private final ClientThread<KafkaProducer<byte[], byte[]>> producer;

  /**
   * An appender on its own thread.
   *
   * @param name begins the thread's name
   */
  TopicAppender(KafkaClients kafka, String name, TopicPartition partition, Duration askTimeout) {
    this.partition = partition;
    this.producer =
        kafka.producer(
            name + "-append",
            new ByteArraySerializer(),
            askTimeout,
            APPEND_TIMEOUT,
            Map.of(
                ProducerConfig.BATCH_SIZE_CONFIG,
                BATCH_BYTES,
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1));
  }

  /** Connects early, so that the first append need not wait for it. */
  Uni<Void> connect() {
    return producer.call(open -> open.partitionsFor(partition.topic())).replaceWithVoid();
  }

  /** Completes with the offsets when all in-sync replicas have all records. */
  Uni<List<Long>> append(List<Next> records) {
    List<ProducerRecord<byte[], byte[]>> next =
        records.stream()
            .map(it ->
                new ProducerRecord<byte[], byte[]>(
                    partition.topic(), partition.partition(), it.key(), it.value()))
            .toList();
    return producer.send(open -> KafkaClients.sendInOrder(open, next));
  }

  /** A record to append; its key says which earlier records compaction may remove. */
  @SuppressWarnings("ArrayRecordComponent")
  record Next(byte @Nullable [] key, byte[] value) {}

  void close() {
    producer.close(APPEND_TIMEOUT);
  }
}
