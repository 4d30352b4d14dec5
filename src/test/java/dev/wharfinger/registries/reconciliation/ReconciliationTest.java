package dev.wharfinger.registries.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.Corrected;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.Outcome;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationEnded;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationStarted;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.RepositoryReconciled;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One walk at a time, and what is recorded of it. */
class ReconciliationTest {

  private static final UUID WALK = new UUID(0, 1);
  private static final UUID OTHER = new UUID(0, 2);
  private static final ReconciliationState IDLE = new ReconciliationState.Idle();
  private static final ReconciliationState WALKING = new ReconciliationState.Walking(WALK);
  private static final Corrected CORRECTED = new Corrected(1, 2, 3, 4, 5);

  @Test
  void startsUnlessOneIsUnderWay() {
    assertThat(Decide.events(IDLE, new StartWalk(WALK)))
        .containsExactly(new ReconciliationStarted(WALK));
    assertThat(Decide.events(WALKING, new StartWalk(OTHER))).isEmpty();
  }

  @Test
  void endsOnceAndOnlyTheWalkThatIsUnderWay() {
    ReconciliationEnded ended =
        new ReconciliationEnded(WALK, Outcome.COMPLETED, 7, 1, 0, CORRECTED);
    assertThat(Decide.events(WALKING, new EndWalk(ended))).containsExactly(ended);
    assertThat(Decide.events(IDLE, new EndWalk(ended))).isEmpty();
    assertThat(Decide.events(new ReconciliationState.Walking(OTHER), new EndWalk(ended))).isEmpty();
  }

  @Test
  void recordsCorrectionsOfARepositoryThatIsStillThere() {
    RecordCorrections command = new RecordCorrections(WALK, new RepositoryId(9), CORRECTED);
    Personal name = new Personal.Known("acme", OTHER);
    assertThat(
            Decide.events(
                Optional.of(new RecordCorrections.Place("web", new AccountId(2), name)), command))
        .containsExactly(
            new RepositoryReconciled(
                WALK, new RepositoryId(9), "web", new AccountId(2), name, CORRECTED));
    assertThat(Decide.events(Optional.<RecordCorrections.Place>empty(), command)).isEmpty();
  }
}
