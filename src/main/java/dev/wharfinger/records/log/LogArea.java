package dev.wharfinger.records.log;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.records.log.LogEvent.UsageLogsDropped;
import jakarta.inject.Singleton;

/** Usage logs of the whole registry. */
@Singleton
public final class LogArea implements Area<LogEvent> {

  @Override
  public Projector<LogEvent> projector() {
    return new LogProjector();
  }

  @Override
  public void audit(LogEvent event, AuditTrail trail) {

    switch (event) {
      case UsageLogsDropped dropped ->
          trail.put(Entity.of("usage-logs")).set("droppedUntil", dropped.until());
    }
  }
}
