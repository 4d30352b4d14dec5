package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.wharfinger.local.LocalStack;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka or Postgres go away and come back; nobody restarts the service. */
class OutageIT {

  @TempDir private Path folder;

  @Test
  void refusesWhileAServerIsGoneAndRecoversByItself() {
    try (LocalStack stack = LocalStack.start(folder);
        TestEngine engine = TestEngine.running(stack.addresses().freshDatabase())) {
      assertThat(engine.submit(new Tickets.Open("before")))
          .isEqualTo(new Outcome.Done(1, false, Tickets.NOON));

      stack.kafka().kill();
      requireRefusal(engine);
      requireRefusal(engine);
      assertThat(engine.texts("SELECT title FROM ticket")).containsExactly("before");
      stack.kafka().restart();
      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
      assertThat(engine.submit(new Tickets.Open("between")))
          .isEqualTo(new Outcome.Done(2, false, Tickets.NOON));

      stack.postgres().kill();
      requireRefusal(engine);
      requireRefusal(engine);
      stack.postgres().restart();
      engine.tickUntil(() -> engine.writer().state() instanceof WriterState.Running);
      assertThat(engine.submit(new Tickets.Open("after")))
          .isEqualTo(new Outcome.Done(3, false, Tickets.NOON));
      assertThat(engine.texts("SELECT title FROM ticket ORDER BY seq"))
          .containsExactly("before", "between", "after");
    }
  }

  @Test
  void waitsForNoKafkaForEver() {
    try (LocalStack stack = LocalStack.start(folder);
        TestEngine engine = TestEngine.running(stack.addresses().freshDatabase())) {
      assertThat(engine.submit(new Tickets.Open("before"))).isInstanceOf(Outcome.Done.class);
      stack.kafka().kill();
      assertThat(Stream.of("append", "ask", "read").filter(what -> hangs(engine, what))).isEmpty();
    }
  }

  private static boolean hangs(TestEngine engine, String what) {
    Uni<?> asked =
        switch (what) {
          case "append" -> engine.journal().append(List.of(new byte[] {1}));
          case "ask" -> engine.journal().endOffset();
          default -> engine.journal().read(0, 1);
        };
    return catchThrowable(() -> TestEngine.await(asked)) instanceof TimeoutException;
  }

  private static void requireRefusal(TestEngine engine) {
    assertThatThrownBy(() -> engine.submit(new Tickets.Open("meanwhile")))
        .isInstanceOf(JournalUnavailable.class);
  }
}
