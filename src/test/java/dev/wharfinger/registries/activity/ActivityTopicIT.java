package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.config.Configured;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.journal.KafkaClients;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one transaction is given to project. */
class ActivityTopicIT {

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Map<String, Object> servers =
      Map.of("bootstrap.servers", LocalStack.shared().bootstrapServers());
  private final KafkaClients kafka = new KafkaClients(servers);
  private final WharfingerSettings settings = Configured.own(where.environment());
  private final ActivityTopics topics = new ActivityTopics(settings, kafka);
  private final ActivityTopic topic = new ActivityTopic(settings, topics, kafka);

  @AfterEach
  void end() {
    topic.end();
    topics.end();
  }

  @Test
  void readsSoManyReportsAtATime() throws Exception {
    int all = 2 * ActivityTopic.MOST + 1;
    List<Stretch> read = readAll(all, 10);
    assertThat(read)
        .allSatisfy(
            stretch -> assertThat(stretch.reports()).hasSizeLessThanOrEqualTo(ActivityTopic.MOST));
    assertThat(read.stream().mapToLong(Stretch::length).sum()).isEqualTo(all);
  }

  @Test
  void readsSoManyBytesAtATime() throws Exception {
    List<Stretch> read = readAll(9, ActivityTopic.MOST_BYTES / 3);
    assertThat(read)
        .allSatisfy(
            stretch -> assertThat(bytes(stretch)).isLessThanOrEqualTo(ActivityTopic.MOST_BYTES));
    assertThat(read.stream().mapToLong(Stretch::length).sum()).isEqualTo(9);
  }

  private static long bytes(Stretch stretch) {
    return stretch.reports().stream().mapToLong(it -> it.record().value().length).sum();
  }

  private List<Stretch> readAll(int records, int bytesEach) throws Exception {
    var _ = await(topics.make());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(ActivityTopics.reports(settings), 0, null, new byte[bytesEach]);
      // The first one alone: while the topic is new, one behind it may be stored before it, and
      // then it is refused.
      var _ = producer.send(record).get();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (int i = 1; i < records; i++) {
        sent.add(producer.send(record));
      }
      for (Future<RecordMetadata> each : sent) {
        var _ = each.get();
      }
    }
    assertThat(await(topic.open(Map.of())).behind()).isEqualTo(records);
    List<Stretch> read = new ArrayList<>();
    do {
      read.add(await(topic.read()));
    } while (read.getLast().behind() > 0 || read.getLast().isEmpty());
    return read;
  }

  private static <T> T await(Uni<T> asked) {
    return asked.await().atMost(Duration.ofMinutes(1));
  }
}
