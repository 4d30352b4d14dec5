package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.platform.journal.TestEngine;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class SubjectKeysIT {

  @Test
  void remembersSoManyAndNoMore() {
    MasterKey master = MasterKey.fromBase64(Base64.getEncoder().encodeToString(new byte[32]));
    try (TestEngine engine = TestEngine.starting(LocalStack.freshDatabase())) {
      SubjectKeys keys = new SubjectKeys(engine.pool(), master);
      for (int i = 0; i <= SubjectKeys.CACHED; i++) {
        var _ = TestEngine.await(keys.draw());
      }
      assertThat(keys.remembered()).isEqualTo(SubjectKeys.CACHED);
    }
  }
}
