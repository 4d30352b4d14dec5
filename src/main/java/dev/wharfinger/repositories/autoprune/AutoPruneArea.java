package dev.wharfinger.repositories.autoprune;

import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.AuditTrail.Put;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Changed;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Created;
import dev.wharfinger.repositories.autoprune.AutoPruneEvent.Deleted;
import jakarta.inject.Singleton;
import java.util.List;

/** Auto-prune policies of namespaces and of repositories; they end with these. */
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
      case Created created -> {
        Put put = trail.put(policy).set("terms", created.terms());
        created.repository().ifPresent(of -> put.set("repository", repository(of.id())));
      }
      case Changed changed -> trail.put(policy).set("terms", changed.terms());
      case Deleted _ -> trail.end(policy);
    }
  }
}
