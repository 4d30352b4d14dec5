package dev.wharfinger.platform.job;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.metric.Metric;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Watches over scheduled work: a failure is logged by its kind alone, and the work is tried again
 * after a wait that grows with each failure. {@code wharfinger.job.age} says how long ago it last
 * came to its end.
 */
@Singleton
class Jobs {

  private static final Logger LOG = Logger.getLogger(Jobs.class);

  /** Short enough that nobody waits long for it once what it needs is there again. */
  @Bound(
      of = "wait of a job after consecutive failures",
      unit = "seconds",
      beyond = "the wait stays at this value; it starts at half a second and doubles",
      test = "JobsTest.waitsLongerAfterEachFailure")
  static final long LONGEST_WAIT_SECONDS = 10;

  private static final Duration FIRST_WAIT = Duration.ofMillis(500);

  private static final Metric AGE =
      Metric.gauge(
          "wharfinger.job.age",
          "seconds",
          "Time since the last successful run of a scheduled job.",
          "job");

  private final MeterRegistry meters;
  private final LongSupplier nanos;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();

  @Inject
  Jobs(MeterRegistry meters) {
    this(meters, System::nanoTime);
  }

  Jobs(MeterRegistry meters, LongSupplier nanos) {
    this.meters = meters;
    this.nanos = nanos;
  }

  /** How it went. */
  private static final class Job {
    private volatile long success;
    private volatile long notBefore;
    private volatile int failures;

    Job(long now) {
      success = now;
      notBefore = now;
    }
  }

  /** Measures the age of a job from now on. */
  void watch(String name) {
    var _ = job(name);
  }

  private Job job(String name) {
    return jobs.computeIfAbsent(name, this::watched);
  }

  /** Does the work once, unless it failed a moment ago, and never fails. */
  Uni<Void> run(String name, Supplier<Uni<Void>> work) {
    Job job = job(name);
    return nanos.getAsLong() - job.notBefore < 0
        ? Uni.createFrom().voidItem()
        : Uni.createFrom()
            .deferred(() -> work.get())
            .invoke(() -> {
              job.success = nanos.getAsLong();
              job.failures = 0;
            })
            .onFailure()
            .recoverWithUni(failure -> {
              LOG.warnf("Job %s failed: %s", name, failure.getClass().getName());
              job.notBefore = nanos.getAsLong() + wait(job.failures).toNanos();
              job.failures = job.failures + 1;
              return Uni.createFrom().voidItem();
            });
  }

  /** How long the work is left alone after one more failure than these. */
  private static Duration wait(int failures) {
    Duration longest = Duration.ofSeconds(LONGEST_WAIT_SECONDS);
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(failures, 10));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  private Job watched(String name) {
    Job job = new Job(nanos.getAsLong());
    AGE.observe(meters, job, it -> (nanos.getAsLong() - it.success) / 1e9, name);
    return job;
  }
}
