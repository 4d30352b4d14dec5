package dev.wharfinger.activity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.activity.NotificationReader.Unreadable;
import dev.wharfinger.config.WharfingerSettings;
import dev.wharfinger.http.Json;
import dev.wharfinger.journal.ClientThread;
import dev.wharfinger.journal.KafkaClients;
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
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/**
 * The topic of reports, read from where the database says. Kafka's clients block, so all of this
 * happens on a thread of its own.
 */
@Singleton
class ActivityTopic {

  private static final Logger LOG = Logger.getLogger(ActivityTopic.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration WAIT = Duration.ofMillis(900);
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  /** What one transaction takes at most. */
  private static final int MOST = 2_500;

  /** What one fetch takes: a transaction's worth, for the next one comes while it is projected. */
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private final String name;
  private final WharfingerSettings settings;
  private final Admin admin;
  private final ClientThread<Admin> asking;
  private final ClientThread<KafkaConsumer<byte[], byte[]>> consumer;
  private final Map<Integer, Long> positions = new HashMap<>();

  @Inject
  ActivityTopic(WharfingerSettings settings, KafkaClients kafka) {
    this.name = nameOf(settings);
    this.settings = settings;
    this.admin = kafka.admin(PATIENCE);
    this.asking = new ClientThread<>("activity-ask", () -> admin, (_, _) -> {});
    this.consumer =
        kafka.consumer(
            "activity-read",
            PATIENCE,
            MOST,
            Map.of(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                MOST_BYTES,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                MOST_BYTES));
  }

  static String nameOf(WharfingerSettings settings) {
    return settings.topicPrefix() + ".activity";
  }

  /** From where to where a partition was read. */
  record Move(int partition, long from, long next) {}

  /**
   * A piece of the topic.
   *
   * @param unreadable records that are no reports
   * @param behind records that wait behind it
   */
  record Stretch(List<Move> moves, List<Notification> notifications, int unreadable, long behind) {

    static final Stretch NOTHING = new Stretch(List.of(), List.of(), 0, 0);

    boolean isEmpty() {
      return moves.isEmpty();
    }
  }

  /** The topic is not the one that was projected, or has lost what was not projected yet. */
  static final class Lost extends RuntimeException {
    Lost(int partition, long end, long next) {
      super("partition " + partition + " ends at " + end + ", " + next + " was read before");
    }
  }

  /**
   * Begins to read, again or for the first time; makes the topic where it is missing.
   *
   * @param known where to go on, of the partitions that were read before
   * @return where each partition is read from now
   */
  Uni<Map<Integer, Long>> open(Map<Integer, Long> known) {
    // Asked first: where Kafka is away no consumer is made in vain, time and again.
    return asking.call(this::partitions).flatMap(found -> begin(found, known));
  }

  private Uni<Map<Integer, Long>> begin(List<Integer> partitions, Map<Integer, Long> known) {
    return consumer.callAnew(fresh -> {
      List<TopicPartition> all =
          partitions.stream().map(number -> new TopicPartition(name, number)).toList();
      fresh.assign(all);
      Map<TopicPartition, Long> first = fresh.beginningOffsets(all);
      Map<TopicPartition, Long> end = fresh.endOffsets(all);
      positions.clear();
      for (TopicPartition partition : all) {
        long begin = Optional.ofNullable(first.get(partition)).orElse(0L);
        long from = Optional.ofNullable(known.get(partition.partition())).orElse(begin);
        long last = Optional.ofNullable(end.get(partition)).orElse(0L);
        if (from > last) {
          throw new Lost(partition.partition(), last, from);
        }
        if (from < begin) {
          LOG.errorf(
              "Partition %d begins at %d: reports from %d on were forgotten before they were read",
              partition.partition(), begin, from);
        }
        fresh.seek(partition, from);
        positions.put(partition.partition(), from);
      }
      return Map.copyOf(positions);
    });
  }

  /** What comes next; waits a moment if there is nothing. */
  Uni<Stretch> read() {
    return consumer.call(open -> {
      ConsumerRecords<byte[], byte[]> records = open.poll(WAIT);
      List<Notification> notifications = new ArrayList<>(records.count());
      Instant latest = Instant.now().plus(CLOCKS_DIFFER);
      int unreadable = 0;
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Optional<Notification> read = read(record, latest);
        read.ifPresent(notifications::add);
        unreadable += read.isPresent() ? 0 : 1;
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
      return new Stretch(moves, notifications, unreadable, behind);
    });
  }

  private static Optional<Notification> read(
      ConsumerRecord<byte[], byte[]> record, Instant latest) {
    try {
      JsonNode event =
          Optional.ofNullable(record.value())
              .flatMap(Json::parse)
              .orElseThrow(() -> new Unreadable("is not JSON"));
      return Optional.of(NotificationReader.read(event, latest));
    } catch (Unreadable e) {
      LOG.warnf(
          "Partition %d, offset %d: no report: %s",
          record.partition(), record.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  private List<Integer> partitions(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (!answer(admin.listTopics().names()).contains(name)) {
      create(admin);
    }
    return answer(admin.describeTopics(Set.of(name)).allTopicNames()).values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .map(partition -> partition.partition())
        .toList();
  }

  private void create(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    NewTopic topic =
        new NewTopic(name, settings.activityPartitions(), (short) settings.journalReplication())
            .configs(
                Map.of(
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(settings.activityRetention().toDuration().toMillis()),
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    Integer.toString(settings.journalMinInsync())));
    try {
      var _ = answer(admin.createTopics(Set.of(topic)).config(name));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private static <T> T answer(org.apache.kafka.common.KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void end() {
    consumer.close(Duration.ZERO);
    asking.close(Duration.ZERO);
    admin.close(PATIENCE);
  }
}
