package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected texts were printed by Python itself. */
class PythonReprTest {

  @ParameterizedTest
  @MethodSource("texts")
  void printsTexts(String text, String repr) {
    assertThat(PythonRepr.of(text)).isEqualTo(repr);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void printsNumbers(double number, String repr) {
    assertThat(PythonRepr.of(number)).isEqualTo(repr);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("it's", "\"it's\""),
        Arguments.of("say \"it's\"", "'say \"it\\'s\"'"),
        Arguments.of("a\"b", "'a\"b'"),
        Arguments.of("tab\tnl\ncr\r", "'tab\\tnl\\ncr\\r'"),
        Arguments.of("back\\slash", "'back\\\\slash'"),
        Arguments.of("\u0000\u001f\u007f\u0080\u00a0\u00ad", "'\\x00\\x1f\\x7f\\x80\\xa0\\xad'"),
        Arguments.of("\u00e9\u2603", "'\u00e9\u2603'"),
        Arguments.of("\u2028\ue000\u200b", "'\\u2028\\ue000\\u200b'"),
        Arguments.of("\ud83d\ude00", "'\ud83d\ude00'"),
        Arguments.of("\udb40\udc01", "'\\U000e0001'"),
        Arguments.of("", "''"));
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of(1.0, "1.0"),
        Arguments.of(0.1, "0.1"),
        Arguments.of(1000000000000000.0, "1000000000000000.0"),
        Arguments.of(1e+16, "1e+16"),
        Arguments.of(1.2345678901234568e+17, "1.2345678901234568e+17"),
        Arguments.of(0.0001, "0.0001"),
        Arguments.of(1e-05, "1e-05"),
        Arguments.of(1.5e-07, "1.5e-07"),
        Arguments.of(-2.5, "-2.5"),
        Arguments.of(-1e22, "-1e+22"),
        Arguments.of(5e-324, "5e-324"),
        Arguments.of(1.7976931348623157e+308, "1.7976931348623157e+308"),
        Arguments.of(-0.0, "-0.0"),
        Arguments.of(0.0, "0.0"),
        Arguments.of(100.0, "100.0"),
        Arguments.of(9007199254740992.0, "9007199254740992.0"),
        Arguments.of(4.611686018427388e+18, "4.611686018427388e+18"),
        Arguments.of(1e+23, "1e+23"));
  }
}
