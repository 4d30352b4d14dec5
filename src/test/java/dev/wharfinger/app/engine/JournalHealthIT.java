package dev.wharfinger.app.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.local.LocalStack;
import dev.wharfinger.platform.journal.TestEngine;
import dev.wharfinger.platform.journal.WriterState;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** A halted writer is seen from outside, and does not stop the reads. */
class JournalHealthIT {

  @Test
  void isRedWhenTheWriterHasHaltedAndReadinessIsNot() {
    try (TestEngine engine = TestEngine.starting(LocalStack.freshDatabase())) {
      JournalHealth health = new JournalHealth(engine.writer(), engine.keys());
      Startup.Level level = new Startup.Level(engine.writer());
      assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
      assertThat(level.call().getStatus()).isEqualTo(Status.DOWN);

      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
      assertThat(health.call().getStatus()).isEqualTo(Status.UP);
      assertThat(level.call().getStatus()).isEqualTo(Status.UP);

      engine.poison();
      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Halted);
      assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
      assertThat(health.call().getData().orElseThrow().get("reason"))
          .asString()
          .contains("cannot be projected");
      assertThat(level.call().getStatus()).isEqualTo(Status.UP);
    }
  }
}
