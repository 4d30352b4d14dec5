package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpstreamSealTest {

  private static final UUID THIS = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);

  private final UpstreamSeal seal = new UpstreamSeal(new MasterKeys(new MasterKey(new byte[32])));

  @Test
  void opensWhatItSealedForTheSameConfigurationOnly() throws GeneralSecurityException {
    String sealed = seal.seal(THIS, "hunter2");
    assertThat(sealed).doesNotContain("hunter2").isNotEqualTo(seal.seal(THIS, "hunter2"));
    assertThat(seal.open(THIS, sealed)).isEqualTo("hunter2");
    assertThatThrownBy(() -> seal.open(OTHER, sealed)).isInstanceOf(GeneralSecurityException.class);
  }
}
