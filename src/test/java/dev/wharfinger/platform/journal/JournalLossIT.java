package dev.wharfinger.platform.journal;

import static dev.wharfinger.platform.journal.TestEngine.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.journal.TicketEvent.TicketOpened;
import dev.wharfinger.platform.vault.MasterKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  void theProofFailsOnATopicMadeAnew() throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
      JournalProof proof =
          new JournalProof(TestEngine.vertx(), engine.pool(), engine.journal(), engine.codec());
      assertThat(await(proof.status())).isEqualTo(new JournalProof.Status(1, 0, 0));
      replaceTopic(Map.of("retention.ms", "-1", "max.message.bytes", "8388608"));
      assertThatThrownBy(() -> await(proof.status())).hasMessageContaining("is not the one");
      engine.execute("UPDATE journal_head SET topic_id = NULL");
      assertThatThrownBy(() -> await(proof.status())).isInstanceOf(JournalDataLoss.class);
    }
  }

  @Test
  void haltsOnATopicMadeAnewAndFilledUp() throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
      replaceTopic(Map.of());
      try (TestEngine stranger = TestEngine.starting(LocalStack.freshDatabase());
          Journal journal =
              new Journal(TestEngine.kafka(bootstrapServers()), topic, (short) 1, (short) 1)) {
        byte[] other =
            stranger
                .record(new Head(0, Head.GENESIS_HASH, 0, 1), Tickets.envelope(), opened("other"))
                .bytes();
        assertThat(await(journal.append(List.of(other)))).containsExactly(0L);
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
  void refusesATopicThatCouldForgetUntilItIsRepaired() throws Exception {
    try (Admin admin = admin()) {
      create(admin, Map.of("retention.ms", "3600000", "max.message.bytes", "8388608"));
    }
    try (TestEngine engine = TestEngine.starting(place)) {
      requireUnsafe(engine, "retention.ms is 3600000");
      configure("retention.ms", "-1");
      configure("retention.bytes", "-1");
      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "retention.ms, 3600000, -1",
    "retention.bytes, 1, -1",
    "cleanup.policy, compact, delete",
    "max.message.bytes, 1000, 8388608",
    "unclean.leader.election.enable, true, false"
  })
  void stopsAtATopicThatCouldForgetFromNowOnUntilItIsRepaired(
      String setting, String bad, String good) throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
      configure(setting, bad);
      requireUnsafe(engine, setting + " is " + bad);
      assertThat(engine.meter("wharfinger.journal.halted")).isEqualTo(1);
      configure(setting, good);
      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
      assertThat(engine.meter("wharfinger.journal.halted")).isZero();
      assertThat(engine.submit(new Tickets.Open("second")))
          .isEqualTo(new Outcome.Done(2, false, Tickets.NOON));
    }
  }

  @Test
  void haltsWhenTheBeginningGoesWhileItRuns() throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
      try (Admin admin = admin()) {
        var _ =
            admin
                .deleteRecords(
                    Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(1)))
                .all()
                .get(30, TimeUnit.SECONDS);
      }
      TestEngine.eventually(() -> {
        inspect(engine);
        return engine.writer().state() instanceof WriterState.Halted;
      });
      requireHalt(engine, "before offset 1 was deleted");
    }
  }

  private static void requireUnsafe(TestEngine engine, String reason) {
    TestEngine.eventually(() -> {
      inspect(engine);
      engine.writer().tick();
      return engine.writer().state() instanceof WriterState.Unsafe;
    });
    assertThat(engine.writer().state())
        .isInstanceOfSatisfying(
            WriterState.Unsafe.class, it -> assertThat(it.reason()).contains(reason));
    assertThatThrownBy(() -> engine.submit(new Tickets.Open("too late")))
        .isInstanceOf(JournalUnavailable.class);
  }

  /** The look of every minute, whose failure is seen in the state. */
  private static void inspect(TestEngine engine) {
    await(engine.writer().inspect().onFailure().recoverWithNull());
  }

  private void configure(String setting, String value) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    AlterConfigOp set =
        new AlterConfigOp(new ConfigEntry(setting, value), AlterConfigOp.OpType.SET);
    try (Admin admin = admin()) {
      var _ =
          admin
              .incrementalAlterConfigs(Map.of(resource, List.of(set)))
              .all()
              .get(30, TimeUnit.SECONDS);
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
  void waitsAtAnEventItDoesNotKnowUntilANewerInstanceHasGoneOn() throws Exception {
    List<EventType> newer = new ArrayList<>(TestEngine.AREAS.types());
    newer.add(EventType.past("ticket-sold.v1", TicketOpened.class, UnaryOperator.identity()));
    try (TestEngine engine = TestEngine.running(place)) {
      ObjectNode body =
          Frames.body(engine.record(engine.head(), Tickets.envelope(), opened("new")).bytes());
      ((ObjectNode) body.get("events").get(0)).put("type", "ticket-sold.v1");
      assertThat(engine.append(JournalFrame.write(body, engine.macs()).bytes())).hasSize(1);
      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Interrupted);
      assertThat(engine.writer().state())
          .isInstanceOfSatisfying(
              WriterState.Interrupted.class,
              it -> assertThat(it.reason()).contains("unknown event"));
      assertThatThrownBy(() -> engine.submit(new Tickets.Open("mine")))
          .isInstanceOf(JournalUnavailable.class);
      assertThat(engine.meter("wharfinger.journal.halted")).isZero();
      try (TestEngine next = TestEngine.starting(place, master(), newer)) {
        next.tickUntil(() -> next.head().seq() == 1);
      }
      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
      assertThat(engine.submit(new Tickets.Open("mine")))
          .isEqualTo(new Outcome.Done(2, false, Tickets.NOON));
      assertThat(engine.texts("SELECT title FROM ticket ORDER BY seq"))
          .containsExactly("new", "mine");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void haltsBehindAnAlteredRecord(int altered) throws Exception {
    StackAddresses.Isolated empty = LocalStack.freshDatabase();
    copyOfThree(empty, altered);
    try (TestEngine engine = TestEngine.starting(empty)) {
      requireHalt(engine, "was altered or is missing, after record " + altered);
      assertThat(engine.head().seq()).isEqualTo(0);
    }
  }

  @Test
  void haltsWhenTheLastRecordIsNotWhatItWasWhenItWasProjected() throws Exception {
    StackAddresses.Isolated other = LocalStack.freshDatabase();
    copyOfThree(other, 2);
    StackAddresses.Isolated moved =
        new StackAddresses.Isolated(place.database(), other.topicPrefix(), place.environment());
    try (TestEngine engine = TestEngine.starting(moved)) {
      engine.execute("UPDATE journal_head SET topic_id = NULL");
      assertThatThrownBy(() -> await(engine.rebuild().run(true)))
          .isInstanceOf(JournalDataLoss.class);
      requireHalt(engine, "record 3, which was projected, is altered or missing");
    }
  }

  @Test
  void refusesAJournalOfAnotherMasterKey() {
    try (TestEngine engine = TestEngine.running(place)) {
      assertThat(engine.submit(new Tickets.Open("first")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));
    }
    StackAddresses.Isolated empty = LocalStack.freshDatabase();
    StackAddresses.Isolated lost =
        new StackAddresses.Isolated(empty.database(), place.topicPrefix(), empty.environment());
    MasterKey wrong = new MasterKey(new byte[MasterKey.BYTES]);
    try (TestEngine engine = TestEngine.starting(lost, wrong, TestEngine.AREAS.types())) {
      engine.tickUntil(() ->
          engine.writer().state() instanceof WriterState.Starting(String reason)
              && reason.contains("another master key"));
      assertThatThrownBy(() -> engine.submit(new Tickets.Open("mine")))
          .isInstanceOf(JournalUnavailable.class);
      assertThat(engine.head().nextOffset()).isZero();
    }
    try (TestEngine engine = TestEngine.running(lost)) {
      assertThat(engine.texts("SELECT title FROM ticket")).containsExactly("first");
    }
  }

  /** Three records on this place's topic, and on another's with one byte of one of them altered. */
  private void copyOfThree(StackAddresses.Isolated other, int altered) throws Exception {
    List<byte[]> records = new ArrayList<>();
    try (TestEngine engine = TestEngine.running(place)) {
      for (int i = 1; i <= 3; i++) {
        assertThat(engine.submit(new Tickets.Open("honest " + i)))
            .isEqualTo(new Outcome.Done(i, false, Tickets.NOON));
      }
      await(engine.journal().read(0, 3)).records().forEach(record -> records.add(record.bytes()));
    }
    assertThat(records).hasSize(3);
    records.get(altered)[records.get(altered).length - 20] ^= 1;
    try (Journal journal =
        new Journal(
            TestEngine.kafka(bootstrapServers()), TestEngine.topic(other), (short) 1, (short) 1)) {
      var _ = await(journal.open());
      assertThat(await(journal.append(records))).hasSize(3);
    }
  }

  @Test
  void haltsWhenAPieceOfTheChainIsMissing() {
    try (TestEngine engine = TestEngine.running(place)) {
      Head farAhead = new Head(WriteQueue.BATCH, "a".repeat(64), 0, 1);
      assertThat(engine.append(engine.record(farAhead, Tickets.envelope(), opened("late")).bytes()))
          .hasSize(1);
      requireHalt(engine, "is missing");
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

  private MasterKey master() {
    return MasterKey.fromBase64(
        Objects.requireNonNull(place.environment().get("WHARFINGER_MASTER_KEY")));
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
