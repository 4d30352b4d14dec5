package dev.wharfinger.platform.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class JobsTest {

  private static final long STEP_MILLIS = 500;

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000_000);
  private final Jobs jobs = new Jobs(new SimpleMeterRegistry(), nanos::get);
  private final AtomicBoolean works = new AtomicBoolean();
  private final List<Long> done = new ArrayList<>();
  private long now;

  /** Lets time go on in steps, as a schedule does, and the job be run in each. */
  private void go(Duration duration) {
    for (long until = now + duration.toMillis(); now < until; now += STEP_MILLIS) {
      long at = now;
      jobs.run(
              "job",
              () -> {
                done.add(at);
                return works.get()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().failure(new IllegalStateException("not now"));
              })
          .await()
          .atMost(Duration.ofSeconds(10));
      nanos.addAndGet(Duration.ofMillis(STEP_MILLIS).toNanos());
    }
  }

  @Test
  void waitsLongerAfterEachFailure() {
    go(Duration.ofSeconds(40));
    assertThat(done).containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 15_500L, 25_500L, 35_500L);
  }

  @Test
  void goesOnAsBeforeWhenItSucceeds() {
    go(Duration.ofSeconds(8));
    works.set(true);
    done.clear();
    go(Duration.ofSeconds(9));
    works.set(false);
    assertThat(done).startsWith(15_500L, 16_000L, 16_500L);
    done.clear();
    go(Duration.ofSeconds(2));
    assertThat(done).containsExactly(17_000L, 17_500L, 18_500L);
  }

  @Test
  void holdsBackNoOtherJob() {
    go(Duration.ofSeconds(8));
    AtomicBoolean other = new AtomicBoolean();
    jobs.run(
            "other",
            () -> {
              other.set(true);
              return Uni.createFrom().voidItem();
            })
        .await()
        .atMost(Duration.ofSeconds(10));
    assertThat(other).isTrue();
  }
}
