package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;

/** Holds a topic to its rules; it has one partition, for total order. */
record OrderedTopic(KafkaAdmin admin, String name, short replication, TopicRules rules) {

  /** Creates the topic if it is missing and refuses one that could lose records; returns its id. */
  Uni<String> createAndVerify() {
    return admin
        .ask(kafka -> kafka.listTopics().names())
        .flatMap(there -> there.contains(name) ? Uni.createFrom().voidItem() : create())
        .flatMap(_ -> verify());
  }

  /** Refuses a topic that could lose records, or has lost some; returns its id. */
  Uni<String> verify() {
    return Uni.combine()
        .all()
        .unis(description(), config())
        .asTuple()
        .invoke(found -> requireFit(found.getItem1(), found.getItem2()))
        .call(() ->
            rules.complete()
                ? offset(OffsetSpec.earliest()).invoke(OrderedTopic::requireFirstRecord)
                : Uni.createFrom().voidItem())
        .map(found -> found.getItem1().topicId().toString());
  }

  Uni<TopicDescription> description() {
    return admin.ask(kafka -> kafka.describeTopics(Set.of(name)).topicNameValues().get(name));
  }

  Uni<Long> offset(OffsetSpec which) {
    TopicPartition partition = new TopicPartition(name, 0);
    return admin
        .ask(kafka -> kafka.listOffsets(Map.of(partition, which)).partitionResult(partition))
        .map(info -> info.offset());
  }

  private Uni<Config> config() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    return admin.ask(kafka -> kafka.describeConfigs(Set.of(resource)).values().get(resource));
  }

  private Uni<Void> create() {
    NewTopic topic = new NewTopic(name, 1, replication).configs(rules.made());
    return admin
        .ask(kafka -> kafka.createTopics(Set.of(topic)).all())
        .onFailure(TopicExistsException.class)
        .recoverWithNull();
  }

  private void requireFit(TopicDescription description, Config config) {
    List<String> faults = faultsOf(description, config);
    if (!faults.isEmpty()) {
      throw new Journal.UnsafeTopic(name, faults);
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

  private static void requireFirstRecord(long first) {
    if (first != 0) {
      throw new JournalDataLoss("everything before offset " + first + " was deleted");
    }
  }
}
