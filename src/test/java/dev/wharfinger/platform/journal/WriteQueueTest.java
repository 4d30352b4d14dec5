package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

class WriteQueueTest {

  private final WriteQueue queue = new WriteQueue();

  @Test
  void givesOneTransactionSoManyAndTheNextTheRest() {
    for (int i = 0; i <= WriteQueue.BATCH; i++) {
      Uni.createFrom()
          .<Outcome>emitter(
              waiting -> queue.add(queue.pending(Tickets.envelope(), new Tickets.Count(), waiting)))
          .subscribe()
          .with(_ -> {});
    }
    assertThat(queue.take()).hasSize(WriteQueue.BATCH);
    assertThat(queue.take()).hasSize(1);
    assertThat(queue.isEmpty()).isTrue();
  }
}
