package dev.wharfinger.app.engine;

import dev.wharfinger.platform.journal.ValidRecords;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Red when no write is taken; reads go on, so readiness does not depend on it. Green with an alarm
 * when somebody else has written to the topic, which does no harm by itself.
 */
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
      case WriterState.Running _ -> up(writer.foreign());
      case WriterState.Starting starting -> down(starting.reason());
      case WriterState.Interrupted interrupted -> down(interrupted.reason());
      case WriterState.Unsafe unsafe -> down(unsafe.reason());
      case WriterState.Halted halted -> down(halted.reason());
    };
  }

  private static HealthCheckResponse up(ValidRecords.Foreign foreign) {
    var journal = HealthCheckResponse.named("journal").up();
    return foreign.records() == 0
        ? journal.build()
        : journal
            .withData(
                "alarm",
                "%d records on the topic have no valid MAC, the last at offset %d"
                    .formatted(foreign.records(), foreign.lastOffset()))
            .build();
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named("journal").down().withData("reason", reason).build();
  }
}
