package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to policies of pruning. Source: contract sessions 3.7. */
public sealed interface AutoPruneEvent extends Event {

  /** The policy. */
  UUID policy();

  /** The account whose tags it prunes. */
  long namespace();

  /** The account's name at the time; it may be a user's. */
  Personal name();

  /** What a policy goes by. */
  enum Method {
    /** The newest ones stay, as many as the value says. */
    NUMBER_OF_TAGS("number_of_tags"),
    /** Those stay that are younger than the value says. */
    CREATION_DATE("creation_date");

    private final String word;

    Method(String word) {
      this.word = word;
    }

    /** The name on the wire. */
    public String word() {
      return word;
    }
  }

  /**
   * What a policy says.
   *
   * @param value a number of tags in digits, or a duration such as {@code 2w}
   * @param tagPattern the tags that it is about; null for all
   * @param tagPatternMatches whether it is about those that fit the pattern, or about all others
   */
  record Terms(
      Method method, String value, @Nullable String tagPattern, boolean tagPatternMatches) {}

  /** An account got a policy. */
  @EventName("auto-prune-policy-created.v1")
  record AutoPrunePolicyCreated(long id, UUID policy, long namespace, Personal name, Terms terms)
      implements AutoPruneEvent {}

  /** A policy says something else, possibly what it said before. */
  @EventName("auto-prune-policy-changed.v1")
  record AutoPrunePolicyChanged(UUID policy, long namespace, Personal name, Terms terms)
      implements AutoPruneEvent {}

  /** A policy is gone. */
  @EventName("auto-prune-policy-deleted.v1")
  record AutoPrunePolicyDeleted(UUID policy, long namespace, Personal name)
      implements AutoPruneEvent {}
}
