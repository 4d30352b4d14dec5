package dev.wharfinger.platform.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.elytron.security.common.BcryptUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {

  /** As little work as bcrypt takes. */
  private static final int CHEAP = 4;

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e4", "\u20ac", "\ud83d\ude00"})
  void readsWhatBcryptReads(String character) {
    for (String begin : new String[] {"", "x", "xy", "xyz"}) {
      String whole = begin + character.repeat(200);
      String read = Passwords.cut(whole);
      assertThat(read).hasSize(Passwords.READ);
      assertThat(BcryptUtil.matches(read, BcryptUtil.bcryptHash(whole, CHEAP))).isTrue();
    }
    assertThat(Passwords.cut("short")).isEqualTo("short");
  }

  @Test
  void aHashOfNobodyIsLikeOthersOfItsCost() {
    String dummy = Passwords.dummyHash(CHEAP);
    assertThat(dummy).startsWith("$2a$04$").hasSameSizeAs(BcryptUtil.bcryptHash("password", CHEAP));
    assertThat(BcryptUtil.matches("password", dummy)).isFalse();
    assertThat(BcryptUtil.matches("", dummy)).isFalse();
  }
}
