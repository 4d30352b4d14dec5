package dev.wharfinger.accounts.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OAuthFormTest {

  @Test
  void readsSoManyParameters() {
    String others =
        IntStream.range(1, OAuthForm.MAX_PARAMETERS)
            .mapToObj(i -> "p" + i + "=x")
            .collect(Collectors.joining("&"));
    assertThat(OAuthForm.decode(others + "&client_id=x")).containsKey("client_id");
    assertThat(OAuthForm.decode("p0=x&" + others + "&client_id=x"))
        .hasSize(OAuthForm.MAX_PARAMETERS)
        .doesNotContainKey("client_id");
  }
}
