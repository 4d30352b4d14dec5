package dev.wharfinger.registries.servicekey;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyApproved;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyCreated;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyDeleted;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyExtended;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyLapsed;
import dev.wharfinger.registries.servicekey.ServiceKeyEvent.ServiceKeyModified;
import jakarta.inject.Singleton;
import java.util.List;

/** Keys of services. */
@Singleton
public final class ServiceKeyArea implements Area<ServiceKeyEvent> {

  @Override
  public Projector<ServiceKeyEvent> projector() {
    return new ServiceKeyProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(ServiceKeyRejection.class);
  }

  @Override
  public void audit(ServiceKeyEvent event, AuditTrail trail) {

    Entity key = Entity.of("service-key", event.key());
    switch (event) {
      case ServiceKeyCreated created ->
          trail
              .put(key)
              .set("kid", created.kid())
              .set("service", created.service())
              .set("name", created.name())
              .set("jwk", created.jwk())
              .set("metadata", created.metadata())
              .set("expires", created.expires());
      case ServiceKeyApproved approved ->
          trail.put(key).set("approver", approved.approver()).set("notes", approved.notes());
      case ServiceKeyExtended extended -> trail.put(key).set("expires", extended.expires());
      case ServiceKeyModified modified ->
          trail.put(key).set("name", modified.name()).merge("metadata", modified.metadata());
      case ServiceKeyDeleted _ -> trail.end(key);
      case ServiceKeyLapsed _ -> trail.end(key);
    }
  }
}
