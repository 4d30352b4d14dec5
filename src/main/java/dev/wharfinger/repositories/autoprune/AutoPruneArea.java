package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyChanged;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyCreated;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.AutoPrunePolicyDeleted;
import jakarta.inject.Singleton;
import java.util.List;

/** Auto-prune policies of namespaces. */
@Singleton
public final class AutoPruneArea implements Area<AutoPruneEvent> {

  @Override
  public Projector<AutoPruneEvent> projector() {
    return new AutoPruneProjector();
  }

  @Override
  public List<Class<? extends Rejection>> rejections() {
    return List.of(AutoPruneRejection.class);
  }

  @Override
  public void audit(AutoPruneEvent event, AuditTrail trail) {

    trail.belongsTo(event.namespace());
    Entity policy = Entity.of("auto-prune-policy", event.policy());
    switch (event) {
      case AutoPrunePolicyCreated created -> trail.put(policy).set("terms", created.terms());
      case AutoPrunePolicyChanged changed -> trail.put(policy).set("terms", changed.terms());
      case AutoPrunePolicyDeleted _ -> trail.end(policy);
    }
  }
}
