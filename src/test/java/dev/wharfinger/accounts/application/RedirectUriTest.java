package dev.wharfinger.accounts.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectUriTest {

  private static final String REGISTERED = "https://crane.example:8443/back";
  private static final String OWN = "http://localhost:8080/oauth/localapp";

  @ParameterizedTest
  @ValueSource(
      strings = {
        REGISTERED,
        REGISTERED + "/deeper?x=a%20b",
        REGISTERED + "?x=1",
        REGISTERED + "ward",
        OWN
      })
  void allowsWhatBeginsLikeTheRegisteredOne(String uri) {
    assertThat(RedirectUri.isAllowed(uri, REGISTERED, OWN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://crane.example:8443/back",
        "https://crane.example/back",
        "https://crane.example:8443/bac",
        "https://crane.example:8443.evil.example/back",
        "https://crane.example:8443@evil.example/back",
        "https://user@crane.example:8443/back",
        "https://evil.example/?https://crane.example:8443/back",
        REGISTERED + "/../admin",
        REGISTERED + "/%2e%2e/admin",
        REGISTERED + "/@evil.example",
        REGISTERED + "#fragment",
        REGISTERED + "\r\nSet-Cookie: x=1",
        REGISTERED + "/ö",
        "//crane.example:8443/back",
        "/back",
        "",
        "javascript:alert(1)",
        OWN + "/x"
      })
  void allowsNothingElse(String uri) {
    assertThat(RedirectUri.isAllowed(uri, REGISTERED, OWN)).isFalse();
  }

  @Test
  void allowsTheOwnPageAloneWhereNothingIsRegistered() {
    assertThat(RedirectUri.isAllowed(OWN, "", OWN)).isTrue();
    assertThat(RedirectUri.isAllowed("https://crane.example", "", OWN)).isFalse();
    assertThat(RedirectUri.isAllowed("", "", OWN)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/b, https://a.example/b?error=x+y&state=%26%3D",
    "https://a.example/b?c=d, https://a.example/b?c=d&error=x+y&state=%26%3D"
  })
  void addsParametersToTheQuery(String uri, String expected) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("error", "x y");
    parameters.put("state", "&=");
    assertThat(RedirectUri.with(uri, parameters)).isEqualTo(expected);
  }
}
