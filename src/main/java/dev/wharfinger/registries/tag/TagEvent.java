package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done with tags at the attached registry. What registries report of tags is no event of
 * the journal. Source: contract repositories 1.
 */
public sealed interface TagEvent extends Event {

  /** The id of the repository. */
  RepositoryId repository();

  /** The name of the repository at the time. */
  String name();

  /** The account id of its namespace. */
  AccountId namespace();

  /** The name of its namespace at the time. */
  Personal namespaceName();

  /** The name of the tag. */
  String tag();

  /** A tag was deleted; its manifest stays until the time machine is over. */
  @EventName("repository-tag-deleted.v1")
  record TagDeleted(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest)
      implements TagEvent {}

  /** A tag that was not there was set to a manifest. */
  @EventName("repository-tag-created.v1")
  record TagCreated(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest)
      implements TagEvent {}

  /**
   * A tag was set to another manifest.
   *
   * @param originalManifestDigest of the manifest that it had, which may be the same
   */
  @EventName("repository-tag-moved.v1")
  record TagMoved(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      String originalManifestDigest)
      implements TagEvent {}

  /**
   * A tag was told when to expire, possibly as before.
   *
   * @param manifestDigest of the manifest that the tag had then
   * @param starts since when it has had it
   * @param requested when it was asked to expire
   * @param expires when it does, within the limits of the installation
   * @param previousExpires when it would have; null for never
   */
  @EventName("repository-tag-expiration-set.v1")
  record TagExpirationSet(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      Instant starts,
      Instant requested,
      Instant expires,
      @Nullable Instant previousExpires)
      implements TagEvent {}

  /**
   * A tag was set to a manifest whose label tells when it expires.
   *
   * @param starts since when it has had it
   * @param expires so long after that
   */
  @EventName("repository-tag-expiration-labeled.v1")
  record TagExpirationLabeled(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      Instant starts,
      Instant expires)
      implements TagEvent {}

  /**
   * A tag was told not to expire.
   *
   * @param previousExpires when it would have
   */
  @EventName("repository-tag-expiration-cleared.v1")
  record TagExpirationCleared(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      Instant previousExpires)
      implements TagEvent {}

  /**
   * A tag was pruned by an auto-prune policy: it expires, and is deleted as any that does.
   *
   * @param starts since when it was set to its manifest
   * @param expires when it was pruned
   */
  @EventName("repository-tag-pruned.v1")
  record TagPruned(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      Instant starts,
      Instant expires)
      implements TagEvent {}

  /** A tag expired and was deleted; its manifest stays until the time machine is over. */
  @EventName("repository-tag-expired.v1")
  record TagExpired(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest)
      implements TagEvent {}

  /** The time came at which a tag would have expired that was moved or deleted before. */
  @EventName("repository-tag-expiration-lapsed.v1")
  record TagExpirationLapsed(
      RepositoryId repository, String name, AccountId namespace, Personal namespaceName, String tag)
      implements TagEvent {}

  /**
   * What a tag was set to was removed for good: from its history, and from the registry unless
   * something else has it.
   *
   * @param wasAlive whether the tag was still set to it
   */
  @EventName("repository-tag-permanently-deleted.v1")
  record TagPermanentlyDeleted(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      boolean wasAlive)
      implements TagEvent {}

  /** A tag was set to a manifest that it, or another tag, had before. */
  @EventName("repository-tag-restored.v1")
  record TagRestored(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest)
      implements TagEvent {}

  /**
   * A tag was made immutable, or not to be so any more, possibly as before.
   *
   * @param manifestDigest of what the tag is set to
   */
  @EventName("repository-tag-immutability-changed.v1")
  record TagImmutabilityChanged(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      boolean immutable,
      boolean previousImmutable)
      implements TagEvent {}

  /** What made a tag immutable that was just set to something. */
  enum ImmutableBy {
    POLICY,
    /** A label of the manifest. */
    LABEL
  }

  /**
   * A tag became immutable when it was set to something.
   *
   * @param manifestDigest of what the tag is set to
   * @param expirationCleared whether it was to expire and does not any more
   */
  @EventName("repository-tag-made-immutable.v1")
  record TagMadeImmutable(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      ImmutableBy by,
      boolean expirationCleared)
      implements TagEvent {}

  /**
   * An immutable tag was set to something else at the registry, or deleted there.
   *
   * @param manifestDigest of what it was set to immutably
   * @param newManifestDigest of what it is set to; null if it was deleted
   * @param putBack whether it is to be put back; otherwise it is immutable no more
   */
  @EventName("repository-immutable-tag-overwritten.v1")
  record ImmutableTagOverwritten(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest,
      @Nullable String newManifestDigest,
      boolean putBack)
      implements TagEvent {}

  /** An immutable tag was set at the registry to what it was before. */
  @EventName("repository-immutable-tag-put-back.v1")
  record ImmutableTagPutBack(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String manifestDigest)
      implements TagEvent {}
}
