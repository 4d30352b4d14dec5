package dev.wharfinger.repositories.repositorynotification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.api.Answers;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTemplateTest {

  private static final JsonNode DATA =
      Answers.json(
          """
          {"name": "web", "tags": ["a", "b"], "n": 7, "on": true, "none": null,
           "deep": {"er": [{"x": 1}, {"x": "two"}, {"y": 3}]}, "odd key": "k"}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"${name}\"|\"web\"",
        "\"${$.name}\"|\"web\"",
        "\"${$}\"|{\"name\":\"web\",\"tags\":[\"a\",\"b\"],\"n\":7,\"on\":true,\"none\":null,\"deep\":{\"er\":[{\"x\":1},{\"x\":\"two\"},{\"y\":3}]},\"odd key\":\"k\"}",
        "\"${tags}\"|[\"a\",\"b\"]",
        "\"${tags[0]}\"|\"a\"",
        "\"${tags[-1]}\"|\"b\"",
        "\"${tags[2]}\"|null",
        "\"${tags[-3]}\"|null",
        "\"${tags[*]}\"|[\"a\",\"b\"]",
        "\"${name[0]}\"|null",
        "\"${n}\"|7",
        "\"${on}\"|true",
        "\"${none}\"|null",
        "\"${absent.too}\"|null",
        "\"${deep.er[*].x}\"|[1,\"two\"]",
        "\"${['odd key']}\"|\"k\"",
        "\"${$[\\\"odd key\\\"]}\"|\"k\"",
        "\"${deep.*[1].x}\"|\"two\"",
        "\"<${name}> ${n} ${absent} ${none}\"|\"<web> 7 (none) null\"",
        "\"${tags[*]}!\"|\"a,b!\"",
        "\"${deep.er}!\"|\"[{\\\"x\\\":1},{\\\"x\\\":\\\"two\\\"},{\\\"y\\\":3}]!\"",
        "\"${name}${n}\"|\"web7\"",
        "{\"${name}\": {\"k${n}\": [\"${n}\", 1.5, null, \"$ {n} $n\"]}}|{\"web\":{\"k7\":[7,1.5,null,\"$ {n} $n\"]}}"
      })
  void putsInWhatItFinds(String template, String body) throws IOException {
    assertThat(BodyTemplate.fault(TextNode.valueOf(template))).isEmpty();
    assertThat(new ObjectMapper().readTree(BodyTemplate.of(template).apply(DATA)))
        .isEqualTo(new ObjectMapper().readTree(body));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1] 2",
        "{\"a\": \"${}\"}",
        "[[\"${ }\"]]",
        "\"${a b}\"",
        "\"${a.}\"",
        "\"${.a.}\"",
        "\"${a[x]}\"",
        "\"${a['x]}\"",
        "\"${a[1}\"",
        "\"${a[1234567]}\"",
        "\"${a[?(@.x)]}\"",
        "\"${a..b}\"",
        "\"${a[-]}\"",
        "{\"${\u00a7}\": 1}"
      })
  void refusesWhatIsNoTemplate(String template) {
    assertThat(BodyTemplate.fault(TextNode.valueOf(template))).isPresent();
  }

  @Test
  void makesNoMoreThanItsBound() {
    int most = BodyTemplate.MOST_BYTES;
    String value = "x".repeat(1024);
    JsonNode data = Answers.json("{\"v\": \"" + value + "\"}");
    String within = "[" + "\"${v}\",".repeat(most / 1027 - 1) + "1]";
    assertThat(BodyTemplate.of(within).apply(data).length).isBetween(most - 2_100, most);
    String beyond = "[" + "\"${v}\",".repeat(most / 1027 + 1) + "1]";
    assertThatThrownBy(() -> BodyTemplate.of(beyond).apply(data))
        .isInstanceOf(BodyTemplate.TooLong.class);
    String text = "\"" + "${v}-".repeat(most / 1024 + 1) + "\"";
    assertThatThrownBy(() -> BodyTemplate.of(text).apply(data))
        .isInstanceOf(BodyTemplate.TooLong.class);
  }

  @Test
  void findsExpressionsInOnePass() {
    for (String text : new String[] {"${".repeat(8_000), "}" + "${".repeat(8_000)}) {
      Counted counted = new Counted(text, new int[1]);
      assertThat(BodyTemplate.expressions(counted).find()).isFalse();
      assertThat(counted.looks()[0]).isLessThan(5 * text.length());
    }
    assertThat(BodyTemplate.expressions("${a} ${b").results()).hasSize(1);
  }

  /** A text that counts how often it is looked at. */
  private record Counted(CharSequence text, int[] looks) implements CharSequence {

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      looks[0]++;
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), looks);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
