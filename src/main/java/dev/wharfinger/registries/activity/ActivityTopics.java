package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.journal.KafkaAdmin;
import dev.wharfinger.platform.journal.KafkaClients;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jboss.logging.Logger;

/** The topic of reports and the topic of rejected reports: names and configuration. */
@Singleton
class ActivityTopics {

  private static final Logger LOG = Logger.getLogger(ActivityTopics.class);

  @Bound(
      of = "rejected reports that <prefix>.activity.rejected keeps",
      unit = "bytes",
      beyond = "the oldest are deleted",
      test = "PoisonedActivityIT.goesOnAroundWhatCannotBeProjected")
  private static final long PARKED_BYTES = 64L * 1024 * 1024;

  /** Only whole segments are deleted. */
  private static final long PARKED_SEGMENT_BYTES = PARKED_BYTES / 4;

  private final WharfingerSettings settings;
  private final KafkaAdmin admin;

  @Inject
  ActivityTopics(WharfingerSettings settings, KafkaClients kafka) {
    this.settings = settings;
    this.admin = kafka.admin("activity-ask", KafkaClients.TIMEOUT);
  }

  /** Where reports arrive. */
  static String reports(WharfingerSettings settings) {
    return settings.topicPrefix() + ".activity";
  }

  /** Where rejected reports are stored. */
  static String rejected(WharfingerSettings settings) {
    return reports(settings) + ".rejected";
  }

  /** Creates missing topics; returns the partitions of the topic of reports. */
  Uni<List<Integer>> make() {
    String reports = reports(settings);
    return admin
        .ask(kafka -> kafka.listTopics().names())
        .call(there -> there.contains(reports) ? adapt(reports) : createReports(reports))
        .call(there -> createRejected(there, rejected(settings)))
        .flatMap(_ -> admin.ask(kafka -> kafka.describeTopics(Set.of(reports)).allTopicNames()))
        .map(topics ->
            topics.values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .map(partition -> partition.partition())
                .toList());
  }

  private Uni<Void> createReports(String name) {
    return create(new NewTopic(name, settings.activityPartitions(), replication()), ours());
  }

  private Uni<Void> createRejected(Set<String> there, String name) {
    if (there.contains(name)) {
      return Uni.createFrom().voidItem();
    }
    Map<String, String> parked = new HashMap<>(ours());
    parked.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(PARKED_BYTES));
    parked.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(PARKED_SEGMENT_BYTES));
    return create(new NewTopic(name, 1, replication()), parked);
  }

  private short replication() {
    return (short) settings.journalReplication();
  }

  /** Timestamps are set by Kafka, and a manifest of any size that registries accept must fit. */
  private static Map<String, String> needed() {
    return Map.of(
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime",
        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
        Integer.toString(KafkaClients.MAX_RECORD_BYTES));
  }

  private Map<String, String> ours() {
    Map<String, String> configs = new HashMap<>(needed());
    configs.put(
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(settings.activityRetention().toDuration().toMillis()));
    configs.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.journalMinInsync()));
    return configs;
  }

  private Uni<Void> create(NewTopic topic, Map<String, String> configs) {
    return admin
        .ask(kafka -> kafka.createTopics(Set.of(topic.configs(configs))).all())
        .onFailure(TopicExistsException.class)
        .recoverWithNull();
  }

  /** Adjusts the configuration of a topic created by others, if permitted. */
  private Uni<Void> adapt(String name) {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    return admin
        .ask(kafka -> kafka.describeConfigs(Set.of(topic)).values().get(topic))
        .map(ActivityTopics::changes)
        .flatMap(changes ->
            changes.isEmpty()
                ? Uni.createFrom().voidItem()
                : admin.ask(kafka -> kafka.incrementalAlterConfigs(Map.of(topic, changes)).all()))
        .onFailure(ApiException.class)
        .recoverWithUni(refusal -> {
          LOG.warnf(
              "Topic %s should have the configuration %s, which cannot be set: %s",
              name, needed(), refusal);
          return Uni.createFrom().voidItem();
        });
  }

  private static List<AlterConfigOp> changes(Config config) {
    return needed().entrySet().stream()
        .filter(each -> {
          ConfigEntry entry = config.get(each.getKey());
          return entry == null || !each.getValue().equals(entry.value());
        })
        .map(each ->
            new AlterConfigOp(
                new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
        .toList();
  }

  @PreDestroy
  void end() {
    admin.close();
  }
}
