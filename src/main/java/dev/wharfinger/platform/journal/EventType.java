package dev.wharfinger.platform.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.UnaryOperator;

/**
 * The literal name of an event version on the log, for ever.
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

  /** The version in which an event is written now. */
  public static EventType current(String name, Class<? extends Event> event) {
    return new EventType(name, event, UnaryOperator.identity(), true);
  }

  /** A version that is still read. */
  public static EventType past(
      String name, Class<? extends Event> event, UnaryOperator<ObjectNode> upcaster) {
    return new EventType(name, event, upcaster, false);
  }
}
