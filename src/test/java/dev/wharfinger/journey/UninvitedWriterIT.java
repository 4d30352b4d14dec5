package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody appends to the journal without the lock, as an instance does whose transaction died
 * while its append was under way: sometimes just between another writer's look at the end and its
 * append.
 */
class UninvitedWriterIT {
  private static final int CLIENTS = 6;
  private static final int ORGANIZATIONS = 200;
  private static final int CHANGES = 8;

  /** How often the service's append must have come second. */
  private static final int COLLISIONS = 3;

  private static final int ATTEMPTS = 2_000;
  private static final int PAUSE = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private StackAddresses.Isolated where;
  private ServiceProcess service;
  private ApiClient client;

  @BeforeEach
  void start() {
    where = LocalStack.freshDatabase();
    service = Instances.start(folder, where);
    client = ApiClient.ofFirstUser(service.baseUrl());
  }

  @AfterEach
  void stop() {
    client.close();
    service.kill();
  }

  @Test
  void whateverComesBetweenNothingAcknowledgedIsVoid() throws Exception {
    assertThat(client.createOrganization("elsewhere", Optional.empty()).is(201)).isTrue();
    try (Load load = Load.start(List.of(client), CLIENTS, ORGANIZATIONS, CHANGES)) {
      int taken = intrude();
      Ledger ledger = load.finish();
      Chain chain = Chain.read(LocalStack.shared().bootstrapServers(), where.topicPrefix());
      System.out.println(ledger + "; " + chain + ", " + taken + " uninvited");
      assertThat(chain.voidWishes())
          .as("appends that came second, without which nothing is shown")
          .isGreaterThanOrEqualTo(COLLISIONS);
      Tables tables = new Tables(LocalStack.shared(), where.database());
      ledger.holds(chain, tables, client);
      assertThat(chain.eventsByOrganization("organization-invoice-email-set.v1"))
          .as("what was appended in time counts like everything else")
          .containsOnlyKeys("elsewhere");
      service.stop();
      Map<String, String> before = tables.checksums();
      Tables anew = tables.copyOfVault();
      service = Instances.start(folder, anew.at(where));
      assertThat(anew.checksums()).as("rows made from zero").isEqualTo(before);
    }
  }

  /** Appends what would continue the chain as last seen; returns how often. */
  private int intrude() throws Exception {
    TopicPartition journal = new TopicPartition(where.topicPrefix() + ".journal", 0);
    Chain chain = Chain.empty();
    Random random = new Random();
    int appended = 0;
    try (KafkaConsumer<byte[], byte[]> consumer =
            Chain.consumer(LocalStack.shared().bootstrapServers());
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", LocalStack.shared().bootstrapServers(), "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      consumer.assign(List.of(journal));
      consumer.seekToBeginning(List.of(journal));
      for (int attempt = 0; attempt < ATTEMPTS && chain.voidWishes() < COLLISIONS; attempt++) {
        Waiting.millis(random.nextInt(PAUSE));
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(1))) {
          chain.take(record.value());
        }
        if (chain.eventsByOrganization(Chain.CREATED).containsKey("elsewhere")) {
          var _ = producer.send(new ProducerRecord<>(journal.topic(), 0, null, next(chain))).get();
          appended++;
        }
      }
    }
    return appended;
  }

  private byte[] next(Chain chain) throws Exception {
    JsonNode last = chain.valid().getLast();
    JsonNode created =
        chain.valid().stream()
            .flatMap(record -> record.path("events").valueStream())
            .filter(event -> event.path("type").asText().equals(Chain.CREATED))
            .filter(event -> event.path("data").path("name").asText().equals("elsewhere"))
            .findFirst()
            .orElseThrow()
            .path("data");
    String command = UUID.randomUUID().toString();
    ObjectNode body = JSON.createObjectNode();
    body.put("seq", last.path("seq").asLong() + 1);
    body.put("prevHash", last.path("hash").asText());
    body.put("commandId", command).putNull("fingerprint").put("correlationId", command);
    body.putNull("causationId").put("time", last.path("time").asText());
    body.put("nextId", last.path("nextId").asLong());
    ObjectNode actor = body.putObject("actor");
    last.path("actor").fieldNames().forEachRemaining(actor::putNull);
    body.putArray("events")
        .addObject()
        .put("type", "organization-invoice-email-set.v1")
        .putObject("data")
        .put("organization", created.path("organization").asLong())
        .put("name", "elsewhere")
        .put("invoiceEmail", true);
    String masterKey = Objects.requireNonNull(where.environment().get("WHARFINGER_MASTER_KEY"));
    return Chain.authentic(JSON.writeValueAsString(body), masterKey)
        .getBytes(StandardCharsets.UTF_8);
  }
}
