package dev.wharfinger.log;

import dev.wharfinger.journal.Area;
import dev.wharfinger.journal.AuditTrail;
import dev.wharfinger.journal.AuditTrail.Entity;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.log.LogEvent.UsageLogsDropped;
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
