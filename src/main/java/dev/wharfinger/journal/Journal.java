package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic that the journal lies on. Kafka's clients may block (metadata, full buffers), so each
 * has a thread of its own and nothing here runs on an event loop.
 */
public final class Journal implements AutoCloseable {

  private static final Duration ASK_TIMEOUT = Duration.ofSeconds(3);

  private final TopicPartition partition;
  private final Admin admin;
  private final JournalTopic topic;
  private final ExecutorService appending = Executors.newSingleThreadExecutor(named("append"));
  private final ExecutorService reading = Executors.newSingleThreadExecutor(named("read"));
  private final JournalAppender appender;
  private final JournalReader reader;

  public Journal(String bootstrapServers, String topic, short replication, short minInsync) {
    this.partition = new TopicPartition(topic, 0);
    this.admin = KafkaClients.admin(bootstrapServers, ASK_TIMEOUT);
    this.topic =
        new JournalTopic(admin, topic, replication, minInsync, ASK_TIMEOUT.multipliedBy(2));
    this.appender = new JournalAppender(bootstrapServers, partition, ASK_TIMEOUT, appending);
    this.reader = new JournalReader(bootstrapServers, partition, ASK_TIMEOUT, reading);
  }

  /** A record's place and bytes on the topic. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Stored(long offset, byte[] bytes) {}

  /**
   * A piece of the topic.
   *
   * @param next the offset to go on from
   */
  public record Stretch(List<Stored> records, long next) {}

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
                emitter.complete(topic.createAndVerify());
              } catch (ExecutionException e) {
                emitter.fail(e.getCause() == null ? e : e.getCause());
              } catch (InterruptedException | TimeoutException | RuntimeException e) {
                emitter.fail(e);
              }
            }));
  }

  /** The id of the topic that now bears the name; a topic deleted and made anew has another. */
  public Uni<String> topicId() {
    return Uni.createFrom()
        .completionStage(() ->
            admin.describeTopics(Set.of(partition.topic())).allTopicNames().toCompletionStage())
        .map(topics -> topics.values().iterator().next().topicId().toString());
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
    return appender.append(records);
  }

  /** What lies on the topic from an offset on, some hundreds of records at most. */
  public Uni<Stretch> read(long from, long end) {
    return from >= end
        ? Uni.createFrom().item(new Stretch(List.of(), from))
        : reader.read(from, end);
  }

  @Override
  public void close() {
    appending.execute(appender::close);
    reading.execute(reader::close);
    appending.shutdown();
    reading.shutdown();
    admin.close(ASK_TIMEOUT);
  }

  private static java.util.concurrent.ThreadFactory named(String work) {
    return Thread.ofPlatform().daemon().name("journal-" + work).factory();
  }
}
