package dev.wharfinger.platform.job;

import dev.wharfinger.platform.config.Bound;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs the periodic jobs of this instance. Whoever has one observes this class as an event, which
 * is sent once the tables are there, and calls {@link #every}.
 *
 * <p>The timers go by the monotonic clock: a job keeps its pace when the clock of the machine is
 * set. It runs on an event loop, so it must not block, in a context of its own for each run. A run
 * that is due while the one before lasts is left out.
 */
@Singleton
public class Schedule {

  private static final Logger LOG = Logger.getLogger(Schedule.class);

  /** A job that ends in time gives its lease back, and another instance goes on at once. */
  @Bound(
      of = "wait for jobs in progress when an instance ends",
      unit = "seconds",
      beyond = "the instance ends; another one goes on when the lease has expired",
      test = "ScheduleTest.waitsForWhatRunsAtTheEndAndNotForEver")
  static final int LAST_SECONDS = 2;

  private final Vertx vertx;
  private final Jobs jobs;
  private final Map<Long, Timer> timers = new ConcurrentHashMap<>();
  private volatile boolean ended;

  @Inject
  Schedule(Vertx vertx, Jobs jobs) {
    this.vertx = vertx;
    this.jobs = jobs;
  }

  /**
   * Does work from now on, until this instance ends.
   *
   * @param job its name in logs and metrics
   * @param first how long until it is done for the first time
   */
  public void every(Duration period, Duration first, String job, Supplier<Uni<Void>> work) {
    every(period, first, job, () -> true, work);
  }

  /**
   * The same for work that cannot always be done.
   *
   * @param possible while it is false nothing is done, and the age of the job grows
   */
  public void every(
      Duration period,
      Duration first,
      String job,
      BooleanSupplier possible,
      Supplier<Uni<Void>> work) {
    jobs.watch(job);
    Context loop = ((VertxInternal) vertx).createEventLoopContext();
    Timer timer = new Timer(loop, job, possible, work);
    long delay = Math.max(1, first.toMillis());
    timers.put(vertx.setPeriodic(delay, period.toMillis(), _ -> timer.due()), timer);
  }

  /** Begins nothing more, and lets what runs come to its end. */
  void end(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
    end();
  }

  void end() {
    ended = true;
    timers.keySet().forEach(vertx::cancelTimer);
    try {
      var _ =
          CompletableFuture.allOf(
                  timers.values().stream().map(Timer::lastRun).toArray(CompletableFuture<?>[]::new))
              .get(LAST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      LOG.infof(
          "Jobs in progress at the end: %s",
          timers.values().stream().filter(it -> !it.lastRun().isDone()).map(it -> it.job).toList());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** One job. */
  private final class Timer {
    private final Context loop;
    private final String job;
    private final BooleanSupplier possible;
    private final Supplier<Uni<Void>> work;
    private final AtomicReference<CompletableFuture<Void>> run =
        new AtomicReference<>(CompletableFuture.completedFuture(null));

    Timer(Context loop, String job, BooleanSupplier possible, Supplier<Uni<Void>> work) {
      this.loop = loop;
      this.job = job;
      this.possible = possible;
      this.work = work;
    }

    /** Done if nothing runs; it never fails. */
    CompletableFuture<Void> lastRun() {
      return Objects.requireNonNull(run.get());
    }

    void due() {
      CompletableFuture<Void> before = lastRun();
      CompletableFuture<Void> next = new CompletableFuture<>();
      if (!before.isDone() || !run.compareAndSet(before, next)) {
        return;
      }
      if (ended) { // read after the run was made known: one of this and the end sees the other
        next.complete(null);
        return;
      }
      Context own = VertxContext.createNewDuplicatedContext(loop);
      VertxContextSafetyToggle.setContextSafe(own, true);
      own.runOnContext(_ -> begin(next));
    }

    /** Whatever goes wrong, the job is begun again when it is due. */
    private void begin(CompletableFuture<Void> next) {
      try {
        Uni.createFrom()
            .deferred(() -> possible.getAsBoolean() ? jobs.run(job, work) : nothing())
            .subscribe()
            .with(_ -> next.complete(null), failure -> notRun(failure, next));
      } catch (RuntimeException failure) {
        notRun(failure, next);
      }
    }

    private void notRun(Throwable failure, CompletableFuture<Void> next) {
      LOG.errorf(failure, "Job %s cannot be run", job);
      next.complete(null);
    }
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
