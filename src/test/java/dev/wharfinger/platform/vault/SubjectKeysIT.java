package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.platform.journal.TestEngine;
import org.junit.jupiter.api.Test;

class SubjectKeysIT {

  @Test
  void remembersSoManyAndNoMore() {
    try (TestEngine engine = TestEngine.running(LocalStack.freshDatabase())) {
      SubjectKeys keys = engine.keys();
      for (int i = 0; i <= SubjectKeys.CACHED; i++) {
        var _ = TestEngine.await(keys.draw());
      }
      assertThat(keys.remembered()).isEqualTo(SubjectKeys.CACHED);
    }
  }
}
