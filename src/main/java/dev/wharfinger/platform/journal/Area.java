package dev.wharfinger.platform.journal;

import java.util.List;

/**
 * An area of the domain, as it introduces itself to the engine: its events, their rows, and what
 * they mean to subscribers of the audit feed. The engine collects all areas at start.
 *
 * @param <E> the sealed interface of the area's events, each a record with an {@link EventName}
 */
public interface Area<E extends Event> {

  /** Turns the area's events into rows; its event type is the area's. */
  Projector<E> projector();

  /**
   * Tells which entities an event creates, changes and ends. Personal values of the event may be
   * sealed; they are handed on as they are.
   */
  void audit(E event, AuditTrail trail);

  /** Versions of the area's events that are still read and no longer written. */
  default List<EventType> pastVersions() {
    return List.of();
  }
}
