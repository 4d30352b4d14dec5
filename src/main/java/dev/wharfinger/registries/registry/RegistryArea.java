package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeComputed;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeQueued;
import dev.wharfinger.registries.registry.RegistryEvent.RegistrySizeRunStarted;
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
