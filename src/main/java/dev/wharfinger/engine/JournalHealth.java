package dev.wharfinger.engine;

import dev.wharfinger.journal.Writer;
import dev.wharfinger.journal.WriterState;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Red when no write is taken; reads go on, so readiness does not depend on it. */
@Wellness
@Singleton
class JournalHealth implements HealthCheck {

  private final Writer writer;

  @Inject
  JournalHealth(Writer writer) {
    this.writer = writer;
  }

  @Override
  public HealthCheckResponse call() {
    return switch (writer.state()) {
      case WriterState.Running _ -> HealthCheckResponse.up("journal");
      case WriterState.Starting starting -> down(starting.reason());
      case WriterState.Interrupted interrupted -> down(interrupted.reason());
      case WriterState.Halted halted -> down(halted.reason());
    };
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named("journal").down().withData("reason", reason).build();
  }
}
