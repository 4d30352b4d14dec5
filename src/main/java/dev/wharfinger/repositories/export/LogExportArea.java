package dev.wharfinger.repositories.export;

import static dev.wharfinger.platform.account.Entities.mail;
import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportFinished;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.LogExportRequested;
import dev.wharfinger.repositories.export.LogExportEvent.RepositoryLogExportRefused;
import dev.wharfinger.repositories.export.LogExportEvent.RepositoryLogExportRequested;
import jakarta.inject.Singleton;
import java.util.List;

/** Exports of usage logs. */
@Singleton
public final class LogExportArea implements Area<LogExportEvent> {

  @Override
  public Projector<LogExportEvent> projector() {
    return new LogExportProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(ExportRejection.class);
  }

  @Override
  public void audit(LogExportEvent event, AuditTrail trail) {

    switch (event) {
      case LogExportRequested requested ->
          trail
              .belongsTo(requested.namespace())
              .put(export(requested.export()))
              .set("exportId", requested.exportId())
              .set("requester", requested.requester())
              .set("start", requested.start())
              .set("end", requested.end())
              .set("callbackUrl", requested.callbackUrl())
              .set("callbackEmail", requested.callbackEmail())
              .set("ready", false);
      case LogExportRefused refused -> trail.belongsTo(refused.namespace());
      case RepositoryLogExportRequested requested ->
          trail
              .belongsTo(requested.namespace())
              .put(export(requested.export()))
              .set("exportId", requested.exportId())
              .set("repository", repository(requested.repository()))
              .set("requester", requested.requester())
              .set("start", requested.start())
              .set("end", requested.end())
              .set("callbackUrl", requested.callbackUrl())
              .set("callbackEmail", requested.callbackEmail())
              .set("ready", false);
      case RepositoryLogExportRefused refused -> trail.belongsTo(refused.namespace());
      case LogExportFinished finished -> {
        trail.put(export(finished.export())).set("ready", true);
        if (finished.mail() != null) {
          trail.put(mail(finished.mail().mail())).set("address", finished.mail().address());
        }
      }
    }
  }

  private static Entity export(long export) {
    return Entity.of("log-export", export);
  }
}
