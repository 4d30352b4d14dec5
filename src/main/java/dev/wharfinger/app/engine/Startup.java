package dev.wharfinger.app.engine;

import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import dev.wharfinger.platform.schedule.Jobs;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Brings tables and journal to where they must be before the first request, and keeps them there.
 */
@Singleton
class Startup {

  private static final long TICK_MILLIS = 1_000;

  private final Writer writer;
  private final SubjectKeys keys;
  private final InvalidationListener changes;
  private final Jobs jobs;
  private final Vertx vertx;
  private final Scheduler scheduler;
  private long timer;

  @Inject
  Startup(
      Writer writer,
      SubjectKeys keys,
      InvalidationListener changes,
      Jobs jobs,
      Vertx vertx,
      Scheduler scheduler) {
    this.writer = writer;
    this.keys = keys;
    this.changes = changes;
    this.jobs = jobs;
    this.vertx = vertx;
    this.scheduler = scheduler;
  }

  /** Before the scheduler begins: no job may meet tables that are half made. */
  void start(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 100) StartupEvent started,
      Migrations migrations,
      MasterKeys masters,
      Pool pool) {
    SessionCheck.require(pool).subscribeAsCompletionStage().join();
    migrations.run();
    migrations.masterKeyInUse().ifPresent(masters::adopt);
    changes.open();
    writer.tick();
    timer = vertx.setPeriodic(TICK_MILLIS, _ -> tick());
  }

  void stop(@Observes ShutdownEvent ended) {
    vertx.cancelTimer(timer);
  }

  /**
   * By a timer, which keeps its pace when the machine's clock is set back; the scheduler stands
   * still until the old time is reached again, and a writer that was interrupted would refuse all
   * writes meanwhile.
   */
  private void tick() {
    if (scheduler.isRunning()) {
      writer.tick();
    }
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> followKeys() {
    return jobs.run("subject-keys", keys::keepUp);
  }

  /** Several times a minute, before Kafka carries out what it was told by mistake. */
  @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> inspect() {
    return jobs.run("journal-topic", writer::inspect);
  }

  /** Ready once the read models are level with the journal; a halt does not stop reads. */
  @Readiness
  @Singleton
  static class Level implements HealthCheck {
    private final Writer writer;

    @Inject
    Level(Writer writer) {
      this.writer = writer;
    }

    @Override
    public HealthCheckResponse call() {
      return switch (writer.state()) {
        case WriterState.Starting starting ->
            HealthCheckResponse.named("read models")
                .down()
                .withData("reason", starting.reason())
                .build();
        case WriterState.Running _,
            WriterState.Interrupted _,
            WriterState.Unsafe _,
            WriterState.Halted _ ->
            HealthCheckResponse.up("read models");
      };
    }
  }
}
