package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The clients of one topic. Kafka's clients may block (metadata, full buffers), so each has its own
 * thread.
 */
final class TopicClients implements AutoCloseable {

  @Bound(
      of = "wait for what Kafka says of the journal or the keys",
      unit = "seconds",
      beyond = "Kafka counts as unavailable: 503 with Retry-After",
      test = "OutageIT.waitsForNoKafkaForEver")
  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(3);

  private final TopicPartition partition;
  private final KafkaAdmin admin;
  private final OrderedTopic topic;
  private final TopicAppender appender;
  private final TopicReader reader;

  /**
   * Clients that connect when they are first used.
   *
   * @param name begins the names of their threads
   */
  TopicClients(KafkaClients kafka, String name, String topic, short replication, TopicRules rules) {
    this.partition = new TopicPartition(topic, 0);
    this.admin = kafka.admin(name + "-ask", ASK_TIMEOUT);
    this.topic = new OrderedTopic(admin, topic, replication, rules);
    this.appender = new TopicAppender(kafka, name, partition, ASK_TIMEOUT);
    this.reader = new TopicReader(kafka, name, partition, ASK_TIMEOUT);
  }

  Uni<String> open() {
    return topic.createAndVerify().call(_ -> appender.connect());
  }

  Uni<String> verify() {
    return topic.verify();
  }

  Uni<String> topicId() {
    return topic.description().map(found -> found.topicId().toString());
  }

  Uni<Long> offset(OffsetSpec which) {
    return topic.offset(which);
  }

  Uni<List<Long>> append(List<TopicAppender.Next> records) {
    return appender.append(records);
  }

  Uni<Journal.Stretch> read(long from, long end) {
    return from >= end
        ? Uni.createFrom().item(new Journal.Stretch(List.of(), from))
        : reader.read(from, end);
  }

  @Override
  public void close() {
    appender.close();
    reader.close();
    admin.close();
  }
}
