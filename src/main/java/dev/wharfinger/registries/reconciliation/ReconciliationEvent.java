package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import dev.wharfinger.platform.vault.Personal;
import java.util.UUID;

/**
 * The events of walks over the attached registry. What is corrected is reported as registries
 * report, and is no event of the journal. Source: docs/reconciliation.md.
 */
public sealed interface ReconciliationEvent extends Event {

  /** The walk. */
  UUID walk();

  /** How a walk ended. */
  enum Outcome {
    /** All repositories were visited. */
    COMPLETED,
    /** The registry does not list its repositories. */
    NO_CATALOGUE,
    /**
     * The registry lists no repository although some have tags: it may have lost its storage, so
     * nothing was corrected.
     */
    EMPTY_CATALOGUE
  }

  /**
   * What was corrected.
   *
   * @param tagsSet tags that were set to something else than what was known
   * @param tagsDeleted tags that were known and not there
   * @param manifestsSet manifests that were not known, or with other blobs
   * @param manifestsDeleted manifests that were known and not there
   * @param blobSizes blobs that counted with another size
   */
  record Corrected(
      long tagsSet, long tagsDeleted, long manifestsSet, long manifestsDeleted, long blobSizes) {}

  /** A walk was requested, or was due. */
  @EventName("reconciliation-started.v1")
  record ReconciliationStarted(UUID walk) implements ReconciliationEvent {}

  /** Something was corrected in a repository. */
  @EventName("repository-reconciled.v1")
  record RepositoryReconciled(
      UUID walk,
      RepositoryId repository,
      String name,
      AccountId namespace,
      Personal namespaceName,
      Corrected corrected)
      implements ReconciliationEvent {}

  /**
   * A walk ended.
   *
   * @param visited repositories that were looked at
   * @param unknown repositories of the registry that do not exist here
   * @param failed repositories that the registry did not show, after several attempts
   * @param corrected in all repositories together
   */
  @EventName("reconciliation-ended.v1")
  record ReconciliationEnded(
      UUID walk, Outcome outcome, long visited, long unknown, long failed, Corrected corrected)
      implements ReconciliationEvent {}
}
