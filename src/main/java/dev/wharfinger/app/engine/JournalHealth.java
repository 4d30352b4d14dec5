package dev.wharfinger.app.engine;

import dev.wharfinger.platform.journal.ValidRecords;
import dev.wharfinger.platform.journal.Writer;
import dev.wharfinger.platform.journal.WriterState;
import dev.wharfinger.platform.vault.SubjectKeys;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Red when no write is taken, or keys of subjects are missing; reads go on, so readiness does not
 * depend on it. Green with an alarm when somebody else has written to a topic, which does no harm
 * by itself.
 */
@Wellness
@Singleton
class JournalHealth implements HealthCheck {

  private final Writer writer;
  private final SubjectKeys keys;

  @Inject
  JournalHealth(Writer writer, SubjectKeys keys) {
    this.writer = writer;
    this.keys = keys;
  }

  @Override
  public HealthCheckResponse call() {
    return switch (writer.state()) {
      case WriterState.Running _ -> keys.trouble().map(JournalHealth::down).orElseGet(this::up);
      case WriterState.Starting starting -> down(starting.reason());
      case WriterState.Interrupted interrupted -> down(interrupted.reason());
      case WriterState.Unsafe unsafe -> down(unsafe.reason());
      case WriterState.Halted halted -> down(halted.reason());
    };
  }

  private HealthCheckResponse up() {
    List<String> alarms = new ArrayList<>();
    ValidRecords.Foreign foreign = writer.foreign();
    if (foreign.records() > 0) {
      alarms.add(
          "%d records on the topic have no valid MAC, the last at offset %d"
              .formatted(foreign.records(), foreign.lastOffset()));
    }
    if (keys.foreign() >= 0) {
      alarms.add(
          "somebody else has written to the topic of keys, the last time at offset "
              + keys.foreign());
    }
    var journal = HealthCheckResponse.named("journal").up();
    return alarms.isEmpty()
        ? journal.build()
        : journal.withData("alarm", String.join("; ", alarms)).build();
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named("journal").down().withData("reason", reason).build();
  }
}
