package dev.wharfinger.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeTest {

  @Test
  void readsSchemeAndParameters() {
    assertThat(
            read("Bearer realm=\"https://auth.example/t?a=b,c\", Service = registry,x=\"a\\\"b\""))
        .isEqualTo(
            new Challenge(
                "bearer",
                Map.of(
                    "realm", "https://auth.example/t?a=b,c", "service", "registry", "x", "a\"b")));
    assertThat(read("BASIC realm=\"x\"").isBasic()).isTrue();
    assertThat(read("Basic")).isEqualTo(new Challenge("basic", Map.of()));
  }

  @Test
  void takesRubbishForNothing() {
    assertThat(Challenge.of(Optional.empty()).scheme()).isEmpty();
    assertThat(read("=\"").parameter("realm")).isEmpty();
    assertThat(read("Bearer realm=\"never closed").parameter("realm")).isEmpty();
  }

  @Test
  void skipsWhatIsNoParameter() {
    assertThat(read("Bearer rubbish, a-b c = , =, realm = x scope=\"\" y=\"z").parameters())
        .isEqualTo(Map.of("realm", "x", "scope", ""));
  }

  /** As long as it may be; a time that grows with the square would take seconds, or the stack. */
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "-", "a ", "a=", "a=\"", "a=\\\"", "\"", "\\", ",", "=", " ", "a=\"\\x"})
  void readsWhateverComesInOnePass(String part) {
    String header = "Bearer " + part.repeat(OutboundHttp.MAX_HEADER_BYTES / part.length());
    CountedText counted = new CountedText(header);
    var _ = Challenge.of(counted);
    assertThat(counted.looks()).isBetween(header.length() / 2, 20 * header.length());
  }

  private static Challenge read(String header) {
    return Challenge.of(Optional.of(header));
  }
}
