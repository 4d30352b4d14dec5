package dev.wharfinger.records.log;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.records.log.LogEvent.UsageLogsDropped;
import java.time.ZoneOffset;

/** Drops the tables of usage logs that are no longer kept. */
public final class LogProjector implements Projector<LogEvent> {

  @Override
  public Class<LogEvent> events() {
    return LogEvent.class;
  }

  @Override
  public void project(LogEvent event, EventMetadata metadata, Rows rows) {
    switch (event) {
      case UsageLogsDropped dropped ->
          rows.updateIfPresent(
              "SELECT drop_usage_log_months($1)", dropped.until().atOffset(ZoneOffset.UTC));
    }
  }
}
