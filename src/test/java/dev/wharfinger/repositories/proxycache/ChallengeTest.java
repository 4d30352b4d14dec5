package dev.wharfinger.repositories.proxycache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

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

  private static Challenge read(String header) {
    return Challenge.of(Optional.of(header));
  }
}
