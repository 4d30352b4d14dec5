package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.Ports;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.records.feed.FeedConsumer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit feed has all of the journal, whatever happens to whoever publishes it. */
class FeedIT {
  private static final int KILLS = 2;
  private static final int CLIENTS = 4;
  private static final int ORGANIZATIONS = 60;
  private static final int CHANGES = 4;
  private static final int LIFE = 700;
  private static final String POSITION = "SELECT seq::text FROM vault.audit_position";
  private static final String ADDRESS = "jane@example.org";

  /** Chosen anew every time; {@code -Djourney.seed} repeats one. */
  private static final long SEED = Long.getLong("journey.seed", System.nanoTime());

  @TempDir Path folder;

  private final StackAddresses servers = LocalStack.shared();
  private final StackAddresses.Isolated where = LocalStack.freshDatabase();
  private final Tables tables = new Tables(servers, where.database());
  private final FeedConsumer consumer = new FeedConsumer();

  @Test
  void nothingIsMissingOrTwiceAfterKillsAndANewTopicForgetsWhoIsForgotten() throws Exception {
    System.out.println("journey.seed=" + SEED);
    Random random = new Random(SEED);
    ServiceProcess service = Instances.launch(folder, Ports.free(), where);
    service.awaitReady();
    try (ApiClient admin = ApiClient.ofFirstUser(service.baseUrl())) {
      try (Load load = Load.start(List.of(admin), CLIENTS, ORGANIZATIONS, CHANGES)) {
        for (int kill = 0; kill < KILLS; kill++) {
          service.awaitReady();
          long before = position();
          Waiting.until("the feed goes on", () -> position() > before || load.isOver());
          Waiting.millis(random.nextInt(LIFE));
          service.kill();
          service = Instances.launch(folder, service.port(), where);
        }
        service.awaitReady();
        var _ = load.finish();
      }
      Set<String> told = killBetweenAcknowledgementAndCommit(service, admin);
      service = Instances.launch(folder, service.port(), where);
      service.awaitReady();
      assertThat(admin.post("/api/v1/superuser/users/", jane()).is(200)).isTrue();
      assertThat(holds(level())).as("what was told before the crash, again").containsAll(told);
      assertThat(feed())
          .as("by default")
          .noneMatch(it -> it.payload().toString().contains(ADDRESS))
          .noneMatch(it -> it.payload().toString().contains("\"127.0.0.1\""));
      service.kill();
      service = Instances.launchTelling(folder, service.port(), where);
      service.awaitReady();
      deleteTopic();
      var _ = holds(level());

      assertThat(tables.texts("SELECT fields::text FROM vault.audit_entity").toString())
          .contains("sealed")
          .doesNotContain(ADDRESS);
      assertThat(feed()).anyMatch(it -> it.payload().toString().contains(ADDRESS));
      assertThat(admin.delete("/api/v1/superuser/users/jane").is(204)).isTrue();
      var _ = holds(level());
      deleteTopic();
      var _ = holds(level());
      assertThat(feed()).noneMatch(it -> it.payload().toString().contains(ADDRESS));
    } finally {
      service.kill();
    }
  }

  /**
   * Kafka has everything, and the position cannot be moved, because its row is locked; so the
   * service dies just then.
   *
   * @return the ids that are on the topic already, though no position tells of them
   */
  private Set<String> killBetweenAcknowledgementAndCommit(ServiceProcess service, ApiClient admin)
      throws SQLException {
    try (Connection holder = tables.hold("SELECT FROM vault.audit_position FOR UPDATE")) {
      long before = position();
      for (int i = 0; i < CHANGES; i++) {
        assertThat(admin.createOrganization("late-" + i, Optional.empty()).is(201)).isTrue();
      }
      Waiting.until(
          "the position is about to be moved",
          () -> tables.waiting("UPDATE vault.audit_position%") > 0);
      service.kill();
      assertThat(position()).isEqualTo(before);
      Set<String> told = new HashSet<>();
      feed().stream()
          .filter(it -> Long.parseLong(it.header("ce_journalseq")) > before)
          .forEach(it -> told.add(it.header("ce_id")));
      assertThat(told).isNotEmpty();
      holder.rollback();
      return told;
    }
  }

  private static Map<String, Object> jane() {
    return Map.of("username", "jane", "email", ADDRESS);
  }

  private long position() {
    return Long.parseLong(tables.texts(POSITION).getFirst());
  }

  private void deleteTopic() {
    String deleted = topicId();
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
      kafka
          .deleteTopics(List.of(consumer.topic(where.topicPrefix())))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
    Waiting.until("the topic is gone", () -> !topicId().equals(deleted));
  }

  private List<FeedConsumer.Received> feed() {
    return consumer.read(servers.bootstrapServers(), where.topicPrefix());
  }

  /** The journal, once all of it was published to the topic that is there. */
  private List<JsonNode> level() {
    List<JsonNode> journal = Chain.read(servers.bootstrapServers(), where.topicPrefix()).valid();
    Waiting.until("the feed is level", () -> isOnThisTopic() && position() >= journal.size());
    return journal;
  }

  /** A position counts for the topic that it was reached on; on another one it begins anew. */
  private boolean isOnThisTopic() {
    return topicId().equals(tables.texts("SELECT topic_id FROM vault.audit_position").getFirst());
  }

  /** The id of the topic that is there; empty if there is none. */
  private String topicId() {
    String topic = consumer.topic(where.topicPrefix());
    try (Admin kafka = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
      return kafka
          .describeTopics(List.of(topic))
          .allTopicNames()
          .toCompletionStage()
          .handle((topics, failure) ->
              failure == null ? topics.values().iterator().next().topicId().toString() : "")
          .toCompletableFuture()
          .join();
    }
  }

  /** The ids that came more than once. */
  private Set<String> holds(List<JsonNode> journal) {
    List<FeedConsumer.Received> feed = feed();
    assertThat(feed).allSatisfy(it -> assertThat(it.faults()).isEmpty());
    Map<String, FeedConsumer.Received> byId = new HashMap<>();
    Set<String> again = new HashSet<>();
    for (FeedConsumer.Received message : feed) {
      FeedConsumer.Received first = byId.putIfAbsent(message.header("ce_id"), message);
      if (first != null) {
        again.add(message.header("ce_id"));
        assertThat(message).as("the same once more").isEqualTo(first);
      }
    }
    System.out.println(feed.size() + " messages on the feed, " + again.size() + " ids again");
    assertThat(byId.keySet())
        .as("every event, and nothing void")
        .containsExactlyInAnyOrderElementsOf(FeedConsumer.idsOf(journal));
    FeedConsumer.keepsItsOrder(feed);
    return again;
  }
}
