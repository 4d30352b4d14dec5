package dev.wharfinger.registries.activity;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.journal.ClientThread;
import dev.wharfinger.platform.journal.KafkaClients;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
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
  private final Admin admin;
  private final ClientThread<Admin> asking;

  @Inject
  ActivityTopics(WharfingerSettings settings, KafkaClients kafka) {
    this.settings = settings;
    this.admin = kafka.admin(KafkaClients.TIMEOUT);
    this.asking = new ClientThread<>("activity-ask", () -> admin, (_, _) -> {});
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
    return asking.call(this::make);
  }

  private List<Integer> make(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    String reports = reports(settings);
    String rejected = rejected(settings);
    Set<String> there = answer(admin.listTopics().names());
    if (there.contains(reports)) {
      adapt(admin, reports);
    } else {
      create(admin, new NewTopic(reports, settings.activityPartitions(), replication()), ours());
    }
    if (!there.contains(rejected)) {
      Map<String, String> parked = new HashMap<>(ours());
      parked.put(TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(PARKED_BYTES));
      parked.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(PARKED_SEGMENT_BYTES));
      create(admin, new NewTopic(rejected, 1, replication()), parked);
    }
    return answer(admin.describeTopics(Set.of(reports)).allTopicNames()).values().stream()
        .flatMap(topic -> topic.partitions().stream())
        .map(partition -> partition.partition())
        .toList();
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

  private static void create(Admin admin, NewTopic topic, Map<String, String> configs)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      var _ = answer(admin.createTopics(Set.of(topic.configs(configs))).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /** Adjusts the configuration of a topic created by others, if permitted. */
  private static void adapt(Admin admin, String name)
      throws InterruptedException, TimeoutException {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      var configs = answer(admin.describeConfigs(Set.of(topic)).all()).get(topic);
      List<AlterConfigOp> changes =
          needed().entrySet().stream()
              .filter(each ->
                  configs == null || !each.getValue().equals(configs.get(each.getKey()).value()))
              .map(each ->
                  new AlterConfigOp(
                      new ConfigEntry(each.getKey(), each.getValue()), AlterConfigOp.OpType.SET))
              .toList();
      if (!changes.isEmpty()) {
        var _ = answer(admin.incrementalAlterConfigs(Map.of(topic, changes)).all());
      }
    } catch (ExecutionException e) {
      LOG.warnf(
          "Topic %s should have the configuration %s, which cannot be set: %s",
          name, needed(), String.valueOf(e.getCause()));
    }
  }

  private static <T> T answer(KafkaFuture<T> future)
      throws ExecutionException, InterruptedException, TimeoutException {
    return future.get(KafkaClients.TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void end() {
    asking.close(Duration.ZERO);
    admin.close(KafkaClients.TIMEOUT);
  }
}
