package dev.wharfinger.registries.activity;

import java.util.Set;

/** What came of reading an event. */
sealed interface Reading {

  /**
   * A report, without the parts that could not be read.
   *
   * @param faults of those parts
   */
  record Readable(Notification notification, Set<Fault> faults) implements Reading {
    public Readable {
      faults = Set.copyOf(faults);
    }
  }

  /** No report. */
  record Unreadable(Fault fault) implements Reading {}
}
