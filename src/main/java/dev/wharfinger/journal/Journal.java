package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The topic that the journal lies on. Kafka's clients may block (metadata, full buffers), so each
 * has a thread of its own and nothing here runs on an event loop.
 */
public final class Journal implements AutoCloseable {

  /** How long an append may take before its outcome counts as unknown. */
  private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(5);

  /** Several times the largest request body, which sealing in base64 can grow. */
  private static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final String topic;
  private final TopicPartition partition;
  private final short replication;
  private final short minInsync;
  private final Admin admin;
  private final ExecutorService appending = Executors.newSingleThreadExecutor(named("append"));
  private final ExecutorService reading = Executors.newSingleThreadExecutor(named("read"));
  private @Nullable KafkaProducer<byte[], byte[]> producer;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  public Journal(String bootstrapServers, String topic, short replication, short minInsync) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    this.partition = new TopicPartition(topic, 0);
    this.replication = replication;
    this.minInsync = minInsync;
    this.admin =
        Admin.create(
            Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) ASK_TIMEOUT.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ASK_TIMEOUT.toMillis()));
  }

  /** A record's place and bytes on the topic. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Stored(long offset, byte[] bytes) {}

  /** The topic is configured so that it could lose what it was given. */
  public static final class ForgetfulTopic extends RuntimeException {
    ForgetfulTopic(String topic, List<String> faults) {
      super("topic " + topic + " could forget: " + String.join("; ", faults));
    }
  }

  /**
   * Creates the topic where it is missing and refuses one that could forget. Its id is returned.
   */
  public Uni<String> open() {
    return Uni.createFrom()
        .emitter(emitter ->
            reading.execute(() -> {
              try {
                emitter.complete(createAndVerify());
              } catch (ExecutionException e) {
                emitter.fail(e.getCause() == null ? e : e.getCause());
              } catch (InterruptedException | TimeoutException | RuntimeException e) {
                emitter.fail(e);
              }
            }));
  }

  private String createAndVerify()
      throws ExecutionException, InterruptedException, TimeoutException {
    long wait = ASK_TIMEOUT.multipliedBy(2).toMillis();
    if (!admin.listTopics().names().get(wait, TimeUnit.MILLISECONDS).contains(topic)) {
      create(wait);
    }
    TopicDescription description =
        admin
            .describeTopics(Set.of(topic))
            .topicNameValues()
            .values()
            .iterator()
            .next()
            .get(wait, TimeUnit.MILLISECONDS);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config config =
        admin
            .describeConfigs(Set.of(resource))
            .values()
            .values()
            .iterator()
            .next()
            .get(wait, TimeUnit.MILLISECONDS);
    List<String> faults = faultsOf(description, config);
    if (!faults.isEmpty()) {
      throw new ForgetfulTopic(topic, faults);
    }
    return description.topicId().toString();
  }

  private void create(long wait) throws ExecutionException, InterruptedException, TimeoutException {
    NewTopic journal =
        new NewTopic(topic, 1, replication)
            .configs(
                Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    "-1",
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    Short.toString(minInsync),
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(MAX_RECORD_BYTES),
                    TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
                    "false"));
    try {
      admin.createTopics(Set.of(journal)).all().get(wait, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private List<String> faultsOf(TopicDescription description, Config config) {
    List<String> faults = new ArrayList<>();
    if (description.partitions().size() != 1) {
      faults.add("it has " + description.partitions().size() + " partitions, order needs one");
    }
    int replicas = description.partitions().getFirst().replicas().size();
    if (replicas < replication) {
      faults.add("replication is " + replicas + ", required " + replication);
    }
    demand(faults, config, TopicConfig.CLEANUP_POLICY_CONFIG, "delete"::equals, "delete");
    demand(faults, config, TopicConfig.RETENTION_MS_CONFIG, "-1"::equals, "-1");
    demand(faults, config, TopicConfig.RETENTION_BYTES_CONFIG, "-1"::equals, "-1");
    demand(
        faults,
        config,
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        value -> Integer.parseInt(value) >= minInsync,
        minInsync + " or more");
    demand(
        faults,
        config,
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        value -> Integer.parseInt(value) >= MAX_RECORD_BYTES,
        MAX_RECORD_BYTES + " or more");
    demand(
        faults,
        config,
        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
        "false"::equals,
        "false");
    return faults;
  }

  private static void demand(
      List<String> faults,
      Config config,
      String key,
      java.util.function.Predicate<String> fits,
      String required) {
    ConfigEntry entry = config.get(key);
    if (entry == null || entry.value() == null || !fits.test(entry.value())) {
      faults.add(
          key + " is " + (entry == null ? "unset" : entry.value()) + ", required " + required);
    }
  }

  /** The offset that the next record will get if nobody else appends. */
  public Uni<Long> endOffset() {
    return Uni.createFrom()
        .completionStage(() ->
            admin
                .listOffsets(
                    Map.of(partition, OffsetSpec.latest()),
                    new ListOffsetsOptions().timeoutMs((int) ASK_TIMEOUT.toMillis()))
                .partitionResult(partition)
                .toCompletionStage())
        .map(info -> info.offset());
  }

  /**
   * Appends in order and waits until all in-sync replicas have everything.
   *
   * @return the offset of each record
   */
  public Uni<List<Long>> append(List<byte[]> records) {
    return Uni.createFrom()
        .completionStage(() ->
            CompletableFuture.supplyAsync(() -> send(records), appending)
                .thenCompose(Supplier::get));
  }

  private Supplier<CompletableFuture<List<Long>>> send(List<byte[]> records) {
    KafkaProducer<byte[], byte[]> open = producer == null ? connect() : producer;
    producer = open;
    List<CompletableFuture<Long>> sent = new ArrayList<>(records.size());
    for (byte[] value : records) {
      CompletableFuture<Long> acknowledged = new CompletableFuture<>();
      sent.add(acknowledged);
      try {
        var _ =
            open.send(
                new ProducerRecord<>(topic, 0, null, value),
                (RecordMetadata metadata, @Nullable Exception failure) -> {
                  if (failure == null) {
                    acknowledged.complete(metadata.offset());
                  } else {
                    acknowledged.completeExceptionally(failure);
                  }
                });
      } catch (RuntimeException e) {
        acknowledged.completeExceptionally(e);
      }
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    return () ->
        all.whenCompleteAsync((_, failure) -> abandonAfter(failure), appending)
            .thenApply(_ -> sent.stream().map(CompletableFuture::join).toList());
  }

  /** A producer that failed once may still hold records; a new one cannot send them by surprise. */
  private void abandonAfter(@Nullable Throwable failure) {
    KafkaProducer<byte[], byte[]> failed = producer;
    if (failure != null && failed != null) {
      producer = null;
      failed.close(Duration.ZERO);
    }
  }

  private KafkaProducer<byte[], byte[]> connect() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            0,
            ProducerConfig.BATCH_SIZE_CONFIG,
            512 * 1024,
            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
            MAX_RECORD_BYTES,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) ASK_TIMEOUT.toMillis(),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) APPEND_TIMEOUT.toMillis(),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            ASK_TIMEOUT.toMillis()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /**
   * What lies on the topic from an offset on, some hundreds of records at most; empty at its end.
   */
  public Uni<List<Stored>> read(long from, long end) {
    if (from >= end) {
      return Uni.createFrom().item(List.of());
    }
    return Uni.createFrom()
        .completionStage(() -> CompletableFuture.supplyAsync(() -> poll(from, end), reading));
  }

  private List<Stored> poll(long from, long end) {
    KafkaConsumer<byte[], byte[]> open = consumer == null ? subscribe() : consumer;
    consumer = open;
    if (open.position(partition) != from) {
      open.seek(partition, from);
    }
    long deadline = System.nanoTime() + APPEND_TIMEOUT.toNanos();
    while (System.nanoTime() < deadline) {
      List<Stored> found = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : open.poll(POLL).records(partition)) {
        if (record.offset() < end) {
          found.add(
              new Stored(
                  record.offset(),
                  Optional.ofNullable(record.value()).orElseGet(() -> new byte[0])));
        }
      }
      if (!found.isEmpty()) {
        return found;
      }
    }
    throw new JournalUnavailable("the journal could not be read in time", null);
  }

  private KafkaConsumer<byte[], byte[]> subscribe() {
    KafkaConsumer<byte[], byte[]> fresh =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                500,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ASK_TIMEOUT.toMillis(),
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) ASK_TIMEOUT.toMillis()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    fresh.assign(Set.of(partition));
    fresh.seek(partition, 0);
    return fresh;
  }

  @Override
  public void close() {
    appending.execute(() -> {
      if (producer != null) {
        producer.close(APPEND_TIMEOUT);
      }
    });
    reading.execute(() -> {
      if (consumer != null) {
        consumer.close();
      }
    });
    appending.shutdown();
    reading.shutdown();
    admin.close(ASK_TIMEOUT);
  }

  private static java.util.concurrent.ThreadFactory named(String work) {
    return Thread.ofPlatform().daemon().name("journal-" + work).factory();
  }
}
