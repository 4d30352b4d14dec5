package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wharfinger.local.LocalStack;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectionsIT {

  @Test
  void whatTakesTooLongIsGivenUp() {
    try (TestEngine engine = TestEngine.running(LocalStack.freshDatabase())) {
      Connections connections =
          Connections.of(TestEngine.vertx(), engine.pool(), Duration.ofNanos(1));
      CompletableFuture<Object> asked =
          connections.with(_ -> Uni.createFrom().nothing()).subscribeAsCompletionStage();
      TestEngine.eventually(() -> {
        connections.expire();
        return asked.isDone();
      });
      assertThatThrownBy(asked::join).hasCauseInstanceOf(JournalUnavailable.class);
      assertThat(connections.underWay()).isEmpty();
    }
  }
}
