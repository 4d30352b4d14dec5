package dev.wharfinger.log;

import dev.wharfinger.journal.Fact;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.journal.Rows;
import dev.wharfinger.log.LogEvent.UsageLogsDropped;
import java.time.ZoneOffset;

/** The end of usage logs as tables that are gone. */
public final class LogProjector implements Projector<LogEvent> {

  @Override
  public Class<LogEvent> events() {
    return LogEvent.class;
  }

  @Override
  public void project(LogEvent event, Fact fact, Rows rows) {
    switch (event) {
      case UsageLogsDropped dropped ->
          rows.sweep("SELECT drop_usage_log_months($1)", dropped.until().atOffset(ZoneOffset.UTC));
    }
  }
}
