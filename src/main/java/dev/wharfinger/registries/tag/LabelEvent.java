package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;

/**
 * What was done with labels of manifests. Those that images carry are no events. Source: contract
 * repositories 2.2.
 */
public sealed interface LabelEvent extends Event {

  /** The label. */
  UUID label();

  /** The id of the repository. */
  RepositoryId repository();

  /** The name of the repository at the time. */
  String name();

  /** The account id of its namespace. */
  AccountId namespace();

  /** The name of its namespace at the time. */
  Personal namespaceName();

  /** The manifest. */
  String manifestDigest();

  /** What the label is called; a manifest may have several of that name. */
  String key();

  Personal value();

  /** A label was added. */
  @EventName("manifest-label-added.v1")
  record ManifestLabelAdded(
      long id,
      UUID label,
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String manifestDigest,
      String key,
      Personal value,
      String mediaType)
      implements LabelEvent {}

  /** A label was deleted. */
  @EventName("manifest-label-deleted.v1")
  record ManifestLabelDeleted(
      UUID label,
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      String manifestDigest,
      String key,
      Personal value)
      implements LabelEvent {}
}
