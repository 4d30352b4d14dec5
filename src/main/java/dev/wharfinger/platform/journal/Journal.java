package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The Kafka topic of the journal. Kafka's clients may block (metadata, full buffers), so each has
 * its own thread and nothing here runs on an event loop.
 */
public final class Journal implements AutoCloseable {

  @Bound(
      of = "wait for Kafka's metadata of the journal",
      unit = "seconds",
      beyond = "Kafka counts as unavailable: 503 with Retry-After",
      test = "OutageIT.waitsForNoKafkaForEver")
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(3);

  private final TopicPartition partition;
  private final Admin admin;
  private final JournalTopic topic;
  private final ClientThread<Admin> asking;
  private final JournalAppender appender;
  private final JournalReader reader;

  public Journal(KafkaClients kafka, String topic, short replication, short minInsync) {
    this.partition = new TopicPartition(topic, 0);
    this.admin = kafka.admin(ASK_TIMEOUT);
    this.asking = new ClientThread<>("journal-ask", () -> admin, (_, _) -> {});
    this.topic =
        new JournalTopic(admin, topic, replication, minInsync, ASK_TIMEOUT.multipliedBy(2));
    this.appender = new JournalAppender(kafka, partition, ASK_TIMEOUT);
    this.reader = new JournalReader(kafka, partition, ASK_TIMEOUT);
  }

  /** A record's offset and bytes on the topic. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Stored(long offset, byte[] bytes) {}

  /**
   * A range of the topic.
   *
   * @param next the offset to continue from
   */
  public record Stretch(List<Stored> records, long next) {}

  /** The topic is configured in a way that could lose records. */
  public static final class ForgetfulTopic extends RuntimeException {
    ForgetfulTopic(String topic, List<String> faults) {
      super("topic " + topic + " could lose records: " + String.join("; ", faults));
    }
  }

  /** Creates the topic if it is missing and refuses one that could lose records. Returns its id. */
  public Uni<String> open() {
    return asking.call(_ -> topic.createAndVerify()).call(_ -> appender.connect());
  }

  /** Refuses the topic if it could lose records, or has lost some. Returns its id. */
  public Uni<String> verify() {
    return asking.call(_ -> topic.verify());
  }

  /** The id of the topic with this name; a topic that was deleted and recreated has another id. */
  public Uni<String> topicId() {
    return Uni.createFrom()
        .completionStage(() ->
            admin.describeTopics(Set.of(partition.topic())).allTopicNames().toCompletionStage())
        .map(topics -> topics.values().iterator().next().topicId().toString());
  }

  /** The offset that the next record will get if no other writer appends. */
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
   * Appends in order and waits until all in-sync replicas have all records.
   *
   * @return the offset of each record
   */
  public Uni<List<Long>> append(List<byte[]> records) {
    return appender.append(records);
  }

  /** Reads from an offset on, some hundreds of records at most. */
  public Uni<Stretch> read(long from, long end) {
    return from >= end
        ? Uni.createFrom().item(new Stretch(List.of(), from))
        : reader.read(from, end);
  }

  @Override
  public void close() {
    appender.close();
    reader.close();
    asking.close(Duration.ZERO);
    admin.close(ASK_TIMEOUT);
  }
}
