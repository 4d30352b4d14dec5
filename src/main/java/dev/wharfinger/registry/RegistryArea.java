package dev.wharfinger.registry;

import dev.wharfinger.journal.Area;
import dev.wharfinger.journal.AuditTrail;
import dev.wharfinger.journal.AuditTrail.Entity;
import dev.wharfinger.journal.Projector;
import dev.wharfinger.registry.RegistryEvent.RegistrySizeComputed;
import dev.wharfinger.registry.RegistryEvent.RegistrySizeQueued;
import dev.wharfinger.registry.RegistryEvent.RegistrySizeRunStarted;
import jakarta.inject.Singleton;

/** The size of the registry. */
@Singleton
public final class RegistryArea implements Area<RegistryEvent> {

  @Override
  public Projector<RegistryEvent> projector() {
    return new RegistryProjector();
  }

  @Override
  public void audit(RegistryEvent event, AuditTrail trail) {

    AuditTrail.Put size = trail.put(Entity.of("registry-size")).set("run", event.run());
    switch (event) {
      case RegistrySizeQueued _ -> {}
      case RegistrySizeRunStarted started -> size.set("attempt", started.attempt());
      case RegistrySizeComputed computed ->
          size.set("sizeBytes", computed.sizeBytes())
              .set("completedMillis", computed.completedMillis());
    }
  }
}
