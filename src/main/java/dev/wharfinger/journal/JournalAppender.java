package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends to the topic; the producer is made, used and abandoned on the given thread alone. */
final class JournalAppender {

  /** How long an append may take before its outcome counts as unknown. */
  private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(5);

  private final String bootstrapServers;
  private final TopicPartition partition;
  private final Duration askTimeout;
  private final ExecutorService thread;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  JournalAppender(
      String bootstrapServers,
      TopicPartition partition,
      Duration askTimeout,
      ExecutorService thread) {
    this.bootstrapServers = bootstrapServers;
    this.partition = partition;
    this.askTimeout = askTimeout;
    this.thread = thread;
  }

  Uni<List<Long>> append(List<byte[]> records) {
    return Uni.createFrom()
        .completionStage(() ->
            CompletableFuture.supplyAsync(() -> send(records), thread).thenCompose(Supplier::get));
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
                new ProducerRecord<>(partition.topic(), partition.partition(), null, value),
                (RecordMetadata metadata, @Nullable Exception failure) -> {
                  if (failure == null) {
                    acknowledged.complete(metadata.offset());
                  } else {
                    acknowledged.completeExceptionally(failure);
                  }
                });
      } catch (RuntimeException e) {
        acknowledged.completeExceptionally(e);
        break; // what follows would be void without this record
      }
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
    return () ->
        all.whenCompleteAsync((_, failure) -> abandonAfter(failure), thread)
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
            JournalTopic.MAX_RECORD_BYTES,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) askTimeout.toMillis(),
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            (int) APPEND_TIMEOUT.toMillis(),
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            askTimeout.toMillis()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** On the appender's thread only. */
  void close() {
    if (producer != null) {
      producer.close(APPEND_TIMEOUT);
    }
  }
}
