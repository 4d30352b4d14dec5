package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An envelope is cut by its brackets alone. */
class EnvelopeTest {

  private final List<String> events = new ArrayList<>();

  private String cut(String text) throws EventParser.Unparsable {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] rest =
        Envelope.cut(
            ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length + 9), 0, bytes.length),
            (from, length) ->
                events.add(new String(bytes, from, length, StandardCharsets.UTF_8).strip()));
    return new String(rest, StandardCharsets.UTF_8);
  }

  @Test
  void handsOutEachEvent() throws EventParser.Unparsable {
    assertThat(
            cut(
                """
                {"a": {"events": [1, 2]}, "events": [{"x": [1, {"y": "],}\\"["}]}, null , 5, "a,b", [[]] ], "b": ["events", 3]}
                """))
        .isEqualTo("{\"a\":{\"events\":[1,2]},\"events\":[],\"b\":[\"events\",3]}");
    assertThat(events)
        .containsExactly("{\"x\": [1, {\"y\": \"],}\\\"[\"}]}", "null", "5", "\"a,b\"", "[[]]");
  }

  @Test
  void takesWhatIsNestedHoweverDeep() throws EventParser.Unparsable {
    String deep = "[".repeat(1_000_000) + "]".repeat(1_000_000);
    assertThat(cut("{\"events\": [" + deep + ", {}]}")).isEqualTo("{\"events\":[]}");
    assertThat(events).containsExactly(deep, "{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"events\": [,]}",
        "{\"events\": [{},]}",
        "{\"events\": [,{}]}",
        "{\"events\": [{},,{}]}",
        "{\"events\": [ , ]}"
      })
  void refusesHoles(String text) {
    assertThatThrownBy(() -> cut(text)).isInstanceOf(EventParser.Unparsable.class);
  }

  @Test
  void refusesWhatIsNearlyAllEnvelope() throws EventParser.Unparsable {
    String name = "x".repeat(65_536 - 18);
    assertThat(cut("{\"" + name + "\":1,\"events\":[]}")).hasSize(65_536);
    assertThatThrownBy(() -> cut("{\"" + name + "x\":1,\"events\":[]}"))
        .isInstanceOf(EventParser.Unparsable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{\"events\": [",
        "{\"events\": [{}",
        "{\"events\": \"\\",
        "]]]]",
        "{\"events",
        "[{}]",
        "{\"events\": {\"a\": [1]}}",
        "{\"EVENTS\": [1]}",
        "{\"events\": []}",
        ":",
        ",:\"",
        "\\\""
      })
  void endsWithWhateverItIsGiven(String text) throws EventParser.Unparsable {
    String _ = cut(text);
    assertThat(events.size()).isLessThanOrEqualTo(1);
  }
}
