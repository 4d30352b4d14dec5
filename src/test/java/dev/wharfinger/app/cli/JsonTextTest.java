package dev.wharfinger.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,-2.50,true,false,null,\"x\\n\\u001bé\"],\"b\":{},\"c\":[]}",
        "[123456789012345678901234567890,0.1]",
        "\"Created\"",
        "7",
        "null",
      })
  void whatIsReadIsWrittenAsItWas(String text) throws IOException {
    assertThat(new ObjectMapper().readTree(JsonText.compact(JsonText.read(text))))
        .isEqualTo(new ObjectMapper().readTree(text));
    assertThat(new ObjectMapper().readTree(JsonText.pretty(JsonText.read(text))))
        .isEqualTo(new ObjectMapper().readTree(text));
  }

  @Test
  void prettyTextIsIndented() throws IOException {
    assertThat(JsonText.pretty(JsonText.read("{\"a\":[1,2],\"b\":{\"c\":null}}")))
        .isEqualTo(
            """
            {
              "a" : [
                1,
                2
              ],
              "b" : {
                "c" : null
              }
            }\
            """);
  }

  @Test
  void nothingIsMissing() throws IOException {
    assertThat(JsonText.read("").isMissingNode()).isTrue();
    assertThat(JsonText.read(" \n").isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[1,", "{\"a\"}", "1 2", "<html>", "{}x"})
  void whatIsNoJsonIsTold(String text) {
    assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(IOException.class);
  }

  @Test
  void aTextThatIsTooDeepIsToldToo() {
    assertThatThrownBy(() -> JsonText.read("[".repeat(100_000))).isInstanceOf(IOException.class);
  }
}
