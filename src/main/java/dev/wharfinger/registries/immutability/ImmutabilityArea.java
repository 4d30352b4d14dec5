package dev.wharfinger.registries.immutability;

import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.AuditTrail.Put;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyApplied;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyChanged;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyCreated;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyDeleted;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.MarkedTag;
import jakarta.inject.Singleton;
import java.util.List;

/** Immutability policies of namespaces and of repositories; they end with these. */
@Singleton
public final class ImmutabilityArea implements Area<ImmutabilityEvent> {

  @Override
  public Projector<ImmutabilityEvent> projector() {
    return new ImmutabilityProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(ImmutabilityRejection.class);
  }

  @Override
  public void audit(ImmutabilityEvent event, AuditTrail trail) {
    trail.belongsTo(event.namespace());
    Entity policy = Entity.of("immutability-policy", event.policy());
    switch (event) {
      case ImmutabilityPolicyCreated created -> {
        Put put = trail.put(policy).set("terms", created.terms());
        if (created.of() != null) {
          put.set("repository", repository(created.of().id()));
        }
      }
      case ImmutabilityPolicyChanged changed -> trail.put(policy).set("terms", changed.terms());
      case ImmutabilityPolicyDeleted _ -> trail.end(policy);
      case ImmutabilityPolicyApplied applied -> applied.tags().forEach(tag -> mark(tag, trail));
    }
  }

  private static void mark(MarkedTag marked, AuditTrail trail) {
    Entity repository = repository(marked.repository());
    Put tag =
        trail
            .put(Entity.of("repository-tag", repository, marked.tag()))
            .set("repository", repository)
            .set("manifestDigest", marked.manifestDigest())
            .set("immutable", true);
    if (marked.expirationCleared()) {
      tag.set("expires", null);
    }
  }
}
