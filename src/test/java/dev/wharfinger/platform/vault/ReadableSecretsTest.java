package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReadableSecretsTest {

  private final ReadableSecrets secrets =
      new ReadableSecrets(new MasterKeys(new MasterKey(new byte[32])));

  @Test
  void opensWhatItSealedForTheSameOwner() {
    String kept = secrets.seal("owner", "SECRET");
    assertThat(kept).doesNotContain("SECRET");
    assertThat(secrets.open("owner", kept)).isEqualTo("SECRET");
    assertThat(new ReadableSecrets(new MasterKeys(new MasterKey(new byte[32]))).open("owner", kept))
        .isEqualTo("SECRET");
  }

  @Test
  void opensNothingForOthersAndNothingOfAnotherMasterKey() {
    String kept = secrets.seal("owner", "SECRET");
    assertThatThrownBy(() -> secrets.open("other", kept)).isInstanceOf(IllegalStateException.class);
    byte[] another = new byte[32];
    another[0] = 1;
    assertThatThrownBy(
            () -> new ReadableSecrets(new MasterKeys(new MasterKey(another))).open("owner", kept))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("SECRET");
    assertThatThrownBy(() -> secrets.open("owner", "no base64!"))
        .isInstanceOf(IllegalStateException.class);
  }
}
