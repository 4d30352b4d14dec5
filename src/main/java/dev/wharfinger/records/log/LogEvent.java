package dev.wharfinger.records.log;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import java.time.Instant;

/** Events about the usage logs as a whole. */
public sealed interface LogEvent extends Event {

  /**
   * The months that end at or before a time are no longer kept. It is in the journal so that a
   * rebuild drops the same.
   */
  @EventName("usage-logs-dropped.v1")
  record UsageLogsDropped(Instant until) implements LogEvent {}
}
