package dev.wharfinger.records.log;

import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EventName;
import java.time.Instant;

/** What can happen to the usage logs as a whole. */
public sealed interface LogEvent extends Event {

  /**
   * The months that end at a moment or before it are not kept any longer. It stands in the journal
   * so that tables made anew forget the same.
   */
  @EventName("usage-logs-dropped.v1")
  record UsageLogsDropped(Instant until) implements LogEvent {}
}
