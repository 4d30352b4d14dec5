package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Reads a topic from any offset. */
final class TopicReader {

  /** How long a read may take before Kafka is considered unavailable. */
  @Bound(
      of = "wait for a record of the journal or the keys that Kafka has",
      unit = "seconds",
      beyond = "Kafka counts as unavailable: 503 with Retry-After",
      test = "OutageIT.waitsForNoKafkaForEver")
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private static final int RECORDS_AT_ONCE = 500;
  private static final Duration POLL = Duration.ofMillis(200);

  private final TopicPartition partition;
  private final ClientThread<KafkaConsumer<byte[], byte[]>> consumer;

  /**
   * A reader on its own thread.
   *
   * @param name begins the thread's name
   */
  TopicReader(KafkaClients kafka, String name, TopicPartition partition, Duration askTimeout) {
    this.partition = partition;
    this.consumer = kafka.consumer(name + "-read", askTimeout, RECORDS_AT_ONCE, Map.of());
  }

  Uni<Journal.Stretch> read(long from, long end) {
    return consumer.call(open -> {
      try {
        return poll(open, from, end);
      } catch (OffsetOutOfRangeException e) {
        throw JournalDataLoss.nothingAt(from);
      }
    });
  }

  private Journal.Stretch poll(KafkaConsumer<byte[], byte[]> open, long from, long end) {
    if (open.assignment().isEmpty()) {
      open.assign(Set.of(partition));
      open.seek(partition, from);
    } else if (open.position(partition) != from) {
      open.seek(partition, from);
    }
    long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
    while (System.nanoTime() - deadline < 0) {
      List<Journal.Stored> found = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : open.poll(POLL).records(partition)) {
        if (record.offset() < end) {
          found.add(
              new Journal.Stored(record.offset(), orEmpty(record.key()), orEmpty(record.value())));
        }
      }
      // Not the last record's offset: foreign transactions leave markers that consumers do not see.
      long next = Math.min(open.position(partition), end);
      if (next > from) {
        return new Journal.Stretch(found, next);
      }
    }
    throw new JournalUnavailable(partition.topic() + " could not be read in time", null);
  }

  private static byte[] orEmpty(byte @Nullable [] bytes) {
    return bytes == null ? new byte[0] : bytes;
  }

  void close() {
    consumer.close(Duration.ZERO);
  }
}
