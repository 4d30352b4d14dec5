package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.ServiceProcess;
import dev.wharfinger.local.StackAddresses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that is not what it was is noticed: no more writes, reads go on, health is red. */
class TamperIT {
  private static final int RECORDS = 10;

  @TempDir Path folder;
  private StackAddresses.Isolated where;
  private JournalTopic topic;
  private ServiceProcess service;
  private ApiClient client;

  @BeforeEach
  void start() {
    where = LocalStack.freshDatabase();
    topic = new JournalTopic(where.topicPrefix() + ".journal");
    service = Instances.start(folder, where);
    client = ApiClient.ofFirstUser(service.baseUrl());
    for (int number = 0; number < RECORDS; number++) {
      assertThat(client.createOrganization("honest" + number, Optional.empty()).is(201)).isTrue();
    }
  }

  @AfterEach
  void stop() {
    client.close();
    service.kill();
  }

  @Test
  void anEmptiedJournalIsNoticed() throws Exception {
    topic.replace(List.of());
    isNoticed("the journal");
    restart();
    isNoticed("not the one that the read models were built from");
  }

  @Test
  void aJournalReplacedByAFaithfulCopyIsNoticed() throws Exception {
    topic.replace(records());
    isNoticed("not the one that the read models were built from");
  }

  @Test
  void anAlteredRecordIsNoticedByWhoeverReplaysIt() throws Exception {
    service.stop();
    Tables anew = new Tables(LocalStack.shared(), where.database()).copyOfVault();
    List<byte[]> altered = new ArrayList<>(records());
    altered.set(5, with(altered.get(5), text -> text.replaceFirst("honest", "crooked")));
    topic.replace(altered);
    service = Instances.launch(folder, service.port(), anew.at(where));
    Waiting.until("the alteration is named", () -> journalCheck().contains("was altered"));
    assertThat(client.createOrganization("one-more", Optional.empty()).is(201)).isFalse();
  }

  @Test
  void bytesOfAStrangerAreAnAlarmAndNothingElse() throws Exception {
    String zeros = "0".repeat(64);
    byte[] next = records().getLast();
    topic.append(
        List.of(
            ("{\"hash\":\"" + zeros + "\",\"x\":1}").getBytes(StandardCharsets.UTF_8),
            new byte[0],
            with(next, text -> text.replaceFirst("\"seq\":\\d+", "\"seq\":999999999")),
            with(next, text -> text.replaceFirst("honest", "crooked"))));
    assertThat(client.createOrganization("one-more", Optional.empty()).is(201)).isTrue();
    Waiting.until("health names the alarm", () -> alarm().contains("4 records on the topic"));
    restart();
    assertThat(client.createOrganization("another", Optional.empty()).is(201)).isTrue();
    Waiting.until("the alarm is kept", () -> alarm().contains("4 records on the topic"));
    Map<String, String> before = new Tables(LocalStack.shared(), where.database()).checksums();
    service.stop();
    Tables anew = new Tables(LocalStack.shared(), where.database()).copyOfVault();
    service = Instances.start(folder, anew.at(where));
    assertThat(anew.checksums()).isEqualTo(before);
  }

  @Test
  void aRetentionSetAtRunTimeStopsWritesUntilItIsRepaired() throws Exception {
    retention("3600000");
    isNoticed("retention.ms is 3600000, required -1");
    retention("-1");
    Waiting.until("health is green again", () -> management().health().is(200));
    assertThat(client.createOrganization("one-more", Optional.empty()).is(201)).isTrue();
  }

  private void retention(String millis) throws Exception {
    AlterConfigOp set =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, millis), AlterConfigOp.OpType.SET);
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", LocalStack.shared().bootstrapServers()))) {
      admin.incrementalAlterConfigs(Map.of(resource, List.of(set))).all().get();
    }
  }

  @Test
  void anotherMasterKeyDoesNotStart() throws Exception {
    service.stop();
    Map<String, String> other =
        Map.of("WHARFINGER_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));
    assertThatThrownBy(() -> Instances.start(folder, where, other))
        .hasMessageContaining("is not the key that the stored keys were wrapped with");
  }

  private ApiClient management() {
    return client.at(service.managementUrl());
  }

  /** What the green check of the journal warns of. */
  private String alarm() {
    if (management().health() instanceof Reply.Answer health && health.status() == 200) {
      for (JsonNode check : health.body().path("checks")) {
        if (check.path("name").asText().equals("journal")) {
          return check.path("data").path("alarm").asText();
        }
      }
    }
    return "";
  }

  /** Writes are refused and health tells why; what was written can be read. */
  private void isNoticed(String reason) {
    Waiting.until("health tells that " + reason, () -> journalCheck().contains(reason));
    Reply write = client.createOrganization("one-more", Optional.empty());
    assertThat(write.is(503)).as("a write: %s", write).isTrue();
    assertThat(((Reply.Answer) write).retryAfter()).isPresent();
    Reply read = client.organization("honest0");
    assertThat(read.is(200)).as("a read: %s", read).isTrue();
  }

  /** What the red check of the journal gives as reason; empty while it is green. */
  private String journalCheck() {
    if (management().health() instanceof Reply.Answer health && health.status() == 503) {
      for (JsonNode check : health.body().path("checks")) {
        if (check.path("name").asText().equals("journal")) {
          return check.path("data").path("reason").asText();
        }
      }
    }
    return "";
  }

  private void restart() {
    service.stop();
    service = Instances.launch(folder, service.port(), where);
    service.awaitReady();
  }

  private static byte[] with(byte[] record, UnaryOperator<String> change) {
    String before = new String(record, StandardCharsets.UTF_8);
    String after = change.apply(before);
    assertThat(after).isNotEqualTo(before);
    return after.getBytes(StandardCharsets.UTF_8);
  }

  private List<byte[]> records() {
    return topic.records(RECORDS + 1); // and the first user's
  }
}
