package dev.wharfinger.registries.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.registries.activity.Corrections.Counts;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WalkProgressTest {

  private static final WalkProgress BEGUN =
      new WalkProgress(new UUID(0, 1), "", false, 0, 0, 0, 0, 0, Counts.NONE);

  @Test
  void leavesOutWhatCannotBeVisited() {
    WalkProgress progress = BEGUN;
    for (int tries = 1; tries < ReconcileRegistry.MOST_TRIES; tries++) {
      progress = progress.failed(7, ReconcileRegistry.MOST_TRIES);
      assertThat(progress.repository()).as("it is tried again").isZero();
      assertThat(progress.tries()).isEqualTo(tries);
    }
    WalkProgress after = progress.failed(7, ReconcileRegistry.MOST_TRIES);
    assertThat(after.repository()).isEqualTo(7);
    assertThat(after.failed()).isEqualTo(1);
    assertThat(after.tries()).as("the next one has all attempts").isZero();
  }

  @Test
  void addsUpWhatItDid() {
    WalkProgress progress =
        BEGUN
            .listed("b", false, 2)
            .listed("d", true, 1)
            .failed(3, 9)
            .visited(3, new Counts(1, 0, 1, 0, 0))
            .visited(4, new Counts(0, 1, 0, 1, 5));
    assertThat(progress)
        .isEqualTo(
            new WalkProgress(new UUID(0, 1), "d", true, 4, 0, 2, 3, 0, new Counts(1, 1, 1, 1, 5)));
  }
}
