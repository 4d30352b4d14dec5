package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The run books of docs/operate.md, followed to the letter on the packaged artifact. */
class RunBooksIT {

  private static final String PASSWORD = "harbour-dues-1791";

  @TempDir Path folder;

  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Map<String, String> environment = environment(where);

  private static Map<String, String> environment(StackAddresses.Isolated place) {
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.putAll(
        Map.of(
            "SUPER_USERS", "admin",
            "FEATURE_USER_INITIALIZE", "true",
            "FEATURE_OAUTH_PASSWORD_GRANT", "true",
            "QUARKUS_HTTP_HOST", "127.0.0.1",
            "QUARKUS_MANAGEMENT_HOST", "127.0.0.1",
            "QUARKUS_SHUTDOWN_DELAY", "0S"));
    return environment;
  }

  private RunBook section(String heading) {
    return RunBook.section(heading, folder);
  }

  @Test
  void deploys() throws Exception {
    RunBook deploy = section("Deploy");
    String port = Integer.toString(Ports.free());
    String management = Integer.toString(Ports.free());
    environment.put("QUARKUS_HTTP_PORT", port);
    environment.put("QUARKUS_MANAGEMENT_PORT", management);
    Map<String, String> ports =
        Map.of("localhost:8080", "127.0.0.1:" + port, "localhost:9000", "127.0.0.1:" + management);
    Process instance = deploy.launch(0, environment, ports);
    try {
      assertThat(until(instance, "GOES ON")).contains("\"status\": \"UP\"");
      Process first = deploy.launch(1, environment, ports);
      assertThat(until(first, "GOES ON")).contains("access_token");
      first.destroy();
    } finally {
      instance.getOutputStream().close();
      assertThat(instance.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String until(Process process, String mark) throws Exception {
    StringBuilder printed = new StringBuilder();
    BufferedReader out = process.inputReader();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.contains(mark)) {
        return printed.toString();
      }
      printed.append(line).append('\n');
    }
    throw new AssertionError("it ended: " + printed);
  }

  @Test
  void restoresFromABackupThatWasMadeWhileInstancesServed() throws Exception {
    RunBook restore = section("Restore");
    try (ServiceProcess service = Instances.start(folder, where, environment);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      create(admin, "acme");
      assertThat(section("Back up").execute(0, environment)).contains("records of the journal");
      create(admin, "later");
    }
    StackAddresses.Isolated empty = LocalStack.freshDatabase();
    assertThat(restore.execute(0, environment(empty))).contains("records of the journal");
    assertThat(restore.attempt(0, environment(empty)))
        .as("topics that are not empty are left alone")
        .matches(result -> result.status() == 1 && result.printed().contains("not empty"));
    try (ServiceProcess service = Instances.start(folder, empty, environment(empty));
        ApiClient nobody = new ApiClient(service.baseUrl(), "");
        ApiClient admin = nobody.as("admin", PASSWORD)) {
      assertThat(admin.organization("acme").is(200)).isTrue();
      assertThat(admin.organization("later").is(404)).as("written after the backup").isTrue();
      create(admin, "later");
    }
    assertThat(restore.attempt(1, onTopicsOf(empty)))
        .as("a journal that lacks what the database has")
        .matches(result -> result.status() == 1 && result.printed().contains("altered or missing"));
    assertThat(section("Back up").attempt(0, onTopicsOf(empty)))
        .as("a topic that is not the journal does not replace a backup")
        .matches(result -> result.status() == 1 && result.printed().contains("is not the one"));
  }

  /** The first database, with the topics of another place. */
  private Map<String, String> onTopicsOf(StackAddresses.Isolated other) {
    Map<String, String> moved = new HashMap<>(environment);
    moved.put("WHARFINGER_TOPIC_PREFIX", other.topicPrefix());
    return moved;
  }

  @Test
  void movesToOtherTopics() throws Exception {
    try (ServiceProcess service = Instances.start(folder, where, environment);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      create(admin, "acme");
    }
    RunBook move = section("Move to another Kafka cluster, or to topics of another name");
    var _ = move.execute(0, environment);
    StackAddresses.Isolated other = LocalStack.freshDatabase();
    Map<String, String> moved = onTopicsOf(other);
    assertThat(move.execute(1, moved)).contains("offsets left           0");
    goesOn(moved, "acme");
    RunBook recover = section("Recover from a halt");
    String verified = recover.execute(0, moved);
    assertThat(verified).contains("built from it").doesNotContain("NOT built");
    assertThat(recover.execute(1, moved)).contains("rebuilt tables are live");
    assertThat(recover.execute(2, moved)).contains("queue");
    assertThat(recover.size()).isEqualTo(3);
  }

  @Test
  void adoptsAJournalAtOtherOffsetsAndNoneThatIsIncomplete() throws Exception {
    try (ServiceProcess service = Instances.start(folder, where, environment);
        ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      create(admin, "acme");
    }
    List<ConsumerRecord<byte[], byte[]>> records = records(where.topicPrefix() + ".journal");
    Map<String, String> incomplete = onTopicsOf(LocalStack.freshDatabase());
    copy(incomplete, records.subList(0, records.size() - 1));
    RunBook.Result refused = section("Restore").attempt(1, incomplete);
    assertThat(refused.status()).as(refused.printed()).isEqualTo(1);
    assertThat(refused.printed()).contains("altered or missing");

    Map<String, String> shifted = onTopicsOf(LocalStack.freshDatabase());
    create(shifted);
    append(shifted, "of a stranger".getBytes(StandardCharsets.UTF_8));
    records.forEach(record -> append(shifted, record.value()));
    assertThat(section("Restore").execute(1, shifted))
        .contains("continues at offset    " + (records.size() + 1));
    goesOn(shifted, "acme");
  }

  /** What was written is there, and more can be written. */
  private void goesOn(Map<String, String> moved, String organization) throws Exception {
    try (ServiceProcess service = Instances.start(folder, where, moved);
        ApiClient nobody = new ApiClient(service.baseUrl(), "");
        ApiClient admin = nobody.as("admin", PASSWORD)) {
      assertThat(admin.organization(organization).is(200)).isTrue();
      create(admin, "after-the-move");
    }
  }

  private static void create(ApiClient admin, String organization) {
    assertThat(admin.createOrganization(organization, Optional.empty()).is(201)).isTrue();
  }

  private void copy(Map<String, String> to, List<ConsumerRecord<byte[], byte[]>> records)
      throws Exception {
    create(to);
    records.forEach(record -> append(to, record.value()));
  }

  /** An empty journal with the settings that the service demands. */
  private void create(Map<String, String> to) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", LocalStack.shared().bootstrapServers()))) {
      NewTopic topic =
          new NewTopic(to.get("WHARFINGER_TOPIC_PREFIX") + ".journal", 1, (short) 1)
              .configs(
                  Map.of(
                      "cleanup.policy", "delete",
                      "retention.ms", "-1",
                      "retention.bytes", "-1",
                      "max.message.bytes", "8388608",
                      "unclean.leader.election.enable", "false",
                      "min.insync.replicas", "1"));
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static void append(Map<String, String> to, byte[] value) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", LocalStack.shared().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var _ =
          producer.send(
              new ProducerRecord<>(to.get("WHARFINGER_TOPIC_PREFIX") + ".journal", value));
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", LocalStack.shared().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
      }
      return records;
    }
  }
}
