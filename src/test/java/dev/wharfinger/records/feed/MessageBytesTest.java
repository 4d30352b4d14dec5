package dev.wharfinger.records.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class MessageBytesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void sendsWhatFitsAsItIs() {
    ObjectNode data = data();
    data.withObject("event").put("text", "x".repeat(7_000_000));
    ObjectNode before = data.deepCopy();
    assertThat(read(MessageBytes.of(data))).isEqualTo(before);
  }

  @Test
  void cutsTheTextsOfAMessageThatIsTooLong() {
    ObjectNode data = data();
    data.withObject("event")
        .put("text", "x".repeat(5_000_000))
        .putArray("list")
        .add("y".repeat(5_000_000));
    JsonNode told = read(MessageBytes.of(data));
    assertThat(told.get("shortened").booleanValue()).isTrue();
    assertThat(told.at("/event/text").textValue()).isEqualTo("x".repeat(1_024) + "\u2026");
    assertThat(told.at("/event/list/0").textValue()).isEqualTo("y".repeat(1_024) + "\u2026");
    assertThat(told.has("changesLeftOut")).isFalse();
  }

  @Test
  void leavesOutTheChangesThatAreTooMany() {
    ObjectNode data = data();
    ArrayNode changes = data.withArray("changes");
    for (int i = 0; i < 100_000; i++) {
      changes
          .addObject()
          .put("entity", "repository/" + i)
          .putObject("fields")
          .put("name", "x".repeat(100));
    }
    byte[] bytes = MessageBytes.of(data);
    assertThat(bytes).hasSizeLessThanOrEqualTo(MessageBytes.MAX);
    JsonNode told = read(bytes);
    assertThat(told.get("shortened").booleanValue()).isTrue();
    assertThat(told.get("changesLeftOut").intValue()).isPositive();
    assertThat(told.get("changes").size() + told.get("changesLeftOut").intValue())
        .isEqualTo(100_000);
    assertThat(told.at("/event/name").textValue()).isEqualTo("acme");
  }

  @Test
  void leavesTheEventToTheJournalIfNothingElseHelps() {
    ObjectNode data = data();
    ArrayNode many = data.withObject("event").putArray("many");
    for (int i = 0; i < 1_000_000; i++) {
      many.add("0123456789");
    }
    byte[] bytes = MessageBytes.of(data);
    assertThat(bytes).hasSizeLessThanOrEqualTo(MessageBytes.MAX);
    assertThat(read(bytes).get("event")).isEmpty();
  }

  private static ObjectNode data() {
    ObjectNode data = JSON.createObjectNode();
    data.put("seq", 1).putObject("event").put("name", "acme");
    data.putArray("changes");
    return data;
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
