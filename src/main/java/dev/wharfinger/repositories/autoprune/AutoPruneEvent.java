package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of auto-prune policies. Source: contract sessions 3.7, repositories 3. */
public sealed interface AutoPruneEvent extends Event {

  /** The policy. */
  UUID policy();

  /** The account whose tags it prunes, or that has the repository. */
  AccountId namespace();

  /** The account's name at the time; it may be a user's. */
  Personal name();

  /** The repository whose tags it prunes; empty if it prunes all of the account's. */
  default Optional<Repository> repository() {
    return Optional.empty();
  }

  /**
   * A repository that has a policy of its own.
   *
   * @param name its name at the time
   */
  record Repository(RepositoryId id, String name) {}

  /** A policy was created. */
  sealed interface Created extends AutoPruneEvent {

    /** The id of its row. */
    long id();

    /** Its content. */
    Terms terms();
  }

  /** A policy was set, possibly to what it was. */
  sealed interface Changed extends AutoPruneEvent {

    /** Its content from now on. */
    Terms terms();
  }

  /** A policy was deleted. */
  sealed interface Deleted extends AutoPruneEvent {}

  /** The criterion of a policy. */
  enum Method {
    /** Keeps the newest tags; the value is their number. */
    NUMBER_OF_TAGS("number_of_tags"),
    /** Keeps the tags younger than the value. */
    CREATION_DATE("creation_date");

    private final String word;

    Method(String word) {
      this.word = word;
    }

    /** The name on the wire. */
    public String word() {
      return word;
    }

    /** By its name on the wire, which is one. */
    public static Method of(String word) {
      return word.equals(NUMBER_OF_TAGS.word) ? NUMBER_OF_TAGS : CREATION_DATE;
    }
  }

  /**
   * The content of a policy.
   *
   * @param value a number of tags in digits, or a duration such as {@code 2w}
   * @param tagPattern the tags that it applies to; null for all
   * @param tagPatternMatches whether it applies to tags that match the pattern, or to all others
   */
  record Terms(
      Method method, String value, @Nullable String tagPattern, boolean tagPatternMatches) {}

  /** A policy was created for an account. */
  @EventName("auto-prune-policy-created.v1")
  record AutoPrunePolicyCreated(
      long id, UUID policy, AccountId namespace, Personal name, Terms terms) implements Created {}

  /** A policy of an account was set, possibly to what it was. */
  @EventName("auto-prune-policy-changed.v1")
  record AutoPrunePolicyChanged(UUID policy, AccountId namespace, Personal name, Terms terms)
      implements Changed {}

  /** A policy of an account was deleted. */
  @EventName("auto-prune-policy-deleted.v1")
  record AutoPrunePolicyDeleted(UUID policy, AccountId namespace, Personal name)
      implements Deleted {}

  /** A policy was created for a repository. */
  @EventName("repository-auto-prune-policy-created.v1")
  record RepositoryAutoPrunePolicyCreated(
      long id, UUID policy, AccountId namespace, Personal name, Repository of, Terms terms)
      implements Created {
    @Override
    public Optional<Repository> repository() {
      return Optional.of(of);
    }
  }

  /** A policy of a repository was set, possibly to what it was. */
  @EventName("repository-auto-prune-policy-changed.v1")
  record RepositoryAutoPrunePolicyChanged(
      UUID policy, AccountId namespace, Personal name, Repository of, Terms terms)
      implements Changed {
    @Override
    public Optional<Repository> repository() {
      return Optional.of(of);
    }
  }

  /** A policy of a repository was deleted. */
  @EventName("repository-auto-prune-policy-deleted.v1")
  record RepositoryAutoPrunePolicyDeleted(
      UUID policy, AccountId namespace, Personal name, Repository of) implements Deleted {
    @Override
    public Optional<Repository> repository() {
      return Optional.of(of);
    }
  }
}
