package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer abc", "bearer abc", "BEARER abc", "bEaReR   abc", " Bearer\tabc "})
  void readsTwoPartsOfWhichTheFirstIsBearerInAnyCase(String header) {
    assertThat(BearerToken.of(header)).contains("abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Bearer",
        "Bearer ",
        "abc",
        "Bearer a b",
        "Basic abc",
        "Bearerabc",
        "Bearer: abc"
      })
  void takesAnythingElseForNoCredential(String header) {
    assertThat(BearerToken.of(header)).isEmpty();
  }
}
