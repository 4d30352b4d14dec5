package dev.wharfinger.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Its client here is a number, counted from 1. */
class ClientThreadTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

  private final AtomicInteger made = new AtomicInteger();
  private final List<Integer> ended = new CopyOnWriteArrayList<>();
  private final AtomicLong setTo = new AtomicLong();
  private ClientThread<Integer> thread = thread(LONG);

  private ClientThread<Integer> thread(Duration patience) {
    return new ClientThread<>(
        "client",
        patience,
        made::incrementAndGet,
        (client, _) -> ended.add(client),
        () -> System.currentTimeMillis() + setTo.get());
  }

  @AfterEach
  void end() {
    thread.close(Duration.ZERO);
  }

  @Test
  void keepsTheClientWhileItAnswers() {
    assertThat(List.of(client(), client())).containsExactly(1, 1);
    assertThat(ended).isEmpty();
  }

  @Test
  void interruptsWorkThatBlocksForTooLongAndGoesOnWithAnotherClient() {
    thread = thread(Duration.ofMillis(50));
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(() ->
            TestEngine.await(
                thread.call(_ -> {
                  never.await();
                  return 0;
                })))
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(client()).isEqualTo(2);
    assertThat(ended).containsExactly(1);
  }

  @Test
  void waitsForNoAnswerForEver() {
    thread = thread(Duration.ofMillis(50));
    assertThatThrownBy(() -> TestEngine.await(thread.send(_ -> new CompletableFuture<>())))
        .hasRootCauseInstanceOf(TimeoutException.class);
    assertThat(client()).isEqualTo(2);
    assertThat(ended).containsExactly(1);
  }

  @Test
  void leavesOthersTheClientThatTheyHaveInItsPlace() {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    CompletableFuture<Integer> second = new CompletableFuture<>();
    List<CompletableFuture<Integer>> asked =
        Stream.of(first, second)
            .map(answer -> thread.send(_ -> answer).subscribeAsCompletionStage())
            .toList();
    first.completeExceptionally(new IllegalStateException("away"));
    assertThat(asked.get(0)).failsWithin(LONG);
    assertThat(client()).isEqualTo(2);
    second.completeExceptionally(new IllegalStateException("away as well"));
    assertThat(asked.get(1)).failsWithin(LONG);
    assertThat(client()).isEqualTo(2);
    assertThat(ended).containsExactly(1);
  }

  @Test
  void leavesAClientThatHasSeenALaterTime() {
    assertThat(client()).isEqualTo(1);
    setTo.set(HOUR_MILLIS);
    assertThat(client()).isEqualTo(1);
    setTo.set(0);
    assertThat(List.of(client(), client())).containsExactly(2, 2);
    assertThat(ended).containsExactly(1);
  }

  private int client() {
    return TestEngine.await(thread.call(client -> client));
  }
}
