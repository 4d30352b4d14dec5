package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.platform.http.ApiException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Turns turns = new Turns(2, LONG);
  private final List<UniEmitter<? super String>> begun = new ArrayList<>();

  @Test
  void letsSoManyRunAtATimeAndTheOthersWaitInOrder() {
    List<CompletableFuture<String>> asked = List.of(take(), take(), take(), take());
    assertThat(begun).hasSize(2);
    begun.get(1).complete("second");
    assertThat(begun).hasSize(3);
    begun.get(2).fail(new IllegalStateException("third"));
    assertThat(begun).hasSize(4);
    begun.get(3).complete("fourth");
    begun.get(0).complete("first");
    assertThat(asked.get(0)).isCompletedWithValue("first");
    assertThat(asked.get(1)).isCompletedWithValue("second");
    assertThat(asked.get(2)).isCompletedExceptionally();
    assertThat(asked.get(3)).isCompletedWithValue("fourth");
    var _ = List.of(take(), take(), take());
    assertThat(begun).hasSize(6);
  }

  @Test
  void refusesWhoWaitsTooLong() {
    Turns hasty = new Turns(1, Duration.ofMillis(20));
    CompletableFuture<String> first = take(hasty);
    assertThat(take(hasty))
        .failsWithin(LONG)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            ApiException.class, busy -> assertThat(busy.refusal().status()).isEqualTo(503));
    begun.getFirst().complete("first");
    assertThat(first).isCompletedWithValue("first");
    var _ = take(hasty);
    assertThat(begun).hasSize(2);
  }

  @Test
  void losesNoTurnOfWhoGoesAway() {
    CompletableFuture<String> running = take();
    var _ = take();
    CompletableFuture<String> waiting = take();
    var _ = take();
    waiting.cancel(true);
    running.cancel(true);
    assertThat(begun).hasSize(3);
    begun.get(1).complete("second");
    begun.get(2).complete("fourth");
    var _ = List.of(take(), take(), take());
    assertThat(begun).hasSize(5);
  }

  private CompletableFuture<String> take() {
    return take(turns);
  }

  private CompletableFuture<String> take(Turns some) {
    return some.take(Uni.createFrom().<String>emitter(begun::add)).subscribeAsCompletionStage();
  }
}
