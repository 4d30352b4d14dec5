package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;

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
      String digest)
      implements TagEvent {}

  /** A tag was set to a manifest that it, or another tag, had before. */
  @EventName("repository-tag-restored.v1")
  record TagRestored(
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String tag,
      String digest)
      implements TagEvent {}
}
