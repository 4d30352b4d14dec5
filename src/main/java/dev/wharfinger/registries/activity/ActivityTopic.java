package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.journal.ClientThread;
import dev.wharfinger.platform.journal.KafkaClients;
import dev.wharfinger.registries.activity.Stretch.Move;
import dev.wharfinger.registries.activity.Stretch.Report;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * Reads the topic of reports from the position stored in the database. Kafka's clients block, so
 * all of this runs on its own thread; failures are reported, and the thread continues.
 */
@Singleton
class ActivityTopic {

  private static final Logger LOG = Logger.getLogger(ActivityTopic.class);
  private static final Duration WAIT = Duration.ofMillis(900);
  private static final Executor OVERDUE =
      CompletableFuture.delayedExecutor(2 * WAIT.toMillis(), TimeUnit.MILLISECONDS);

  @Bound(
      of = "reports in one transaction",
      unit = "reports",
      beyond = "the others wait for the next one",
      test = "ActivityTopicIT.readsSoManyReportsAtATime")
  static final int MOST = 2_500;

  /**
   * Enough for one transaction, because the next reports are fetched while it runs. A record that
   * is larger is fetched alone.
   */
  @Bound(
      of = "reports fetched at a time",
      unit = "bytes",
      beyond = "the others wait for the next transaction",
      test = "ActivityTopicIT.readsSoManyBytesAtATime")
  static final int MOST_BYTES = 2 * 1024 * 1024;

  private final String name;
  private final ActivityTopics topics;
  private final ClientThread<KafkaConsumer<byte[], byte[]>> consumer;
  private final Map<Integer, Long> positions = new HashMap<>();

  @Inject
  ActivityTopic(WharfingerSettings settings, ActivityTopics topics, KafkaClients kafka) {
    this.name = ActivityTopics.reports(settings);
    this.topics = topics;
    this.consumer =
        kafka.consumer(
            "activity-read",
            KafkaClients.TIMEOUT,
            MOST,
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                MOST_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                MOST_BYTES));
  }

  /**
   * The topic is not the one that was projected, or has lost records that were not projected yet.
   */
  static final class Lost extends RuntimeException {
    Lost(int partition, long end, long next) {
      super("partition " + partition + " ends at " + end + ", but was read up to " + next);
    }
  }

  /**
   * Where reading begins.
   *
   * @param positions of each partition
   * @param behind records not projected yet
   */
  record Start(Map<Integer, Long> positions, long behind) {}

  /**
   * Starts reading, for the first time or again; creates missing topics.
   *
   * @param known the positions of the partitions that were read before
   */
  Uni<Start> open(Map<Integer, Long> known) {
    // First of all, so that no consumer is created in vain while Kafka is down.
    return topics.make().flatMap(partitions -> begin(partitions, known));
  }

  private Uni<Start> begin(List<Integer> partitions, Map<Integer, Long> known) {
    return consumer.callAnew(fresh -> {
      List<TopicPartition> all =
          partitions.stream().map(number -> new TopicPartition(name, number)).toList();
      fresh.assign(all);
      Map<TopicPartition, Long> first = fresh.beginningOffsets(all);
      Map<TopicPartition, Long> end = fresh.endOffsets(all);
      positions.clear();
      long behind = 0;
      for (TopicPartition partition : all) {
        long begin = Optional.ofNullable(first.get(partition)).orElse(0L);
        long from = Optional.ofNullable(known.get(partition.partition())).orElse(begin);
        long last = Optional.ofNullable(end.get(partition)).orElse(0L);
        if (from > last) {
          throw new Lost(partition.partition(), last, from);
        }
        if (from < begin) {
          LOG.errorf(
              "Partition %d begins at offset %d: reports from offset %d on were deleted unread",
              partition.partition(), begin, from);
        }
        fresh.seek(partition, from);
        positions.put(partition.partition(), from);
        behind += last - from;
      }
      return new Start(Map.copyOf(positions), behind);
    });
  }

  /** Reads what comes next; waits a moment if there is nothing. */
  Uni<Stretch> read() {
    return consumer.call(open -> {
      ConsumerRecords<byte[], byte[]> records = poll(open);
      List<Report> reports = new ArrayList<>(records.count());
      for (ConsumerRecord<byte[], byte[]> record : records) {
        reports.add(new Report(record, read(record)));
      }
      List<Move> moves = new ArrayList<>();
      long behind = 0;
      for (TopicPartition partition : open.assignment()) {
        long from = positions.getOrDefault(partition.partition(), 0L);
        long next = open.position(partition);
        behind += open.currentLag(partition).orElse(0);
        if (next != from) {
          moves.add(new Move(partition.partition(), from, next));
          positions.put(partition.partition(), next);
        }
      }
      return new Stretch(moves, reports, behind);
    });
  }

  /**
   * The client's own wait goes by the wall clock, and would not end before a clock that was set
   * back is again where it was: then it is woken.
   */
  private static ConsumerRecords<byte[], byte[]> poll(KafkaConsumer<byte[], byte[]> open) {
    CompletableFuture<Void> waking = CompletableFuture.runAsync(open::wakeup, OVERDUE);
    try {
      return open.poll(WAIT);
    } catch (WakeupException _) {
      return ConsumerRecords.empty();
    } finally {
      waking.cancel(false);
    }
  }

  /** Plausibility is judged by the record's timestamp, so that every instance reads the same. */
  private static Reading read(ConsumerRecord<byte[], byte[]> record) {
    byte[] value = record.value();
    if (value == null) {
      return new Reading.Unreadable(Fault.JSON);
    }
    try {
      return NotificationReader.read(
          EventParser.parse(value, 0, value.length), Instant.ofEpochMilli(record.timestamp()));
    } catch (EventParser.Unparsable e) {
      return new Reading.Unreadable(e.fault());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.errorf(
          "Partition %d: offset %d cannot be read: %s",
          record.partition(), record.offset(), e.getClass().getName());
      return new Reading.Unreadable(Fault.JSON);
    }
  }

  @PreDestroy
  void end() {
    consumer.close(Duration.ZERO);
  }
}
