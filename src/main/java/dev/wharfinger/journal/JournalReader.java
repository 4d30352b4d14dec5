package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads the topic from any offset; the consumer lives on the given thread alone. */
final class JournalReader {

  /** How long a read may take before Kafka counts as unavailable. */
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private static final int RECORDS_AT_ONCE = 500;
  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final TopicPartition partition;
  private final Duration askTimeout;
  private final ExecutorService thread;
  private @Nullable KafkaConsumer<byte[], byte[]> consumer;

  JournalReader(
      String bootstrapServers,
      TopicPartition partition,
      Duration askTimeout,
      ExecutorService thread) {
    this.bootstrapServers = bootstrapServers;
    this.partition = partition;
    this.askTimeout = askTimeout;
    this.thread = thread;
  }

  Uni<Journal.Stretch> read(long from, long end) {
    return Uni.createFrom()
        .completionStage(() -> CompletableFuture.supplyAsync(() -> pollOrReset(from, end), thread));
  }

  /** A consumer that failed may hold what is out of date; the next read makes a new one. */
  private Journal.Stretch pollOrReset(long from, long end) {
    try {
      return poll(from, end);
    } catch (OffsetOutOfRangeException e) {
      close();
      throw new LostLog("nothing can be read at offset " + from);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private Journal.Stretch poll(long from, long end) {
    KafkaConsumer<byte[], byte[]> open = consumer == null ? subscribe() : consumer;
    consumer = open;
    if (open.position(partition) != from) {
      open.seek(partition, from);
    }
    long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      List<Journal.Stored> found = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : open.poll(POLL).records(partition)) {
        if (record.offset() < end) {
          found.add(
              new Journal.Stored(
                  record.offset(),
                  Optional.ofNullable(record.value()).orElseGet(() -> new byte[0])));
        }
      }
      // Not the last record's offset: a foreign transaction leaves marks that no consumer is shown.
      long next = Math.min(open.position(partition), end);
      if (next > from) {
        return new Journal.Stretch(found, next);
      }
    }
    throw new JournalUnavailable("the journal could not be read in time", null);
  }

  private KafkaConsumer<byte[], byte[]> subscribe() {
    KafkaConsumer<byte[], byte[]> fresh =
        KafkaClients.consumer(bootstrapServers, askTimeout, RECORDS_AT_ONCE, Map.of());
    fresh.assign(Set.of(partition));
    fresh.seek(partition, 0);
    return fresh;
  }

  /** On the reader's thread only. */
  void close() {
    KafkaConsumer<byte[], byte[]> open = consumer;
    consumer = null;
    if (open != null) {
      open.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    }
  }
}
