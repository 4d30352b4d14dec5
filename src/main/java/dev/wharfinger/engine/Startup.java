package dev.wharfinger.engine;

import dev.wharfinger.journal.Writer;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
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

  private final Writer writer;
  private final ChangeFeed changes;

  @Inject
  Startup(Writer writer, ChangeFeed changes) {
    this.writer = writer;
    this.changes = changes;
  }

  /** Before the scheduler begins: no job may meet tables that are half made. */
  void start(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 100) StartupEvent started,
      Migrations migrations) {
    migrations.run();
    changes.open();
    writer.tick();
  }

  @Scheduled(every = "1s")
  void tick() {
    writer.tick();
  }

  /**
   * Ready once the read models are level with the journal; a later halt does not stop reads. Why
   * they are not, {@link JournalHealth} tells.
   */
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
      return HealthCheckResponse.named("read models").status(writer.wasLevel()).build();
    }
  }
}
