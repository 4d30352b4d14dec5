package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class SealingTest {

  private static final SecretKey KEY = new SecretKeySpec(new byte[32], "AES");

  @Test
  void opensWhatItSealed() throws GeneralSecurityException {
    byte[] sealed = Sealing.seal(KEY, "here", "Ann Ör 🙂");
    assertThat(new String(sealed, StandardCharsets.UTF_8)).doesNotContain("Ann");
    assertThat(Sealing.open(KEY, "here", sealed)).isEqualTo("Ann Ör 🙂");
  }

  @Test
  void sealsTheSameTextNeverTwiceAlike() {
    assertThat(Sealing.seal(KEY, "here", "a")).isNotEqualTo(Sealing.seal(KEY, "here", "a"));
  }

  @Test
  void opensNothingElsewhereNothingWithAnotherKeyAndNothingAltered() {
    byte[] sealed = Sealing.seal(KEY, "here", "a");
    assertThatThrownBy(() -> Sealing.open(KEY, "there", sealed))
        .isInstanceOf(GeneralSecurityException.class);
    assertThatThrownBy(() -> Sealing.open(new SecretKeySpec(new byte[16], "AES"), "here", sealed))
        .isInstanceOf(GeneralSecurityException.class);
    for (int i = 0; i < sealed.length; i++) {
      byte[] altered = sealed.clone();
      altered[i] ^= 1;
      assertThatThrownBy(() -> Sealing.open(KEY, "here", altered))
          .as("byte %d", i)
          .isInstanceOf(GeneralSecurityException.class);
    }
    assertThatThrownBy(() -> Sealing.open(KEY, "here", new byte[5]))
        .isInstanceOf(GeneralSecurityException.class);
  }
}
