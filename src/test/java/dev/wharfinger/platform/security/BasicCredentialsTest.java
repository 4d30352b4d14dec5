package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

  @Test
  void readsNameAndSecret() {
    assertThat(BasicCredentials.of("bAsIc " + base64("ann:se:cret")))
        .contains(new BasicCredentials("ann", "se:cret"));
    assertThat(BasicCredentials.of("Basic " + base64(":"))).contains(new BasicCredentials("", ""));
    assertThat(new BasicCredentials("ann", "secret").toString()).doesNotContain("ann", "secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Basic", "Basic !", "Basic YW5u", "Bearer YTpi", "Basic YTpi YTpi"})
  void readsNothingElse(String header) {
    assertThat(BasicCredentials.of(header)).isEmpty();
  }

  @Test
  void takesNoBytesThatAreNoText() {
    assertThat(BasicCredentials.of("Basic " + base64("a:\0"))).isEmpty();
    byte[] bytes = {'a', ':', (byte) 0xff};
    assertThat(BasicCredentials.of("Basic " + Base64.getEncoder().encodeToString(bytes))).isEmpty();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
