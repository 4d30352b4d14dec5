package dev.wharfinger.records.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Excerpt;
import dev.wharfinger.platform.journal.KafkaClients;
import java.util.Iterator;

/**
 * The bytes of a message of the feed. A message that the topic would not take stops everything
 * behind it, so one that tells too much, such as the end of a namespace with all that was in it, is
 * shortened and says so.
 */
final class MessageBytes {

  /** The headers and Kafka's own part have their share of a record, too. */
  @Bound(
      of = "message of the audit feed",
      unit = "bytes",
      beyond = "shortened: long texts are cut, then changes left out and counted",
      test = "MessageBytesTest.leavesOutTheChangesThatAreTooMany")
  static final int MAX = KafkaClients.MAX_RECORD_BYTES - 64 * 1024;

  /** A text of a message that is too long. */
  private static final int MAX_TEXT = 1_024;

  /** What the changes of a message that is too long may have. */
  private static final int MAX_CHANGES = MAX / 2;

  private static final ObjectMapper JSON = new ObjectMapper();

  private MessageBytes() {}

  /** The bytes of the data of a message. */
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
    // What is left is what the event itself says, and the journal tells it.
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
