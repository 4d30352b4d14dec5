package dev.wharfinger.registries.reconciliation;

import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.Corrected;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationEnded;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationStarted;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.RepositoryReconciled;
import jakarta.inject.Singleton;

/** Walks over the attached registry. */
@Singleton
public final class ReconciliationArea implements Area<ReconciliationEvent> {

  @Override
  public Projector<ReconciliationEvent> projector() {
    return new ReconciliationProjector();
  }

  @Override
  public void audit(ReconciliationEvent event, AuditTrail trail) {
    switch (event) {
      case ReconciliationStarted started ->
          trail.put(Entity.of("reconciliation")).set("walk", started.walk());
      case RepositoryReconciled reconciled -> {
        trail.belongsTo(reconciled.namespace());
        AuditTrail.Put put =
            trail
                .put(Entity.of("repository-reconciliation", repository(reconciled.repository())))
                .set("repository", repository(reconciled.repository()))
                .set("walk", reconciled.walk());
        count(put, reconciled.corrected());
      }
      case ReconciliationEnded ended -> {
        AuditTrail.Put put =
            trail
                .put(Entity.of("reconciliation"))
                .set("walk", ended.walk())
                .set("outcome", ended.outcome())
                .set("visited", ended.visited())
                .set("unknown", ended.unknown())
                .set("failed", ended.failed());
        count(put, ended.corrected());
      }
    }
  }

  private static void count(AuditTrail.Put put, Corrected corrected) {
    put.set("tagsSet", corrected.tagsSet())
        .set("tagsDeleted", corrected.tagsDeleted())
        .set("manifestsSet", corrected.manifestsSet())
        .set("manifestsDeleted", corrected.manifestsDeleted())
        .set("blobSizes", corrected.blobSizes());
  }
}
