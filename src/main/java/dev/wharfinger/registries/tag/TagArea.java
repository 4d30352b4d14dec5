package dev.wharfinger.registries.tag;

import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.registries.tag.TagEvent.TagDeleted;
import dev.wharfinger.registries.tag.TagEvent.TagRestored;
import jakarta.inject.Singleton;

/** What is done with tags at the attached registry. */
@Singleton
public final class TagArea implements Area<TagEvent> {

  private static final String TAG = "repository-tag";

  @Override
  public Projector<TagEvent> projector() {
    return new TagProjector();
  }

  @Override
  public void audit(TagEvent event, AuditTrail trail) {
    trail.belongsTo(event.namespace());
    Entity tag = Entity.of(TAG, repository(event.repository()), event.tag());
    switch (event) {
      case TagDeleted deleted ->
          trail
              .put(tag)
              .set("repository", repository(deleted.repository()))
              .set("digest", deleted.digest())
              .set("deleted", true);
      case TagRestored restored ->
          trail
              .put(tag)
              .set("repository", repository(restored.repository()))
              .set("digest", restored.digest())
              .set("deleted", false);
    }
  }
}
