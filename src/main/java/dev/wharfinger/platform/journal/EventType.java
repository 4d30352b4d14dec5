package dev.wharfinger.platform.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/**
 * The literal, permanent name of an event version in the journal.
 *
 * @param name such as {@code team-created.v1}
 * @param event the class that a record of this version becomes in memory
 * @param upcaster turns the JSON of this version into the JSON of the class; the identity for the
 *     version that is written
 * @param written whether new records carry this name
 */
public record EventType(
    String name,
    Class<? extends Event> event,
    UnaryOperator<ObjectNode> upcaster,
    boolean written) {

  /** The current version of an event, which is written. */
  public static EventType current(String name, Class<? extends Event> event) {
    return new EventType(name, event, UnaryOperator.identity(), true);
  }

  /** An older version that is still read. */
  public static EventType past(
      String name, Class<? extends Event> event, UnaryOperator<ObjectNode> upcaster) {
    return new EventType(name, event, upcaster, false);
  }
}
