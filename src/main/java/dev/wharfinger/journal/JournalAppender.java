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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Appends to the topic; the producer is made, used and abandoned on the given thread alone. */
final class JournalAppender {

  /** How long an append may take before its outcome counts as unknown. */
  private static final Duration APPEND_TIMEOUT = Duration.ofSeconds(5);

  /** A group commit travels at once. */
  private static final int BATCH_BYTES = 512 * 1024;

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
      CompletableFuture<Long> acknowledged =
          KafkaClients.send(
              open, new ProducerRecord<>(partition.topic(), partition.partition(), null, value));
      sent.add(acknowledged);
      if (acknowledged.isCompletedExceptionally()) {
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
    return KafkaClients.producer(
        bootstrapServers,
        new ByteArraySerializer(),
        askTimeout,
        APPEND_TIMEOUT,
        Map.of(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES));
  }

  /** On the appender's thread only. */
  void close() {
    if (producer != null) {
      producer.close(APPEND_TIMEOUT);
    }
  }
}
