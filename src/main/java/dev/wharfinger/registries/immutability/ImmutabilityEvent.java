package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of immutability policies. Source: contract repositories 4. */
public sealed interface ImmutabilityEvent extends Event {

  /** The policy. */
  UUID policy();

  /** The account whose tags it is about, or that has the repository. */
  AccountId namespace();

  /** The account's name at the time; it may be a user's. */
  Personal name();

  /** The repository whose tags it is about; null if it is about all of the account's. */
  @Nullable Repository of();

  /**
   * A repository that has a policy of its own.
   *
   * @param name its name at the time
   */
  record Repository(RepositoryId id, String name) {}

  /**
   * The content of a policy.
   *
   * @param tagPattern a regular expression of Python's, for a tag's whole name
   * @param tagPatternMatches whether tags that match become immutable, or all others
   */
  record Terms(String tagPattern, boolean tagPatternMatches) {}

  /**
   * A tag that became immutable.
   *
   * @param expirationCleared whether it was to expire and does not any more
   */
  record MarkedTag(
      RepositoryId repository, String tag, String manifestDigest, boolean expirationCleared) {}

  /** A policy was created. */
  @EventName("immutability-policy-created.v1")
  record ImmutabilityPolicyCreated(
      long id,
      UUID policy,
      AccountId namespace,
      Personal name,
      @Nullable Repository of,
      Terms terms)
      implements ImmutabilityEvent {}

  /** A policy was set, possibly to what it was. */
  @EventName("immutability-policy-changed.v1")
  record ImmutabilityPolicyChanged(
      UUID policy, AccountId namespace, Personal name, @Nullable Repository of, Terms terms)
      implements ImmutabilityEvent {}

  /** A policy was deleted; tags that it made immutable stay so. */
  @EventName("immutability-policy-deleted.v1")
  record ImmutabilityPolicyDeleted(
      UUID policy, AccountId namespace, Personal name, @Nullable Repository of)
      implements ImmutabilityEvent {}

  /**
   * A new or changed policy made tags immutable that were there before.
   *
   * @param tags at most as many as are recorded at a time; others are in further events
   * @param complete whether these are the last ones
   */
  @EventName("immutability-policy-applied.v1")
  record ImmutabilityPolicyApplied(
      UUID policy,
      AccountId namespace,
      Personal name,
      @Nullable Repository of,
      Terms terms,
      List<MarkedTag> tags,
      boolean complete)
      implements ImmutabilityEvent {
    public ImmutabilityPolicyApplied {
      tags = List.copyOf(tags);
    }
  }
}
