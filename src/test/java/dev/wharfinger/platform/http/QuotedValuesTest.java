package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.text.Excerpt;
import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a refusal repeats of a request has an end, however long it was. */
class QuotedValuesTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Test
  void showsTheFirst256CharactersOfAQuotedValue() {
    assertThat(Excerpt.of("\ud83d\ude00".repeat(256))).isEqualTo("\ud83d\ude00".repeat(256));
    assertThat(Excerpt.of("\ud83d\ude00".repeat(257)))
        .isEqualTo("\ud83d\ude00".repeat(256) + "\u2026");
    assertThat(Schema.bool().violation(TextNode.valueOf("x".repeat(257))))
        .contains("'" + "x".repeat(256) + "\u2026' is not of type 'boolean'");
  }

  @Test
  void cutsBeforeItEscapes() {
    assertThat(Schema.bool().violation(TextNode.valueOf("\u200b".repeat(345_000))))
        .contains("'" + "\\u200b".repeat(256) + "\u2026' is not of type 'boolean'");
  }

  @ParameterizedTest
  @MethodSource("endless")
  void reportsWhateverIsWrongInFewWords(Schema schema, JsonNode value) {
    assertThat(schema.violation(value).orElseThrow()).hasSizeLessThan(2_000).contains("\u2026");
  }

  static Stream<Arguments> endless() {
    ArrayNode list = JSON.arrayNode();
    ObjectNode object = JSON.objectNode();
    for (int i = 0; i < 100_000; i++) {
      list.add(i);
      object.put("key " + i, i);
    }
    JsonNode text = TextNode.valueOf("\u200b".repeat(345_000));
    JsonNode number = JSON.numberNode(new BigInteger("9".repeat(400)));
    return Stream.of(
        Arguments.of(Schema.string(), list),
        Arguments.of(Schema.string(), object),
        Arguments.of(Schema.string(), JSON.arrayNode().add(text)),
        Arguments.of(Schema.string(), JSON.objectNode().set("a", text)),
        Arguments.of(Schema.string(), JSON.objectNode().put(text.textValue(), 1)),
        Arguments.of(Schema.string(), number),
        Arguments.of(Schema.number().maximum(1), number),
        Arguments.of(Schema.string().pattern("^a$"), text),
        Arguments.of(Schema.oneOfTexts("a", "b"), text),
        Arguments.of(Schema.object().closed(), object),
        Arguments.of(Schema.object().closed(), JSON.objectNode().put(text.textValue(), 1)),
        Arguments.of(
            Schema.object().property("a", Schema.forbidden()), JSON.objectNode().set("a", list)));
  }

  @Test
  void endsEveryErrorTextSomewhere() {
    String endless = "x".repeat(1_000_000);
    String end = "x".repeat(4_096) + "\u2026";
    Stream.of(
            ApiError.invalidRequest(endless),
            ApiError.message(endless),
            ApiError.error(400, endless),
            new ApiError.MessageObject(409, endless, Map.of()))
        .forEach(refusal ->
            assertThat(ErrorBody.of(refusal, "http://x").toString())
                .contains("\"" + end + "\"")
                .hasSizeLessThan(9_000));
  }
}
