package dev.wharfinger.platform.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.config.TopicConfig;

/**
 * What a topic must be, so that it loses nothing that it should keep.
 *
 * @param made the configuration that it is created with
 * @param demands what is required of an existing one
 * @param complete whether its first record must still be there
 */
record TopicRules(Map<String, String> made, List<Demand> demands, boolean complete) {

  private static final Duration ERASED_WITHIN = Duration.ofDays(1);
  private static final Duration ROLLED_WITHIN = Duration.ofHours(12);

  /**
   * What is required of one setting.
   *
   * @param required the values that fit, in words
   */
  record Demand(String setting, Predicate<String> fits, String required) {
    static Demand is(String setting, String value) {
      return new Demand(setting, value::equals, value);
    }

    static Demand atLeast(String setting, int least) {
      return new Demand(setting, value -> Integer.parseInt(value) >= least, least + " or more");
    }

    static Demand atMost(String setting, Duration most) {
      long millis = most.toMillis();
      return new Demand(setting, value -> Long.parseLong(value) <= millis, millis + " or less");
    }
  }

  /** Every record is kept for ever. */
  static TopicRules everything(short minInsync) {
    return new TopicRules(
        KafkaClients.unlimitedRetention(minInsync),
        List.of(
            Demand.is(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
            Demand.is(TopicConfig.RETENTION_MS_CONFIG, "-1"),
            Demand.is(TopicConfig.RETENTION_BYTES_CONFIG, "-1"),
            Demand.atLeast(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInsync),
            Demand.atLeast(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, KafkaClients.MAX_RECORD_BYTES),
            Demand.is(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false")),
        true);
  }

  /**
   * The last record of each key is kept for ever, and those before it are gone within a day: Kafka
   * compacts only segments that are no longer written to, so these must be short-lived as well.
   */
  static TopicRules latestOfEachKey(short minInsync) {
    Map<String, String> made = new HashMap<>(KafkaClients.unlimitedRetention(minInsync));
    made.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    made.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(ERASED_WITHIN.toMillis()));
    made.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(ROLLED_WITHIN.dividedBy(2).toMillis()));
    return new TopicRules(
        Map.copyOf(made),
        List.of(
            Demand.is(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
            Demand.atMost(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, ERASED_WITHIN),
            Demand.atMost(TopicConfig.SEGMENT_MS_CONFIG, ROLLED_WITHIN),
            Demand.atLeast(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, minInsync),
            Demand.is(TopicConfig.UNCLEAN_LEADER_ELECTION_ENABLE_CONFIG, "false")),
        false);
  }
}
