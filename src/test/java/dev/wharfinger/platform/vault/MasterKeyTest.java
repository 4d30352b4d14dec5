package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class MasterKeyTest {

  private final MasterKey master = new MasterKey(filled(1));
  private final SecretKey subject = new SecretKeySpec(filled(7), "AES");

  @Test
  void opensWhatItWrapped() {
    byte[] wrapped = master.wrap(subject);
    assertThat(wrapped).doesNotContain(filled(7));
    assertThat(master.unwrap(wrapped, "AES")).isEqualTo(subject);
  }

  @Test
  void opensNothingThatAnotherWrapped() {
    byte[] wrapped = new MasterKey(filled(2)).wrap(subject);
    assertThatThrownBy(() -> master.unwrap(wrapped, "AES"))
        .isInstanceOf(MasterKey.WrongMasterKey.class);
  }

  @Test
  void opensNothingThatWasAltered() {
    byte[] wrapped = master.wrap(subject);
    wrapped[3] ^= 1;
    assertThatThrownBy(() -> master.unwrap(wrapped, "AES"))
        .isInstanceOf(MasterKey.WrongMasterKey.class);
  }

  @Test
  void derivesOneKeyPerPurposeAndTheSameEveryTime() {
    assertThat(master.derive("one")).isEqualTo(new MasterKey(filled(1)).derive("one"));
    assertThat(master.derive("one")).isNotEqualTo(master.derive("two")).hasSize(MasterKey.BYTES);
    assertThat(master.derive("one")).isNotEqualTo(new MasterKey(filled(2)).derive("one"));
    assertThat(master.derive("one", new byte[] {1}, 32))
        .isNotEqualTo(master.derive("one", new byte[] {2}, 32));
  }

  @Test
  void mustBeThirtyTwoBytesLong() {
    assertThatThrownBy(() -> new MasterKey(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
    String text = " " + Base64.getEncoder().encodeToString(filled(1)) + "\n";
    assertThat(MasterKey.fromBase64(text).derive("one")).isEqualTo(master.derive("one"));
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[MasterKey.BYTES];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
