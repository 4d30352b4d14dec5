package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.registries.activity.EventParser.Unparsable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of an event what counts is kept, and all the rest is passed over, however large. */
class EventParserTest {

  private static ObjectNode parse(String text) throws Unparsable {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return EventParser.parse(bytes, 0, bytes.length);
  }

  private static JsonNode reference(String fields) throws Unparsable {
    return parse("{\"target\": {\"references\": [{" + fields + "}]}}").at("/target/references/0");
  }

  @Test
  void keepsNothingThatNobodyAsksFor() throws Unparsable {
    String large = "x".repeat(2_000_000);
    assertThat(
            parse(
                """
                {"id": "a", "%s": 1, "source": {"deep": [[{"x": ["%s"]}]]}, "n": 1%s,
                 "target": {"repository": "a/b", "annotations": {"k": "%s"},
                  "references": [{"digest": "d", "size": 5, "annotations": {"%s": "%s"}}]}}
                """
                    .formatted(large, large, "0".repeat(10_000), large, large, large)))
        .hasToString(
            "{\"id\":\"a\",\"target\":{\"repository\":\"a/b\","
                + "\"references\":[{\"digest\":\"d\",\"size\":5}]}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "size": -1                   | -1
          "size": 9223372036854775807  | 9223372036854775807
          "size": 9223372036854775808  | false
          "size": 1.5                  | false
          "size": 1e3                  | false
          "size": "12"                 | "12"
          "size": [1]                  | false
          "size": {}                   | false
          "size": true                 | true
          "size": null                 | null
          """)
  void knowsWhatHasTheWrongType(String field, String read) throws Unparsable {
    assertThat(reference(field).get("size")).hasToString(read);
  }

  @Test
  void makesTextsThatTheDatabaseTakes() throws Unparsable {
    assertThat(
            reference("\"digest\": \"a\\u0000b\\ud800c\\udc00\\ud83d\\ude00\"")
                .get("digest")
                .textValue())
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFD\uD83D\uDE00");
    byte[] latin = "{\"id\": \"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(EventParser.parse(latin, 0, latin.length).get("id").textValue()).isEqualTo("\uFFFD");
  }

  @Test
  void cutsTexts() throws Unparsable {
    String text = "x".repeat(EventParser.LONGEST_TEXT);
    assertThat(parse("{\"id\": \"" + text + "\"}").get("id").textValue()).isEqualTo(text);
    assertThat(parse("{\"id\": \"" + text + "y\"}").get("id").textValue()).isEqualTo(text);
  }

  @Test
  void rejectsWhatIsNestedTooDeep() throws Unparsable {
    assertThat(parse("{\"x\": " + "[".repeat(999) + "]".repeat(999) + "}")).isEmpty();
    assertFault("{\"x\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}", Fault.DEPTH);
  }

  @Test
  void readsAsManyReferencesAsAManifestCanHave() throws Unparsable {
    String one = "{\"digest\":\"d\"},";
    JsonNode references =
        parse("{\"target\":{\"references\":[" + one.repeat(70_000) + "null]}}")
            .at("/target/references");
    assertThat(references).hasSize(EventParser.MOST_REFERENCES + 1);
    assertThat(references.get(EventParser.MOST_REFERENCES)).isSameAs(EventParser.WRONG);
  }

  @Test
  void readsSoManyLinesOfABuild() throws Unparsable {
    JsonNode lines =
        parse("{\"build\":{\"log\":[" + "{\"position\":1},".repeat(10_500) + "{}]}}")
            .at("/build/log");
    assertThat(lines).hasSize(EventParser.MOST_LINES + 1);
    assertThat(lines.get(EventParser.MOST_LINES)).isSameAs(EventParser.WRONG);
  }

  @Test
  void leavesOutDocumentsThatAreTooLarge() throws Unparsable {
    String small = "{\"a\":[1,2.5,\"x\",null,true,false],\"b\":{\"c\":{}}}";
    assertThat(job(small)).hasToString(small);
    assertThat(job("{\"a\":\"" + "x".repeat(16_400) + "\"}")).isSameAs(EventParser.WRONG);
    assertThat(job("[" + "{},".repeat(5_000) + "{}]")).isSameAs(EventParser.WRONG);
    assertThat(job("[".repeat(33) + "]".repeat(33))).isNotSameAs(EventParser.WRONG);
    assertThat(job("[".repeat(34) + "]".repeat(34))).isSameAs(EventParser.WRONG);
  }

  @Test
  void leavesOutNumbersThatAreTooLong() throws Unparsable {
    assertThat(job("0." + "1".repeat(38)).isDouble()).isTrue();
    assertThat(job("0." + "1".repeat(39))).hasToString("null");
    assertThat(job("1" + "0".repeat(100_000) + ".5")).hasToString("null");
    assertThat(job("9".repeat(18)).longValue()).isEqualTo(999_999_999_999_999_999L);
    assertThat(job("1" + "0".repeat(100_000))).isSameAs(EventParser.WRONG);
  }

  private static JsonNode job(String document) throws Unparsable {
    return parse("{\"build\": {\"job\": " + document + ", \"uuid\": \"u\"}}").at("/build/job");
  }

  @Test
  void tellsWhatIsNoJsonFromWhatIsNoEvent() {
    for (String text : new String[] {"", "{", "{]", "quack", "{\"id\": }", "{} {}", "\u0000"}) {
      assertFault(text, Fault.JSON);
    }
    for (String text : new String[] {"5", "null", "[]", "\"x\"", "true"}) {
      assertFault(text, Fault.SHAPE);
    }
  }

  private static void assertFault(String text, Fault fault) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOfSatisfying(
            Unparsable.class, failure -> assertThat(failure.fault()).isEqualTo(fault));
  }
}
