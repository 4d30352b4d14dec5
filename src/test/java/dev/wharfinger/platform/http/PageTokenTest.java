package dev.wharfinger.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.vault.DerivedKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {

  private static final Instant NOW = Instant.parse("2026-08-21T16:02:54Z");
  private static final ObjectNode STATE =
      JsonNodeFactory.instance.objectNode().put("start", 42L).put("page", 2);

  private final PageToken tokens = new PageToken(keys(1));

  @Test
  void opensWhatItSealed() {
    String token = tokens.seal("logs", STATE, NOW);
    assertThat(token).matches("[A-Za-z0-9._-]+");
    assertThat(tokens.open("logs", token, NOW))
        .hasValueSatisfying(state -> assertThat(state.toString()).isEqualTo(STATE.toString()));
  }

  @Test
  void isOpaqueAndNeverTheSame() {
    String token = tokens.seal("logs", STATE, NOW);
    assertThat(tokens.seal("logs", STATE, NOW)).isNotEqualTo(token);
    for (String part : token.split("\\.", -1)) {
      assertThat(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1))
          .doesNotContain("start");
    }
  }

  @Test
  void livesTwoDays() {
    String token = tokens.seal("logs", STATE, NOW);
    assertThat(tokens.open("logs", token, NOW.plus(Duration.ofDays(2)).minusSeconds(1)))
        .isPresent();
    assertThat(tokens.open("logs", token, NOW.plus(Duration.ofDays(2)))).isEmpty();
  }

  @Test
  void isGoodForOneList() {
    assertThat(tokens.open("users", tokens.seal("logs", STATE, NOW), NOW)).isEmpty();
  }

  @Test
  void isWorthlessUnderAnotherKey() {
    String token = tokens.seal("logs", STATE, NOW);
    assertThat(new PageToken(keys(2)).open("logs", token, NOW)).isEmpty();
  }

  @Test
  void isWorthlessAfterAnyChange() {
    String token = tokens.seal("logs", STATE, NOW);
    for (int i = 0; i < token.length(); i++) {
      char other = token.charAt(i) == 'A' ? 'Q' : 'A';
      String forged = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.open("logs", forged, NOW)).as("changed at %d", i).isEmpty();
    }
    assertThat(tokens.open("logs", token.substring(0, token.length() - 4), NOW)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "....",
        "x",
        "null",
        "e30.e30.e30",
        "e30....",
        "eyJhbGciOiJub25lIn0.e30.",
        "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0....",
        "\ud800",
        "a b",
        "äöü",
        "%00"
      })
  void ignoresEverythingElse(String text) {
    assertThat(tokens.open("logs", text, NOW)).isEmpty();
    assertThat(tokens.open("logs", text.repeat(3000), NOW)).isEmpty();
  }

  @Test
  void wantsAKeyOfItsLength() {
    assertThatThrownBy(() -> new PageToken(DerivedKeys.only(new byte[16], "AES")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static DerivedKeys keys(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return DerivedKeys.only(key, "AES");
  }
}
