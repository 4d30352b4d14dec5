package dev.wharfinger.platform.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Holds a topic to its rules; it has one partition, for total order. All methods block and must run
 * on a dedicated thread.
 *
 * @param patience how long Kafka may take for each answer
 */
record OrderedTopic(
    Admin admin, String name, short replication, TopicRules rules, Duration patience) {

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
      throw new Journal.UnsafeTopic(name, faults);
    }
    if (rules.complete()) {
      requireFirstRecord();
    }
    return description.topicId().toString();
  }

  private void create() throws ExecutionException, InterruptedException, TimeoutException {
    NewTopic topic = new NewTopic(name, 1, replication).configs(rules.made());
    try {
      var _ = answer(admin.createTopics(Set.of(topic)).config(name));
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
    rules.demands().forEach(demand -> hold(config, demand, faults));
    return faults;
  }

  private static void hold(Config config, TopicRules.Demand demand, List<String> faults) {
    ConfigEntry entry = config.get(demand.setting());
    if (entry == null || entry.value() == null || !demand.fits().test(entry.value())) {
      String value = entry == null ? "unset" : entry.value();
      faults.add(demand.setting() + " is " + value + ", required " + demand.required());
    }
  }

  private void requireFirstRecord()
      throws ExecutionException, InterruptedException, TimeoutException {
    TopicPartition partition = new TopicPartition(name, 0);
    long first =
        answer(
                admin
                    .listOffsets(Map.of(partition, OffsetSpec.earliest()))
                    .partitionResult(partition))
            .offset();
    if (first != 0) {
      throw new JournalDataLoss("everything before offset " + first + " was deleted");
    }
  }

  private <T> T answer(KafkaFuture<T> asked)
      throws ExecutionException, InterruptedException, TimeoutException {
    return asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
  }
}
