package dev.wharfinger.platform.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A record whose personal values are left sealed.
 *
 * @param time when its command was received (ISO 8601)
 * @param actor who requested it; sealed values state what they were sealed for
 */
public record SealedRecord(long seq, String time, ObjectNode actor, List<Told> events) {

  /**
   * An event with what it means to subscribers.
   *
   * @param name under which an event of this type is written now
   */
  public record Told(String name, AuditTrail trail) {}

  /** The record of a frame. */
  static SealedRecord of(JournalFrame frame, RecordCodec codec, Areas areas) {
    ObjectNode body = frame.body();
    ObjectNode actor = ((ObjectNode) body.path("actor")).deepCopy();
    String context = body.path("commandId").asText();
    actor.findParents("sealed").forEach(sealed -> ((ObjectNode) sealed).put("context", context));
    return new SealedRecord(
        frame.seq(),
        body.path("time").asText(),
        actor,
        codec.events(frame).stream()
            .map(stored -> new Told(stored.name(), areas.audit(stored.event())))
            .toList());
  }
}
