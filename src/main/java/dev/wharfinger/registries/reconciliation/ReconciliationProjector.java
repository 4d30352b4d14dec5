package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.Corrected;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationEnded;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationStarted;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.RepositoryReconciled;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Keeps the current walk, or the last one, in one row, and logs what was corrected in a repository.
 */
public final class ReconciliationProjector implements Projector<ReconciliationEvent> {

  private static final String START =
      """
      INSERT INTO reconciliation (walk, started) VALUES ($1, $2)
      ON CONFLICT (only_one) DO UPDATE SET walk = excluded.walk, started = excluded.started, ended = NULL, outcome = NULL,
        visited = 0, unknown = 0, failed = 0, tags_set = 0, tags_deleted = 0, manifests_set = 0, manifests_deleted = 0,
        blob_sizes = 0
      """;

  private static final String END =
      """
      UPDATE reconciliation SET ended = $2, outcome = $3, visited = $4, unknown = $5, failed = $6, tags_set = $7,
        tags_deleted = $8, manifests_set = $9, manifests_deleted = $10, blob_sizes = $11
      WHERE walk = $1
      """;

  @Override
  public Class<ReconciliationEvent> events() {
    return ReconciliationEvent.class;
  }

  @Override
  public void project(ReconciliationEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case ReconciliationStarted started ->
          rows.update(START, started.walk(), metadata.time().atOffset(ZoneOffset.UTC));
      case RepositoryReconciled reconciled -> log(reconciled, metadata, rows);
      case ReconciliationEnded ended ->
          rows.update(
              END,
              ended.walk(),
              metadata.time().atOffset(ZoneOffset.UTC),
              ended.outcome().name().toLowerCase(Locale.ROOT),
              ended.visited(),
              ended.unknown(),
              ended.failed(),
              ended.corrected().tagsSet(),
              ended.corrected().tagsDeleted(),
              ended.corrected().manifestsSet(),
              ended.corrected().manifestsDeleted(),
              ended.corrected().blobSizes());
    }
  }

  private static void log(RepositoryReconciled event, EventMetadata metadata, Rows rows) {
    Corrected corrected = event.corrected();
    LogEntry.of("repository_reconciled")
        .with("repo", event.name())
        .with("namespace", event.namespaceName())
        .with("tags_set", corrected.tagsSet())
        .with("tags_deleted", corrected.tagsDeleted())
        .with("manifests_set", corrected.manifestsSet())
        .with("manifests_deleted", corrected.manifestsDeleted())
        .with("blob_sizes", corrected.blobSizes())
        .about(event.repository())
        .on(event.namespace(), metadata, rows);
  }
}
