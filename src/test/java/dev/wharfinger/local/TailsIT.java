package dev.wharfinger.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.journey.Chain;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows a topic on a terminal goes on past what somebody else has put there. */
class TailsIT {

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void theJournalsTailLeavesOutWhatNoHolderOfTheKeyWrote() throws Exception {
    String key = Objects.requireNonNull(place.environment().get("WHARFINGER_MASTER_KEY"));
    String record = Chain.authentic("{\"seq\":1,\"prevHash\":\"\"}", key);
    String topic = place.topicPrefix() + ".journal";
    lay(
        topic,
        new ProducerRecord<>(topic, 0, null, bytes("{\"hash\":\"" + "0".repeat(64) + "\"}")),
        new ProducerRecord<>(topic, 0, bytes("key"), null),
        new ProducerRecord<>(topic, 0, null, new byte[] {-1, 0, 10}),
        new ProducerRecord<>(topic, 0, null, bytes(record)));
    new JournalTail(servers(), topic, topic + "-keys", key, Optional.empty())
        .print(stream(out), stream(err), false);
    assertThat(text(out)).containsExactly(record);
    assertThat(text(err)).hasSize(3).allMatch(line -> line.contains("without a valid MAC"));
  }

  @Test
  void theFeedsTailLeavesOutWhatIsNoMessage() throws Exception {
    String topic = place.topicPrefix() + ".audit";
    ProducerRecord<byte @Nullable [], byte @Nullable []> message =
        new ProducerRecord<>(topic, 0, null, bytes("{\"actor\":{}}"));
    message.headers().add(new RecordHeader("ce_type", bytes("dev.wharfinger.team-deleted.v1")));
    ProducerRecord<byte @Nullable [], byte @Nullable []> broken =
        new ProducerRecord<>(topic, 0, null, bytes("{"));
    broken.headers().add(new RecordHeader("ce_type", bytes("dev.wharfinger.team-deleted.v1")));
    lay(
        topic,
        new ProducerRecord<>(topic, 0, bytes("key"), null),
        new ProducerRecord<>(topic, 0, null, new byte[] {-1, 0, 10}),
        broken,
        message);
    new FeedTail(servers(), topic).print(stream(out), stream(err), true);
    assertThat(text(out))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("team-deleted.v1"));
    assertThat(text(err)).hasSize(3).allMatch(line -> line.contains("no message"));
  }

  @SafeVarargs
  private void lay(String topic, ProducerRecord<byte @Nullable [], byte @Nullable []>... records)
      throws Exception {
    Map<String, Object> kafka = Map.of("bootstrap.servers", servers());
    try (Admin admin = Admin.create(kafka);
        KafkaProducer<byte @Nullable [], byte @Nullable []> producer =
            new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
      var _ =
          admin
              .createTopics(Set.of(new NewTopic(topic, 1, (short) 1)))
              .all()
              .get(30, TimeUnit.SECONDS);
      for (var record : records) {
        var _ = producer.send(record).get(30, TimeUnit.SECONDS);
      }
    }
  }

  private String servers() {
    return Objects.requireNonNull(place.environment().get("KAFKA_BOOTSTRAP_SERVERS"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static java.util.List<String> text(ByteArrayOutputStream bytes) {
    return Arrays.asList(bytes.toString(StandardCharsets.UTF_8).split("\\R"));
  }
}
