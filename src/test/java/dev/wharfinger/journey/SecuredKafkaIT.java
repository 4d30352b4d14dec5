package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every client of the service signs in to Kafka, and does with the rights that {@code
 * docs/operate.md} gives; nobody can do more than that page says.
 */
class SecuredKafkaIT {

  private static final Path PAGE = Path.of("docs/operate.md");
  private static final List<String> TOPICS =
      List.of("journal", "keys", "activity", "activity.rejected", "audit");

  @TempDir Path folder;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();

  @Test
  void theServiceAndItsNeighboursDoWithTheRightsOfThePageAndNoneHasMore() throws Exception {
    try (SecuredKafka kafka = new SecuredKafka(folder)) {
      for (String user : List.of("wharfinger", "registry", "siem", "stranger")) {
        kafka.user(user);
      }
      assertThat(kafka.allow(PAGE, where.topicPrefix())).isGreaterThan(10);
      Map<String, String> switches = new HashMap<>(kafka.environment("wharfinger"));
      switches.put("WHARFINGER_REGISTRY_EVENTS_SECRET", "a-secret-of-registries");
      ServiceProcess service = Instances.start(folder, where, switches);
      try (ApiClient client = ApiClient.ofFirstUser(service.baseUrl())) {
        assertThat(client.createOrganization("acme", Optional.empty()).is(201)).isTrue();
        ApiClient management = client.at(service.managementUrl());
        Waiting.until("health is green", () -> management.health().is(200));
        requireFeed(kafka);
        requireActivity(service.baseUrl());
        requireRefusals(kafka);
        requireTaken("2"); // with what the registry sent itself, which is parked
        assertThat(client.createOrganization("more", Optional.empty()).is(201)).isTrue();
      } finally {
        service.kill();
      }
    }
  }

  /** A subscriber with a group of its own reads the feed. */
  private void requireFeed(SecuredKafka kafka) {
    try (KafkaConsumer<byte[], byte[]> siem = consumer(kafka, "siem", "siem")) {
      siem.subscribe(List.of(topic("audit")));
      Waiting.until("the feed tells something", () -> !siem.poll(Duration.ofMillis(500)).isEmpty());
    }
  }

  /** A report goes to the topic and comes back from it. */
  private void requireActivity(String base) {
    Map<String, Object> report =
        Map.of(
            "id",
            "report-1",
            "timestamp",
            Instant.now().toString(),
            "action",
            "pull",
            "target",
            Map.of(
                "repository", "acme/unknown",
                "mediaType", "application/vnd.oci.image.manifest.v1+json",
                "digest", "sha256:" + "0".repeat(64),
                "tag", "latest"));
    try (ApiClient registry = new ApiClient(base, "a-secret-of-registries")) {
      Reply reply = registry.post("/api/v1/registry/events", Map.of("events", List.of(report)));
      assertThat(reply.is(204)).as("%s", reply).isTrue();
    }
    requireTaken("1");
  }

  /** So many reports were projected or parked. */
  private void requireTaken(String reports) {
    Tables tables = new Tables(LocalStack.shared(), where.database());
    Waiting.until(
        reports + " were read",
        () ->
            tables
                .texts("SELECT coalesce(sum(next), 0)::text FROM activity.projection_offset")
                .equals(List.of(reports)));
  }

  private void requireRefusals(SecuredKafka kafka) throws Exception {
    for (String topic : TOPICS) {
      for (String user : List.of("registry", "siem", "stranger")) {
        boolean writes = user.equals("registry") && topic.equals("activity");
        boolean reads = user.equals("siem") && topic.equals("audit");
        if (writes) {
          produce(kafka, user, topic);
        } else {
          assertThatThrownBy(() -> produce(kafka, user, topic))
              .as("%s writes to %s", user, topic)
              .rootCause()
              .isInstanceOf(AuthorizationException.class);
        }
        if (!reads) {
          assertThatThrownBy(() -> read(kafka, user, topic))
              .as("%s reads %s", user, topic)
              .isInstanceOf(TopicAuthorizationException.class);
        }
      }
    }
    assertThatThrownBy(() -> read(kafka, "wharfinger", "audit"))
        .as("the service does not read what it publishes")
        .isInstanceOf(TopicAuthorizationException.class);
    try (KafkaConsumer<byte[], byte[]> siem = consumer(kafka, "siem", "another")) {
      siem.subscribe(List.of(topic("audit")));
      assertThatThrownBy(() -> siem.poll(Duration.ofSeconds(20)))
          .isInstanceOf(GroupAuthorizationException.class);
    }
  }

  private void produce(SecuredKafka kafka, String user, String topic) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.settings(user), new ByteArraySerializer(), new ByteArraySerializer())) {
      byte[] bytes = "{}".getBytes(StandardCharsets.UTF_8);
      var _ = producer.send(new ProducerRecord<>(topic(topic), bytes)).get(30, TimeUnit.SECONDS);
    }
  }

  private void read(SecuredKafka kafka, String user, String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(kafka, user, "unused")) {
      TopicPartition partition = new TopicPartition(topic(topic), 0);
      consumer.assign(List.of(partition));
      consumer.seek(partition, 0);
      var _ = consumer.poll(Duration.ofSeconds(20));
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(
      SecuredKafka kafka, String user, String group) {
    Map<String, Object> settings = new HashMap<>(kafka.settings(user));
    settings.put("group.id", group);
    settings.put("auto.offset.reset", "earliest");
    settings.put("enable.auto.commit", false);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private String topic(String name) {
    return where.topicPrefix() + "." + name;
  }
}
