package dev.wharfinger.platform.journal;

/**
 * Turns the events of one area into rows. The writer, catch-up and rebuild use the same projectors,
 * so a projector is deterministic and total: no clock, no randomness, no I/O except through the
 * given rows.
 */
public interface Projector<E extends Event> {

  /** The sealed interface of the area's events. */
  Class<E> events();

  /** Writes what an event means; every statement must touch at least one row. */
  void project(E event, EventMetadata metadata, Rows rows);
}
