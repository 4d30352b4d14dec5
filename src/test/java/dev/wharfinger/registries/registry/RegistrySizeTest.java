package dev.wharfinger.registries.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.journal.Decide;
import dev.wharfinger.registries.registry.ComputeRegistrySize.Complete;
import dev.wharfinger.registries.registry.ComputeRegistrySize.Start;
import dev.wharfinger.registries.registry.PostRegistrySize.Queue;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeComputed;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeQueued;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeRunStarted;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** idle, queued, running, idle: who may move the registry's size on. */
class RegistrySizeTest {

  private static final UUID RUN = new UUID(0, 1);
  private static final UUID MINE = new UUID(0, 2);
  private static final UUID OTHER = new UUID(0, 3);

  private static final RegistrySizeState IDLE = new RegistrySizeState.Idle(0);
  private static final RegistrySizeState QUEUED = new RegistrySizeState.Queued(0, RUN);
  private static final RegistrySizeState RUNNING = new RegistrySizeState.Running(900, RUN, MINE);

  @Test
  void isQueuedOnce() {
    assertThat(Decide.events(IDLE, new Queue(RUN))).containsExactly(new RegistrySizeQueued(RUN));
    assertThat(Decide.events(QUEUED, new Queue(OTHER))).isEmpty();
    assertThat(Decide.events(RUNNING, new Queue(OTHER))).isEmpty();
  }

  @Test
  void isBegunAndBegunAgainInPlaceOfTheDead() {
    assertThat(Decide.events(IDLE, new Start(MINE))).isEmpty();
    assertThat(Decide.events(QUEUED, new Start(MINE)))
        .containsExactly(new RegistrySizeRunStarted(RUN, MINE));
    assertThat(Decide.events(RUNNING, new Start(OTHER)))
        .containsExactly(new RegistrySizeRunStarted(RUN, OTHER));
  }

  @Test
  void isCompletedByTheLastAttemptAlone() {
    assertThat(Decide.events(RUNNING, new Complete(MINE, 5, 1000)))
        .containsExactly(new RegistrySizeComputed(RUN, 5, 1000));
    assertThat(Decide.events(RUNNING, new Complete(OTHER, 5, 1000))).isEmpty();
    assertThat(Decide.events(QUEUED, new Complete(MINE, 5, 1000))).isEmpty();
    assertThat(Decide.events(IDLE, new Complete(MINE, 5, 1000))).isEmpty();
  }

  @Test
  void movesItsTimeForwardWhateverTheClockSays() {
    for (long slow : new long[] {0, 899, 900}) {
      assertThat(Decide.events(RUNNING, new Complete(MINE, 5, slow)))
          .containsExactly(new RegistrySizeComputed(RUN, 5, 901));
    }
  }
}
