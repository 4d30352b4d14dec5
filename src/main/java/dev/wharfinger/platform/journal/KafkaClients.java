package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.CloseOptions;
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
 * The one place that configures Kafka clients: what is sent is acknowledged by all replicas and
 * kept in order, consumed offsets are never committed to Kafka, and no call waits for ever. Every
 * client takes the operator's {@code kafka.*} settings (TLS, SASL), except those that these
 * guarantees depend on. Buffers are small: there are several clients in one process.
 */
public final class KafkaClients {

  @Bound(
      of = "wait for Kafka, of reports, builds and the audit feed",
      unit = "seconds",
      beyond = "503 with Retry-After, or tried again later",
      test = "SilentKafkaTest.nothingWaitsForKafkaForEver")
  private static final int TIMEOUT_SECONDS = 5;

  /** How long anything but the journal, which has limits of its own, waits for Kafka. */
  public static final Duration TIMEOUT = Duration.ofSeconds(TIMEOUT_SECONDS);

  /** What a client may take beyond its own limits. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** What a consumer asks Kafka in one piece of work: the first offsets, the last ones, records. */
  private static final int MOST_ASKED = 3;

  /** The largest record of any of the service's topics. */
  public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  private static final long SEND_BUFFER_BYTES = 16L * 1024 * 1024;

  /**
   * Delays between connection attempts: a cluster that is down is not polled without pause, and one
   * that is back is found before a request to it has failed.
   */
  private static final Map<String, Object> RECONNECTING =
      Map.of(
          CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG,
          250L,
          CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG,
          1_000L);

  private final Map<String, Object> given;

  /**
   * Clients with these settings.
   *
   * @param settings by Kafka's own names, {@code bootstrap.servers} among them
   */
  public KafkaClients(Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(RECONNECTING);
    all.putAll(settings);
    all.remove(CommonClientConfigs.GROUP_ID_CONFIG); // offsets are kept elsewhere
    this.given = Map.copyOf(all);
  }

  private Map<String, Object> with(Map<String, ?> ours, Map<String, ?> own) {
    Map<String, Object> settings = new HashMap<>(given);
    settings.putAll(ours);
    settings.putAll(own);
    return settings;
  }

  /**
   * An admin client on its own thread.
   *
   * @param thread its name
   * @param ask how long Kafka may take for one answer
   */
  public KafkaAdmin admin(String thread, Duration ask) {
    Map<String, Object> settings =
        with(
            Map.of(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) ask.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ask.toMillis()),
            Map.of());
    return new KafkaAdmin(
        new ClientThread<>(
            thread, ask.plus(GRACE), () -> Admin.create(settings), (admin, in) -> admin.close(in)),
        ask);
  }

  /**
   * A producer on its own thread.
   *
   * @param thread its name
   * @param ask how long Kafka may take for one answer
   * @param patience after which an outcome is considered unknown
   * @param own settings for this client only
   */
  public <K> ClientThread<KafkaProducer<K, byte[]>> producer(
      String thread, Serializer<K> keys, Duration ask, Duration patience, Map<String, ?> own) {
    return new ClientThread<>(
        thread,
        ask.plus(patience).plus(GRACE),
        () -> producer(keys, ask, patience, own),
        (producer, within) -> producer.close(within));
  }

  private <K> KafkaProducer<K, byte[]> producer(
      Serializer<K> keys, Duration ask, Duration patience, Map<String, ?> own) {
    return new KafkaProducer<>(
        with(
            Map.of(
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
                ask.toMillis()),
            own),
        keys,
        new ByteArraySerializer());
  }

  /**
   * Sends in order and completes with the offsets once all are acknowledged. With one request in
   * flight at a time, no record is written after one that failed: the producer is closed on the
   * first failure, before it sends what follows.
   */
  public static <K> CompletableFuture<List<Long>> sendInOrder(
      KafkaProducer<K, byte[]> producer, List<ProducerRecord<K, byte[]>> records) {
    List<CompletableFuture<Long>> sent = new ArrayList<>(records.size());
    for (ProducerRecord<K, byte[]> record : records) {
      CompletableFuture<Long> acknowledged =
          send(producer, record)
              .whenComplete((_, failure) -> {
                if (failure != null) {
                  producer.close(Duration.ZERO);
                }
              });
      sent.add(acknowledged);
      if (acknowledged.isCompletedExceptionally()) {
        break;
      }
    }
    return all(sent);
  }

  /** Completes with the offsets when all are available. */
  public static CompletableFuture<List<Long>> all(List<CompletableFuture<Long>> sent) {
    return CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
        .thenApply(_ -> sent.stream().map(CompletableFuture::join).toList());
  }

  /** Sends a record; completes with its offset once acknowledged, or fails with the reason. */
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
   * A consumer that reads from assigned positions, on its own thread.
   *
   * @param thread its name
   * @param ask how long Kafka may take for one answer
   * @param most records in one poll
   * @param own settings for this client only
   */
  public ClientThread<KafkaConsumer<byte[], byte[]>> consumer(
      String thread, Duration ask, int most, Map<String, ?> own) {
    return new ClientThread<>(
        thread,
        ask.multipliedBy(MOST_ASKED).plus(GRACE),
        () -> consumer(ask, most, own),
        (consumer, within) -> consumer.close(CloseOptions.timeout(within)));
  }

  private KafkaConsumer<byte[], byte[]> consumer(Duration ask, int most, Map<String, ?> own) {
    return new KafkaConsumer<>(
        with(
            Map.of(
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
                (int) ask.toMillis()),
            own),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** Configuration of a topic that must retain all records, of any size the service writes. */
  public static Map<String, String> unlimitedRetention(int minInsync) {
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
}
