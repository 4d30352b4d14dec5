package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.HostAndPort;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client names as host, what is made of it is an address. */
class OriginTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a b",
        "a/b",
        "user@evil.example",
        "a%zz",
        "é",
        "[",
        "[::1",
        "a\"b",
        "a#b",
        "a?b"
      })
  void leavesOutAHostThatNoUrlCanHave(String host) {
    assertThat(Origin.host(HostAndPort.create(host, 80))).isEqualTo("localhost");
  }

  @ParameterizedTest
  @CsvSource({
    "quay.example, 443, quay.example:443",
    "quay_1.example, -1, quay_1.example",
    "[::1], 80, [::1]:80"
  })
  void keepsAHost(String host, int port, String expected) {
    String kept = Origin.host(HostAndPort.create(host, port));
    assertThat(kept).isEqualTo(expected);
    assertThat(URI.create("http://" + kept).getRawAuthority()).isEqualTo(expected);
  }
}
