package dev.wharfinger.registries.activity;

import java.util.Set;

/** The result of parsing an event. */
sealed interface Reading {

  /**
   * A report, without its unreadable parts.
   *
   * @param faults of the unreadable parts
   */
  record Readable(Notification notification, Set<Fault> faults) implements Reading {
    public Readable {
      faults = Set.copyOf(faults);
    }
  }

  /** Not a report. */
  record Unreadable(Fault fault) implements Reading {}
}
