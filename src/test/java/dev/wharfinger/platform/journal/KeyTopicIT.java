package dev.wharfinger.platform.journal;

import static dev.wharfinger.platform.journal.TestEngine.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.local.LocalKafka;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.vault.Personal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys of subjects are on their topic, and everything else about them follows from it. */
class KeyTopicIT {

  private static final Outcome FIRST = new Outcome.Done(1, false, Tickets.NOON);

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();
  private final String topic = TestEngine.keyTopic(place);

  @Test
  void anotherDatabaseGetsEveryKeyAndKnowsWhatIsErased() {
    UUID kept;
    UUID erased;
    try (TestEngine engine = TestEngine.running(place)) {
      kept = await(engine.keys().draw());
      erased = await(engine.keys().draw());
      assertThat(engine.submit(open("kept", kept))).isEqualTo(FIRST);
      assertThat(engine.submit(open("erased", erased))).isInstanceOf(Outcome.Done.class);
      await(engine.keys().erase(erased));
    }
    try (TestEngine other = TestEngine.running(elsewhere())) {
      assertThat(other.texts("SELECT reporter FROM ticket ORDER BY seq"))
          .containsExactly("jane", "(erased)");
      assertThat(await(other.keys().find(Set.of(kept, erased)))).containsOnlyKeys(kept);
    }
  }

  @Test
  void rowsThatAreLostAreReadFromTheTopicAgain() {
    try (TestEngine engine = TestEngine.running(place);
        TestEngine other = TestEngine.running(place)) {
      UUID key = await(engine.keys().draw());
      await(other.keys().keepUp());
      engine.execute("DELETE FROM vault.subject_key");
      assertThat(await(other.keys().find(Set.of(key)))).containsOnlyKeys(key);
      assertThat(engine.count("SELECT count(*) FROM vault.subject_key WHERE NOT on_topic"))
          .isZero();
    }
  }

  @Test
  void aCommandThatNeedsAMissingKeyIsRefusedAloneAndTheAlarmSaysSo() {
    try (TestEngine engine = TestEngine.running(place)) {
      UUID nobody = UUID.randomUUID();
      assertThatThrownBy(() -> engine.submit(open("lost", nobody)))
          .isInstanceOf(JournalUnavailable.class)
          .hasMessageContaining(nobody.toString());
      assertThat(engine.keys().trouble())
          .hasValueSatisfying(it -> {
            assertThat(it).contains("missing").contains(nobody.toString());
          });
      assertThat(engine.submit(new Tickets.Open("of nobody"))).isEqualTo(FIRST);
      assertThat(await(engine.keys().giveUp(await(engine.keys().draw())))).isFalse();
      assertThat(await(engine.keys().giveUp(nobody))).isTrue();
      await(engine.keys().keepUp());
      assertThat(engine.keys().trouble()).isEmpty();
    }
  }

  @Test
  void aRecordWhoseKeyIsMissingStopsTheProjectionUntilTheKeyIsBack() throws Exception {
    StackAddresses.Isolated elsewhere = elsewhere();
    try (TestEngine engine = TestEngine.running(place);
        TestEngine other = TestEngine.running(elsewhere)) {
      UUID key = await(engine.keys().draw());
      delete();
      engine.execute("CREATE TABLE kept AS SELECT * FROM vault.subject_key");
      for (TestEngine it : List.of(engine, other)) {
        it.execute("DELETE FROM vault.subject_key");
      }
      await(engine.keys().open());
      assertThat(engine.submit(open("first", key))).as("it is in memory").isEqualTo(FIRST);

      other.tickUntil(() -> other.writer().state() instanceof WriterState.Unsafe);
      assertThat(other.writer().state().reason()).contains("missing").contains(key.toString());
      assertThat(other.count("SELECT count(*) FROM ticket")).isZero();
      try (TestEngine third = TestEngine.starting(elsewhere())) {
        third.tickUntil(() ->
            third.writer().state() instanceof WriterState.Starting(String reason)
                && reason.contains("missing"));
      }

      engine.execute("INSERT INTO vault.subject_key SELECT * FROM kept");
      engine.execute("UPDATE vault.subject_key SET on_topic = false");
      await(engine.keys().keepUp());
      other.tickUntil(() -> other.writer().state() instanceof WriterState.Running);
      assertThat(other.texts("SELECT reporter FROM ticket")).containsExactly("jane");
    }
  }

  @Test
  void whatIsErasedIsForgottenByAllInstances() {
    try (TestEngine engine = TestEngine.running(place);
        TestEngine other = TestEngine.running(place)) {
      UUID key = await(engine.keys().draw());
      assertThat(await(other.keys().find(Set.of(key)))).containsOnlyKeys(key);
      await(engine.keys().erase(key));
      assertThat(other.keys().cached(key)).isPresent();
      await(other.keys().keepUp());
      assertThat(other.keys().cached(key)).isEmpty();
      assertThat(await(other.keys().find(Set.of(key)))).isEmpty();
    }
  }

  @Test
  void aTopicMadeAnewIsToldWhatTheTableKnows() throws Exception {
    UUID kept;
    UUID erased;
    try (TestEngine engine = TestEngine.running(place)) {
      kept = await(engine.keys().draw());
      erased = await(engine.keys().draw());
      await(engine.keys().erase(erased));
      delete();
      await(engine.keys().open());
    }
    try (TestEngine other = TestEngine.running(elsewhere())) {
      assertThat(await(other.keys().find(Set.of(kept, erased)))).containsOnlyKeys(kept);
    }
  }

