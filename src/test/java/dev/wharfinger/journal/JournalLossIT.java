package dev.wharfinger.journal;

import static dev.wharfinger.journal.TestEngine.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.journal.TicketEvent.TicketOpened;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** A journal that is not what it was stops the writes and nothing else. */
class JournalLossIT {

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();
  private final String topic = TestEngine.topic(place);

  @Test
  void haltsOnATopicMadeAnew() throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
      replaceTopic(Map.of());
      requireHalt(engine, "the journal");
    }
  }

  @Test
  void haltsOnATopicMadeAnewAndFilledUp() throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
      replaceTopic(Map.of());
      try (TestEngine stranger = TestEngine.starting(LocalStack.freshDatabase());
          Journal journal = new Journal(bootstrapServers(), topic, (short) 1, (short) 1)) {
        byte[] other =
            stranger
                .record(new Head(0, Head.GENESIS_HASH, 0, 1), Tickets.envelope(), opened("other"))
                .bytes();
        assertThat(await(journal.append(java.util.List.of(other)))).containsExactly(0L);
      }
      requireHalt(engine, "not the one");
    }
  }

  @Test
  void haltsWhenTheBeginningIsGone() throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
      assertThat(engine.submit(new Tickets.Open("second")))
          .isEqualTo(new Outcome.Done(2, false, Tickets.NOON));
    }
    try (Admin admin = admin()) {
      var _ =
          admin
              .deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
              .all()
              .get(30, TimeUnit.SECONDS);
    }
    try (TestEngine engine = TestEngine.starting(place)) {
      requireHalt(engine, "before offset 1 was deleted");
    }
  }

  @Test
  void refusesATopicThatCouldForget() throws Exception {
    try (Admin admin = admin()) {
      create(admin, Map.of("retention.ms", "1000"));
    }
    try (TestEngine engine = TestEngine.starting(place)) {
      requireHalt(engine, "could forget");
    }
  }

  @Test
  void haltsOnARecordThatNoRowCanTake() {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(
              engine.append(
                  engine
                      .record(engine.head(), Tickets.envelope(), opened("unprojectable"))
                      .bytes()))
          .hasSize(1);
      requireHalt(engine, "cannot be projected");
      assertThat(engine.head().seq()).isZero();
    }
  }

  @Test
  void haltsOnAnEventItDoesNotKnow() throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      ObjectNode body = body(engine.record(engine.head(), Tickets.envelope(), opened("new")));
      ((ObjectNode) body.get("events").get(0)).put("type", "ticket-sold.v1");
      assertThat(engine.append(JournalFrame.write(body).bytes())).hasSize(1);
      requireHalt(engine, "unknown event");
    }
  }

  @Test
  void haltsOnAnAlteredRecord() {
    try (TestEngine engine = TestEngine.running(place)) {
      byte[] bytes = engine.record(engine.head(), Tickets.envelope(), opened("a")).bytes();
      bytes[bytes.length - 20] ^= 1;
      assertThat(engine.append(bytes)).hasSize(1);
      requireHalt(engine, "altered");
    }
  }

  @Test
  void haltsWhenAPieceOfTheChainIsMissing() {
    try (TestEngine engine = TestEngine.running(place)) {
      Head farAhead = new Head(Writer.BATCH, "a".repeat(64), 0, 1);
      assertThat(engine.append(engine.record(farAhead, Tickets.envelope(), opened("late")).bytes()))
          .hasSize(1);
      requireHalt(engine, "are missing");
    }
  }

  @Test
  void aForeignTransactionLeavesOnlyVoid() {
    try (TestEngine engine = TestEngine.running(place);
        KafkaProducer<byte[], byte[]> foreign =
            new KafkaProducer<>(
                Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    bootstrapServers(),
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    topic),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      foreign.initTransactions();
      foreign.beginTransaction();
      var _ =
          foreign.send(new ProducerRecord<>(topic, 0, null, "x".getBytes(StandardCharsets.UTF_8)));
      foreign.commitTransaction();
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
      assertThat(engine.head().nextOffset()).isEqualTo(3);
    }
  }

  private static void requireHalt(TestEngine engine, String reason) {
    engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Halted);
    assertThat(engine.writer().state())
        .isInstanceOfSatisfying(
            WriterState.Halted.class, halted -> assertThat(halted.reason()).contains(reason));
    assertThatThrownBy(() -> engine.submit(new Tickets.Open("too late")))
        .isInstanceOf(JournalUnavailable.class);
    assertThat(engine.meter("wharfinger.journal.halted")).isEqualTo(1);
    assertThat(engine.count("SELECT count(*) FROM ticket")).as("reads go on").isNotNegative();
  }

  private static TicketOpened opened(String title) {
    return new TicketOpened(1, title, null);
  }

  private static ObjectNode body(JournalFrame.Written written) throws Exception {
    ObjectNode body = (ObjectNode) new ObjectMapper().readTree(written.bytes());
    body.remove("hash");
    return body;
  }

  private void replaceTopic(Map<String, String> settings) throws Exception {
    try (Admin admin = admin()) {
      var _ = admin.deleteTopics(Set.of(topic)).all().get(30, TimeUnit.SECONDS);
      TestEngine.eventually(() -> !exists(admin));
      create(admin, settings);
    }
  }

  private boolean exists(Admin admin) {
    try {
      return admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(topic);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private void create(Admin admin, Map<String, String> settings) throws Exception {
    var _ =
        admin
            .createTopics(Set.of(new NewTopic(topic, 1, (short) 1).configs(settings)))
            .all()
            .get(30, TimeUnit.SECONDS);
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", bootstrapServers()));
  }

  private String bootstrapServers() {
    return Objects.requireNonNull(place.environment().get("KAFKA_BOOTSTRAP_SERVERS"));
  }
}
