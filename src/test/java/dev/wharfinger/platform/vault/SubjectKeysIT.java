package dev.wharfinger.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.local.StackAddresses;
import dev.wharfinger.platform.journal.TestEngine;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

class SubjectKeysIT {

  private final StackAddresses.Isolated place = LocalStack.freshDatabase();

  @Test
  void remembersSoManyAndNoMore() {
    try (TestEngine engine = TestEngine.running(place)) {
      SubjectKeys keys = engine.keys();
      for (int i = 0; i <= SubjectKeys.CACHED; i++) {
        var _ = TestEngine.await(keys.draw());
      }
      assertThat(keys.remembered()).isEqualTo(SubjectKeys.CACHED);
    }
  }

  /** All instances do so in the second after a rotation, and so does the command at its end. */
  @Test
  void twoInstancesTellTheLogOfFormerMasterKeysAtOnce() {
    try (TestEngine one = TestEngine.running(place);
        TestEngine two = TestEngine.running(place)) {
      for (int i = 0; i < 30; i++) {
        one.execute("UPDATE vault.master_key SET told = false");
        var _ =
            TestEngine.await(
                Uni.combine()
                    .all()
                    .unis(one.keys().rotation().follow(), two.keys().rotation().follow())
                    .asTuple());
      }
    }
  }
}
