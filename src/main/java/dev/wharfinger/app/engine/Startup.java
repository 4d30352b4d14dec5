package dev.wharfinger.app.engine;

import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import dev.wharfinger.platform.vault.MasterKeys;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.CommandLineArguments;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
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
  private final Schedule schedule;
  private final Vertx vertx;
  private long timer;

  @Inject
  Startup(
      Writer writer,
      SubjectKeys keys,
      InvalidationListener changes,
      Schedule schedule,
      Vertx vertx) {
    this.writer = writer;
    this.keys = keys;
    this.changes = changes;
    this.schedule = schedule;
    this.vertx = vertx;
  }

  /**
   * No job may meet tables that are half made; and an operator's command leaves them to the
   * instances: before {@code restore} has filled the topics, they would be bound to what is not
   * there yet.
   *
   * @param command is empty in an instance
   */
  void start(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 100) StartupEvent started,
      Migrations migrations,
      MasterKeys masters,
      Pool pool,
      @CommandLineArguments String[] command,
      Event<Schedule> jobs) {
    SessionCheck.require(pool).subscribeAsCompletionStage().join();
    migrations.run();
    migrations.masterKeyInUse().ifPresent(masters::adopt);
    changes.open();
    if (command.length == 0) {
      writer.tick();
      timer = vertx.setPeriodic(TICK_MILLIS, _ -> writer.tick());
      jobs.fire(schedule);
    }
  }

  void stop(@Observes ShutdownEvent ended) {
    vertx.cancelTimer(timer);
  }

  void schedule(@Observes Schedule opened) {
    opened.every(Duration.ofSeconds(1), Duration.ZERO, "subject-keys", keys::keepUp);
    // Several times a minute, before Kafka carries out what it was told by mistake.
    opened.every(Duration.ofSeconds(10), Duration.ZERO, "journal-topic", writer::inspect);
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
