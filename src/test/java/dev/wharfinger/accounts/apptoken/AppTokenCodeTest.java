package dev.wharfinger.accounts.apptoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.MasterKey;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppTokenCodeTest {

  private static final DerivedRandom DRAW =
      new DerivedRandom(new MasterKey(new byte[32]), new UUID(1, 2), Instant.EPOCH);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000000-0000-0000-0000-000000000001",
        "fe11fc59-bd09-459a-a21c-b57692d151c9",
        "ffffffff-ffff-ffff-ffff-ffffffffffff"
      })
  void leadsToItsToken(String id) {
    String code = AppTokenCode.draw(UUID.fromString(id), DRAW);
    assertThat(code).matches("[A-Z0-9]{120}");
    assertThat(AppTokenCode.token(code)).contains(UUID.fromString(id));
  }

  @Test
  void isNoCodeOfAnyOtherForm() {
    String code = AppTokenCode.draw(new UUID(1, 2), DRAW);
    assertThat(AppTokenCode.token("")).isEmpty();
    assertThat(AppTokenCode.token(code + "A")).isEmpty();
    assertThat(AppTokenCode.token("-" + code.substring(1))).isEmpty();
    assertThat(AppTokenCode.token("a" + code.substring(1))).isEmpty();
    assertThat(AppTokenCode.token("Z".repeat(120))).as("no id is that large").isEmpty();
  }
}
