package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.admin.OffsetSpec;

/** The Kafka topic of the journal. Nothing here runs on an event loop. */
public final class Journal implements AutoCloseable {

  private final TopicClients clients;

  public Journal(KafkaClients kafka, String topic, short replication, short minInsync) {
    this.clients =
        new TopicClients(kafka, "journal", topic, replication, TopicRules.everything(minInsync));
  }

  /** A record's offset, key and bytes on the topic; what is absent is empty. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Stored(long offset, byte[] key, byte[] bytes) {}

  /**
   * A range of the topic.
   *
   * @param next the offset to continue from
   */
  public record Stretch(List<Stored> records, long next) {}

  /** The topic is configured in a way that could lose records. */
  public static final class UnsafeTopic extends RuntimeException {
    UnsafeTopic(String topic, List<String> faults) {
      super("topic " + topic + " could lose records: " + String.join("; ", faults));
    }
  }

  /** Creates the topic if it is missing and refuses one that could lose records. Returns its id. */
  public Uni<String> open() {
    return clients.open();
  }

  /** Refuses the topic if it could lose records, or has lost some. Returns its id. */
  public Uni<String> verify() {
    return clients.verify();
  }

  /** The id of the topic with this name; a topic that was deleted and recreated has another id. */
  public Uni<String> topicId() {
    return clients.topicId();
  }

  /** The offset that the next record will get if no other writer appends. */
  public Uni<Long> endOffset() {
    return clients.offset(OffsetSpec.latest());
  }

  /**
   * Appends in order and waits until all in-sync replicas have all records.
   *
   * @return the offset of each record
   */
  public Uni<List<Long>> append(List<byte[]> records) {
    return clients.append(
        records.stream().map(value -> new TopicAppender.Next(null, value)).toList());
  }

  /** Reads from an offset on, some hundreds of records at most. */
  public Uni<Stretch> read(long from, long end) {
    return clients.read(from, end);
  }

  @Override
  public void close() {
    clients.close();
  }
}