  @Test
  void nobodyElseErasesRestoresOrReplacesAKey() throws Exception {
    UUID key;
    UUID erased;
    try (TestEngine engine = TestEngine.running(place)) {
      key = await(engine.keys().draw());
      erased = await(engine.keys().draw());
      String before = entries(engine, erased).getFirst();
      await(engine.keys().erase(erased));
      lay(key, null);
      lay(key, "0".repeat(64) + " {\"v\":1,\"erased\":true}");
      lay(key, before);
      lay(erased, before);
      await(engine.keys().keepUp());
      assertThat(engine.keys().foreign()).isPositive();
      assertThat(engine.count("SELECT count(*) FROM vault.subject_key WHERE NOT on_topic"))
          .isZero();
    }
    try (TestEngine other = TestEngine.running(elsewhere())) {
      assertThat(await(other.keys().find(Set.of(key, erased)))).containsOnlyKeys(key);
      assertThat(entries(other, erased).getLast()).contains("\"erased\":true");
      assertThat(entries(other, key).getLast()).contains("\"wrapped\":");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cleanup.policy, delete, compact",
    "cleanup.policy, 'compact,delete', compact",
    "max.compaction.lag.ms, 172800000, 86400000",
    "segment.ms, 604800000, 21600000",
    "unclean.leader.election.enable, true, false"
  })
  void aTopicThatCouldForgetKeysOrKeepErasedOnesStopsTheWrites(
      String setting, String bad, String good) throws Exception {
    try (TestEngine engine = TestEngine.running(place)) {
      configure(topic, Map.of(setting, bad), bootstrap(place));
      TestEngine.eventually(() -> {
        await(engine.writer().inspect().onFailure().recoverWithNull());
        return engine.writer().state() instanceof WriterState.Unsafe;
      });
      assertThat(engine.writer().state().reason()).contains(topic, setting + " is " + bad);
      configure(topic, Map.of(setting, good), bootstrap(place));
      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
    }
  }

  @Test
  void compactionRemovesAnErasedKeyFromTheDisk(@TempDir Path folder) throws Exception {
    try (LocalKafka kafka =
        LocalKafka.start(
            folder,
            Ports.free(),
            Ports.free(),
            Map.of("log.cleaner.backoff.ms", "200", "log.segment.delete.delay.ms", "200"))) {
      Map<String, String> environment = new HashMap<>(place.environment());
      environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
      StackAddresses.Isolated own =
          new StackAddresses.Isolated(place.database(), place.topicPrefix(), environment);
      try (TestEngine engine = TestEngine.running(own)) {
        UUID key = await(engine.keys().draw());
        UUID other = await(engine.keys().draw());
        String material = wrapped(engine, key);
        String others = wrapped(engine, other);
        Path log = folder.resolve("log").resolve(topic + "-0");
        assertThat(contains(log, material)).isTrue();
        configure(
            topic,
            Map.of("max.compaction.lag.ms", "500", "segment.ms", "500"),
            kafka.bootstrapServers());
        await(engine.keys().erase(key));
        TestEngine.eventually(() -> {
          await(engine.keys().erase(UUID.randomUUID())); // something has to be written
          return !contains(log, material);
        });
        assertThat(contains(log, others)).isTrue();
        assertThat(contains(log, key.toString())).as("the mark").isTrue();
      }
    }
  }

  private static String wrapped(TestEngine engine, UUID key) {
    return engine.one(
        String.class,
        "SELECT encode(wrapped, 'base64') FROM vault.subject_key WHERE id = '" + key + "'");
  }

  private static boolean contains(Path log, String text) {
    try (Stream<Path> files = Files.list(log)) {
      return files.anyMatch(file -> read(file).contains(text));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Nothing, for a file that is removed at this moment. */
  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return "";
    }
  }

  private Tickets.Open open(String title, UUID key) {
    return new Tickets.Open(title, new Personal.Known("jane", key));
  }

  /** An empty database with the same topics. */
  private StackAddresses.Isolated elsewhere() {
    StackAddresses.Isolated empty = LocalStack.freshDatabase();
    return new StackAddresses.Isolated(empty.database(), place.topicPrefix(), empty.environment());
  }

  private static List<String> entries(TestEngine engine, UUID key) {
    return Objects.requireNonNull(engine.keyEntries().get(key.toString()));
  }

  private void lay(UUID key, @Nullable String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap(place)),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var _ =
          producer
              .send(
                  new ProducerRecord<>(
                      topic,
                      key.toString().getBytes(StandardCharsets.UTF_8),
                      value == null ? null : value.getBytes(StandardCharsets.UTF_8)))
              .get(30, TimeUnit.SECONDS);
    }
  }

  private void delete() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap(place)))) {
      var _ = admin.deleteTopics(Set.of(topic)).all().get(30, TimeUnit.SECONDS);
      TestEngine.eventually(() -> {
        try {
          return !admin.listTopics().names().get(30, TimeUnit.SECONDS).contains(topic);
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      });
    }
  }

  private static void configure(String topic, Map<String, String> settings, String servers)
      throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    List<AlterConfigOp> set =
        settings.entrySet().stream()
            .map(it ->
                new AlterConfigOp(
                    new ConfigEntry(it.getKey(), it.getValue()), AlterConfigOp.OpType.SET))
            .toList();
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      var _ = admin.incrementalAlterConfigs(Map.of(resource, set)).all().get(30, TimeUnit.SECONDS);
    }
  }

  private static String bootstrap(StackAddresses.Isolated place) {
    return Objects.requireNonNull(place.environment().get("KAFKA_BOOTSTRAP_SERVERS"));
  }
}
