package dev.wharfinger.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.journey.Waiting;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  private static final Duration OFTEN = Duration.ofMillis(10);
  private static final int SOME = 5;

  private final Vertx vertx = Vertx.vertx();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicLong nanos = new AtomicLong();
  private final Schedule schedule = new Schedule(vertx, new Jobs(meters, nanos::get));
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    schedule.end();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Uni<Void> count() {
    runs.incrementAndGet();
    return Uni.createFrom().voidItem();
  }

  /** Lets as much time go by as another job needs to be run some times. */
  private void somePeriods() {
    AtomicInteger others = new AtomicInteger();
    schedule.every(
        OFTEN,
        OFTEN,
        "other",
        () -> {
          others.incrementAndGet();
          return Uni.createFrom().voidItem();
        });
    Waiting.until("another job was run", () -> others.get() >= SOME);
  }

  private double age() {
    return Objects.requireNonNull(meters.find("wharfinger.job.age").tag("job", "job").gauge())
        .value();
  }

  @Test
  void doesTheWorkAgainAndAgainEachTimeInAContextOfItsOwn() {
    Set<Context> contexts = ConcurrentHashMap.newKeySet();
    List<String> wrong = new CopyOnWriteArrayList<>();
    schedule.every(
        OFTEN,
        Duration.ZERO,
        "job",
        () -> {
          if (!Context.isOnEventLoopThread() || !VertxContext.isOnDuplicatedContext()) {
            wrong.add(Thread.currentThread().getName());
          }
          contexts.add(Vertx.currentContext());
          return count();
        });
    Waiting.until("it was run some times", () -> runs.get() >= SOME);
    assertThat(wrong).isEmpty();
    assertThat(contexts).hasSizeGreaterThanOrEqualTo(SOME);
  }

  @Test
  void waitsBeforeTheFirstTime() {
    schedule.every(OFTEN, Duration.ofHours(1), "job", this::count);
    somePeriods();
    assertThat(runs).hasValue(0);
  }

  @Test
  void doesNotBeginWhileTheRunBeforeLasts() {
    CompletableFuture<Void> lasting = new CompletableFuture<>();
    schedule.every(
        OFTEN,
        Duration.ZERO,
        "job",
        () -> count().flatMap(_ -> Uni.createFrom().completionStage(lasting)));
    Waiting.until("it runs", () -> runs.get() == 1);
    somePeriods();
    assertThat(runs).hasValue(1);
    lasting.complete(null);
    Waiting.until("it is run again", () -> runs.get() > 1);
  }

  @Test
  void goesOnAfterAFailure() {
    schedule.every(
        OFTEN,
        Duration.ZERO,
        "job",
        () -> {
          nanos.addAndGet(Duration.ofMinutes(1).toNanos());
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("not now");
          }
          return Uni.createFrom().voidItem();
        });
    Waiting.until("it is run again", () -> nanos.addAndGet(1_000_000_000L) > 0 && runs.get() > 2);
  }

  @Test
  void whatIsNotPossibleIsNoSuccess() {
    AtomicBoolean possible = new AtomicBoolean();
    schedule.every(OFTEN, Duration.ZERO, "job", possible::get, this::count);
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    somePeriods();
    assertThat(runs).hasValue(0);
    assertThat(age()).isEqualTo(60);
    possible.set(true);
    Waiting.until("it is run", () -> runs.get() > 0 && age() == 0);
  }

  @Test
  void goesOnWhenItCannotBeSaidWhetherTheWorkIsPossible() {
    AtomicInteger asked = new AtomicInteger();
    schedule.every(
        OFTEN,
        Duration.ZERO,
        "job",
        () -> {
          if (asked.incrementAndGet() == 1) {
            throw new IllegalStateException("not known");
          }
          return true;
        },
        this::count);
    Waiting.until("it is run", () -> runs.get() > 0);
  }

  @Test
  void theAgeOfAJobThatWasNeverRunGrows() {
    schedule.every(Duration.ofHours(1), Duration.ofHours(1), "job", this::count);
    nanos.addAndGet(Duration.ofMinutes(2).toNanos());
    assertThat(age()).isEqualTo(120);
  }

  @Test
  void beginsNothingAfterTheEnd() {
    schedule.every(OFTEN, Duration.ZERO, "job", this::count);
    Waiting.until("it was run", () -> runs.get() > 0);
    schedule.end();
    int before = runs.get();
    AtomicBoolean later = new AtomicBoolean();
    vertx.setTimer(SOME * OFTEN.toMillis(), _ -> later.set(true));
    Waiting.until("some time has gone by", later::get);
    assertThat(runs).hasValue(before);
  }

  @Test
  void waitsForWhatRunsAtTheEndAndNotForEver() {
    CompletableFuture<Void> lasting = new CompletableFuture<>();
    schedule.every(
        OFTEN,
        Duration.ZERO,
        "job",
        () -> count().flatMap(_ -> Uni.createFrom().completionStage(lasting)));
    Waiting.until("it runs", () -> runs.get() == 1);
    long begun = System.nanoTime();
    schedule.end();
    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(
            Duration.ofSeconds(Schedule.LAST_SECONDS),
            Duration.ofSeconds(Schedule.LAST_SECONDS + 8));

    AtomicBoolean ended = new AtomicBoolean();
    Thread end =
        Thread.ofVirtual()
            .start(() -> {
              schedule.end();
              ended.set(true);
            });
    assertThat(ended).isFalse();
    lasting.complete(null);
    Waiting.until("the end has come", () -> ended.get() && !end.isAlive());
  }
}
