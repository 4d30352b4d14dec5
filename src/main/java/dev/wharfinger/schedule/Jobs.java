package dev.wharfinger.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Watches over scheduled work: a failure is logged by its kind alone and tried again next time, and
 * {@code wharfinger.job.age} says how long ago the work last came to its end.
 */
@Singleton
public class Jobs {

  private static final Logger LOG = Logger.getLogger(Jobs.class);

  private final MeterRegistry meters;
  private final Map<String, AtomicLong> successes = new ConcurrentHashMap<>();

  @Inject
  Jobs(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Does the work once, and never fails. */
  public Uni<Void> run(String name, Supplier<Uni<Void>> work) {
    AtomicLong success = successes.computeIfAbsent(name, this::watched);
    return Uni.createFrom()
        .deferred(() -> work.get())
        .invoke(() -> success.set(System.nanoTime()))
        .onFailure()
        .recoverWithUni(failure -> {
          LOG.warnf("%s cannot be done now: %s", name, failure.getClass().getName());
          return Uni.createFrom().voidItem();
        });
  }

  private AtomicLong watched(String name) {
    AtomicLong success = new AtomicLong(System.nanoTime());
    TimeGauge _ =
        TimeGauge.builder(
                "wharfinger.job.age",
                () -> Duration.ofNanos(System.nanoTime() - success.get()).toMillis(),
                TimeUnit.MILLISECONDS)
            .description("Time since a scheduled job last came to its end.")
            .tag("job", name)
            .register(meters);
    return success;
  }
}
