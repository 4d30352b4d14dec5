package dev.wharfinger.records.feed;

import dev.wharfinger.platform.config.WharfingerSettings;
import dev.wharfinger.platform.journal.KafkaAdmin;
import dev.wharfinger.platform.journal.KafkaClients;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The topic of the audit feed: created with unlimited retention, unless personal data are shown
 * there, which must expire. Otherwise retention is up to the operator; only a compacted topic is
 * refused, because it would lose earlier events.
 */
@Singleton
class AuditTopic {

  /** As large as a journal record: unsealing makes it smaller, before and after values larger. */
  static final int MAX_RECORD_BYTES = KafkaClients.MAX_RECORD_BYTES;

  private final KafkaAdmin admin;
  private final WharfingerSettings settings;

  @Inject
  AuditTopic(WharfingerSettings settings, KafkaClients kafka) {
    this.settings = settings;
    this.admin = kafka.admin("audit-feed-ask", KafkaClients.TIMEOUT);
  }

  @PreDestroy
  void close() {
    admin.close();
  }

  String name() {
    return settings.topicPrefix() + ".audit";
  }

  /** The topic's configuration is unsuitable for the feed. */
  static final class UnfitTopic extends RuntimeException {
    UnfitTopic(String reason) {
      super(reason);
    }
  }

  /** The id of the topic, which is created and checked first if missing. */
  Uni<String> open() {
    return id().flatMap(found ->
            found
                .map(id -> Uni.createFrom().item(id))
                .orElseGet(() ->
                    create()
                        .flatMap(_ -> id())
                        .map(made -> made.orElseThrow(() -> new UnfitTopic("it was deleted")))))
        .call(this::verify)
        .call(this::applyRetention);
  }

  /** The id of the topic that currently has the name; empty if there is none. */
  Uni<Optional<String>> id() {
    return admin
        .ask(kafka -> kafka.describeTopics(Set.of(name())).allTopicNames())
        .map(topics -> Optional.of(Objects.requireNonNull(topics.get(name())).topicId().toString()))
        .onFailure(UnknownTopicOrPartitionException.class)
        .recoverWithItem(Optional.empty());
  }

  private Uni<Void> create() {
    NewTopic topic =
        new NewTopic(name(), settings.auditPartitions(), (short) settings.journalReplication())
            .configs(KafkaClients.unlimitedRetention(settings.journalMinInsync()));
    return admin
        .ask(kafka -> kafka.createTopics(Set.of(topic)).all())
        .onFailure(TopicExistsException.class)
        .recoverWithNull();
  }

  /**
   * If personal data are shown, none of them are retained longer than WHARFINGER_AUDIT_RETENTION.
   */
  private Uni<Void> applyRetention() {
    if (!settings.auditPersonalData()) {
      return Uni.createFrom().voidItem();
    }
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name());
    long millis = settings.auditRetention().toDuration().toMillis();
    AlterConfigOp retention =
        new AlterConfigOp(
            new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, Long.toString(millis)),
            AlterConfigOp.OpType.SET);
    return admin
        .ask(kafka -> kafka.describeConfigs(Set.of(resource)).all())
        .flatMap(configs -> {
          long kept =
              Long.parseLong(
                  value(
                      Objects.requireNonNull(configs.get(resource)),
                      TopicConfig.RETENTION_MS_CONFIG));
          return kept >= 0 && kept <= millis
              ? Uni.createFrom().voidItem()
              : admin.ask(kafka ->
                  kafka.incrementalAlterConfigs(Map.of(resource, List.of(retention))).all());
        });
  }

  private Uni<Void> verify() {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name());
    return admin
        .ask(kafka -> kafka.describeConfigs(Set.of(resource)).all())
        .invoke(configs -> verify(Objects.requireNonNull(configs.get(resource))))
        .replaceWithVoid();
  }

  private static void verify(Config config) {
    if (!value(config, TopicConfig.CLEANUP_POLICY_CONFIG).equals("delete")) {
      throw new UnfitTopic("cleanup.policy must be delete: compaction would lose earlier messages");
    }
    if (Integer.parseInt(value(config, TopicConfig.MAX_MESSAGE_BYTES_CONFIG)) < MAX_RECORD_BYTES) {
      throw new UnfitTopic("max.message.bytes is below " + MAX_RECORD_BYTES);
    }
  }

  private static String value(Config config, String key) {
    return Objects.requireNonNull(config.get(key)).value();
  }
}
