package dev.wharfinger.records.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.journal.KafkaClients;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.platform.text.Excerpt;
import java.util.Iterator;

/**
 * The bytes of a message of the feed. A message too large for the topic would block everything
 * after it, so a large one, such as the deletion of a namespace with all its content, is shortened
 * and marked as such.
 */
final class MessageBytes {

  /** The headers and Kafka's overhead need a part of a record, too. */
  @Bound(
      of = "message on the audit feed",
      unit = "bytes",
      beyond = "shortened: long texts are cut, then changes are omitted and counted",
      test = "MessageBytesTest.leavesOutTheChangesThatAreTooMany")
  static final int MAX = KafkaClients.MAX_RECORD_BYTES - 64 * 1024;

  /** The longest text in a shortened message. */
  private static final int MAX_TEXT = 1_024;

  /** The most bytes of changes in a shortened message. */
  private static final int MAX_CHANGES = MAX / 2;

  private static final ObjectMapper JSON = JsonFactories.mapper();

  private MessageBytes() {}

  /** The bytes of a message's data. */
  static byte[] of(ObjectNode data) {
    byte[] whole = write(data);
    if (whole.length <= MAX) {
      return whole;
    }
    data.put("shortened", true);
    cutTexts(data);
    byte[] cut = write(data);
    if (cut.length <= MAX) {
      return cut;
    }
    leaveOutChanges(data);
    byte[] fewer = write(data);
    if (fewer.length <= MAX) {
      return fewer;
    }
    // The rest is the event's own data, which the journal has as well.
    data.putObject("event");
    return write(data);
  }

  private static void leaveOutChanges(ObjectNode data) {
    long bytes = 0;
    int left = 0;
    for (Iterator<JsonNode> changes = data.withArray("changes").elements(); changes.hasNext(); ) {
      JsonNode change = changes.next();
      bytes += write(change).length + 1;
      if (bytes > MAX_CHANGES) {
        changes.remove();
        left++;
      }
    }
    data.put("changesLeftOut", left);
  }

  private static void cutTexts(JsonNode node) {
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(property -> {
                if (property.getValue() instanceof TextNode text) {
                  property.setValue(cut(text));
                } else {
                  cutTexts(property.getValue());
                }
              });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          if (array.get(i) instanceof TextNode text) {
            array.set(i, cut(text));
          } else {
            cutTexts(array.get(i));
          }
        }
      }
      default -> {}
    }
  }

  private static TextNode cut(TextNode text) {
    return TextNode.valueOf(Excerpt.first(text.textValue(), MAX_TEXT, "\u2026"));
  }

  private static byte[] write(JsonNode node) {
    try {
      return JSON.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree is always writable", e);
    }
  }
}
