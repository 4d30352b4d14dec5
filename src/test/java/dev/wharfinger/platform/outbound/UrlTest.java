package dev.wharfinger.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlTest {

  @Test
  void takesAnAddressApart() {
    Url url = Url.parse("HTTPS://Quay.IO:8443/a/b?c=d#e");
    assertThat(url).isEqualTo(new Url("https", "Quay.IO:8443", "/a/b?c=d"));
    assertThat(url.host()).isEqualTo("quay.io");
    assertThat(url.port()).contains(8443);
    assertThat(url.hostHeader()).isEqualTo("quay.io:8443");
    assertThat(Url.parse("http://x?y")).isEqualTo(new Url("http", "x", "/?y"));
    assertThat(Url.parse("http://x").port()).contains(80);
    assertThat(Url.parse("https://[2001:db8::1]").port()).contains(443);
    assertThat(Url.parse("https://[2001:db8::1]:1").port()).contains(1);
    assertThat(Url.parse("https://[2001:db8::1]:1").host()).isEqualTo("2001:db8::1");
  }

  @Test
  void noticesWhatIsMissingOrOdd() {
    assertThat(Url.parse("quay.io/x").scheme()).isEmpty();
    assertThat(Url.parse("//quay.io/x").scheme()).isEmpty();
    assertThat(Url.parse("http://u:p@quay.io").hasCredentials()).isTrue();
    assertThat(Url.parse("http:///x").host()).isEmpty();
    assertThat(Url.parse("http://x:0").port()).isEmpty();
    assertThat(Url.parse("http://x:65536").port()).isEmpty();
    assertThat(Url.parse("http://x:http").port()).isEmpty();
    assertThat(Url.parse("http://x/\r\ny").isWritable()).isFalse();
    assertThat(Url.parse("http://a b/").asciiHost()).isEmpty();
    assertThat(Url.parse("http://a\\b/").asciiHost()).isEmpty();
    assertThat(Url.parse("http://b\u00fccher.example/").asciiHost())
        .contains("xn--bcher-kva.example");
    assertThat(new Url("http", "x".repeat(300), "/").asciiHost()).isEqualTo(Optional.empty());
  }

  @Test
  void followsALocation() {
    Url url = Url.parse("https://a.example:1/b/c");
    assertThat(url.resolve("/d")).isEqualTo(new Url("https", "a.example:1", "/d"));
    assertThat(url.resolve("//e.example/f")).isEqualTo(new Url("https", "e.example", "/f"));
    assertThat(url.resolve("http://g.example/")).isEqualTo(new Url("http", "g.example", "/"));
    assertThat(url.sameOrigin(url.resolve("/d"))).isTrue();
    assertThat(url.sameOrigin(Url.parse("http://a.example:1/"))).isFalse();
    assertThat(url.sameOrigin(Url.parse("https://a.example/"))).isFalse();
  }

  /** A dotted capital I is one letter and its small form two. */
  @ParameterizedTest
  @CsvSource({
    "https://\u0130.example.org/v2/,.example.org,443",
    "https://\u0130\u0130.example.org:8443/v2/,.example.org:8443,8443"
  })
  void knowsWhereAHostEndsWhoseSmallLettersAreMore(String text, String header, int port) {
    Url url = Url.parse(text);
    assertThat(url.hostHeader()).endsWith(header);
    assertThat(url.port()).contains(port);
  }
}
