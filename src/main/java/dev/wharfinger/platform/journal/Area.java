package dev.wharfinger.platform.journal;

import java.util.List;

/**
 * An area of the domain, as it registers with the engine: its events, their projection, what they
 * mean to subscribers of the audit feed, and why its commands are rejected. The engine collects all
 * areas at startup.
 *
 * @param <E> the sealed interface of the area's events, each a record with an {@link EventName}
 */
public interface Area<E extends Event> {

  /** Projects the area's events into rows; its event type is the area's sealed interface. */
  Projector<E> projector();

  /**
   * Declares which entities an event creates, changes and ends. Personal values of the event may be
   * sealed; they are passed on as they are.
   */
  void audit(E event, AuditTrail trail);

  /**
   * The types of the reasons for which the area's commands are rejected, each sealed or an enum.
   * {@link CommonRejection} belongs to no area.
   */
  default List<Class<? extends Rejection>> rejections() {
    return List.of();
  }

  /** The area's rows that an account loses when it changes from a user to an organization. */
  default List<OwnedRows> ownedByUser() {
    return List.of();
  }

  /** Older versions of the area's events, which are still read but no longer written. */
  default List<EventType> pastVersions() {
    return List.of();
  }
}
