package dev.wharfinger.registries.tag;

import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.registries.tag.LabelEvent.ManifestLabelAdded;
import dev.wharfinger.registries.tag.LabelEvent.ManifestLabelDeleted;
import jakarta.inject.Singleton;

/** Labels that were added to manifests. */
@Singleton
public final class LabelArea implements Area<LabelEvent> {

  @Override
  public Projector<LabelEvent> projector() {
    return new LabelProjector();
  }

  @Override
  public void audit(LabelEvent event, AuditTrail trail) {
    trail.belongsTo(event.namespace());
    Entity label = Entity.of("manifest-label", event.label());
    switch (event) {
      case ManifestLabelAdded added ->
          trail
              .put(label)
              .set("repository", repository(added.repository()))
              .set("manifestDigest", added.manifestDigest())
              .set("key", added.key())
              .set("value", added.value())
              .set("mediaType", added.mediaType());
      case ManifestLabelDeleted _ -> trail.end(label);
    }
  }
}
