package dev.wharfinger.platform.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * What the journal requires of its topic: total order and unlimited retention. All methods block
 * and must run on a dedicated thread.
 *
 * @param patience how long Kafka may take for each answer
 */
record JournalTopic(
    Admin admin, String name, short replication, short minInsync, Duration patience) {

  /** Several times the largest request body, because sealing in base64 can enlarge it. */
  static final int MAX_RECORD_BYTES = KafkaClients.MAX_RECORD_BYTES;

  /** Creates the topic if it is missing and refuses one that could lose records; returns its id. */
  String createAndVerify() throws ExecutionException, InterruptedException, TimeoutException {
    if (!answer(admin.listTopics().names()).contains(name)) {
      create();
    }
    return verify();
  }

  /** Refuses a topic that could lose records, or has lost some; returns its id. */
  String verify() throws ExecutionException, InterruptedException, TimeoutException {
    TopicDescription description =
        answer(admin.describeTopics(Set.of(name)).topicNameValues().values().iterator().next());
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config config =
        answer(admin.describeConfigs(Set.of(resource)).values().values().iterator().next());
    List<String> faults = faultsOf(description, config);
    if (!faults.isEmpty()) {
      throw new Journal.ForgetfulTopic(name, faults);
    }
    requireItsBeginning();
    return description.topicId().toString();
  }

  private void create() throws ExecutionException, InterruptedException, TimeoutException {
    NewTopic journal =
        new NewTopic(name, 1, replication).configs(KafkaClients.keptForEver(minInsync));
    try {
      var _ = answer(admin.createTopics(Set.of(journal)).config(name));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private List<String> faultsOf(TopicDescription description, Config config) {
    List<String> faults = new ArrayList<>();
    if (description.partitions().size() != 1) {
      faults.add("it has " + description.partitions().size() + " partitions, required 1");
    }
    int replicas = description.partitions().getFirst().replicas().size();
    if (replicas < replication) {
      faults.add("replication is " + replicas + ", required " + replication);
    }
    demand(faults, config, TopicConfig.CLEANUP_POLICY_CONFIG, "delete"::equals, "delete");
    demand(faults, config, TopicConfig.RETENTION_MS_CONFIG, "-1"::equals, "-1");
    demand(faults, config, TopicConfig.RETENTION_BYTES_CONFIG, "-1"::equals, "-1");
    demand(
        faults,
        config,
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        value -> Integer.parseInt(value) >= minInsync,
        minInsync + " or more");
    demand(
        faults,
        config,
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        value -> Integer.parseInt(value) >= MAX_RECORD_BYTES,
        MAX_RECORD_BYTES + " or more");
    demand(
        faults,
        config,
        TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG,
        "false"::equals,
        "false");
    return faults;
  }

  private static void demand(
      List<String> faults, Config config, String key, Predicate<String> fits, String required) {
    ConfigEntry entry = config.get(key);
    if (entry == null || entry.value() == null || !fits.test(entry.value())) {
      faults.add(
          key + " is " + (entry == null ? "unset" : entry.value()) + ", required " + required);
    }
  }

  private void requireItsBeginning()
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicPartition partition = new TopicPartition(name, 0);
    long first =
        answer(
                admin
                    .listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition))
            .offset();
    if (first != 0) {
      throw new LostLog("everything before offset " + first + " was deleted");
    }
  }

  private <T> T answer(KafkaFuture<T> asked)
      throws ExecutionException, InterruptedException, TimeoutException {
    return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
