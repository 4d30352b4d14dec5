package dev.wharfinger.platform.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedPasswordTest {

  @ParameterizedTest
  @ValueSource(strings = {"secret", "12345678901234567890", "fe11fc59-bd09-459a-a21c-b57692d151c9"})
  void opensUnderTheKeyThatItWasMadeWith(String key) {
    String encrypted = EncryptedPassword.of("pass\"word\\ü", key);
    assertThat(EncryptedPassword.open(encrypted, key)).contains("pass\"word\\ü");
    assertThat(EncryptedPassword.open(encrypted, key + "1")).isEmpty();
  }

  @Test
  void takesNoOtherTextForOne() {
    byte[] bytes = Base64.getDecoder().decode(EncryptedPassword.of("password", "key"));
    String cut = Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, bytes.length - 16));
    for (String text : new String[] {"", "password", "pass word", "cGFzc3dvcmQ=", cut}) {
      assertThat(EncryptedPassword.open(text, "key")).as(text).isEmpty();
    }
  }
}
