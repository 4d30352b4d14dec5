package dev.wharfinger.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * How the service talks to Kafka, said once: what is sent is acknowledged by all replicas and kept
 * in order, what is read is never committed to Kafka, and nobody waits for ever. Buffers are small:
 * there are several clients in one process.
 */
public final class KafkaClients {

  /** The largest record of any topic of ours. */
  public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  private static final long SEND_BUFFER_BYTES = 16L * 1024 * 1024;

  private KafkaClients() {}

  /** One who asks about topics. */
  public static Admin admin(String servers, Duration ask) {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            servers,
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) ask.toMillis(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) ask.toMillis()));
  }

  /** What a topic is made with that must keep all it is given, records of any size of ours. */
  public static Map<String, String> keptForEver(int minInsync) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        "-1",
        TopicConfig.RETENTION_BYTES_CONFIG,
        "-1",
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(minInsync),
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(MAX_RECORD_BYTES),
        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
        "false");
  }

  /**
   * One who sends.
   *
   * @param ask how long Kafka may take for one answer
   * @param patience after which an outcome counts as unknown
   * @param own settings that are not everybody's
   */
  public static <K> KafkaProducer<K, byte[]> producer(
      String servers, Serializer<K> keys, Duration ask, Duration patience, Map<String, ?> own) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                MAX_RECORD_BYTES,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                SEND_BUFFER_BYTES,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) ask.toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) patience.toMillis(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                ask.toMillis()));
    settings.putAll(own);
    return new KafkaProducer<>(settings, keys, new ByteArraySerializer());
  }

  /** Sends; the record's offset once it is acknowledged, or why it is not. */
  public static <K> CompletableFuture<Long> send(
      KafkaProducer<K, byte[]> producer, ProducerRecord<K, byte[]> record) {
    CompletableFuture<Long> acknowledged = new CompletableFuture<>();
    try {
      var _ =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.complete(metadata.offset());
                } else {
                  acknowledged.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(e);
    }
    return acknowledged;
  }

  /**
   * One who reads from wherever he is told.
   *
   * @param ask how long Kafka may take for one answer
   * @param most records in one poll
   * @param own settings that are not everybody's
   */
  public static KafkaConsumer<byte[], byte[]> consumer(
      String servers, Duration ask, int most, Map<String, ?> own) {
    Map<String, Object> settings =
        new HashMap<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                servers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                most,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ask.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) ask.toMillis()));
    settings.putAll(own);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
