package dev.wharfinger.registries.tag;

import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.registries.tag.TagEvent.TagCreated;
import dev.wharfinger.registries.tag.TagEvent.TagDeleted;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationCleared;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLapsed;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationSet;
import dev.wharfinger.registries.tag.TagEvent.TagExpired;
import dev.wharfinger.registries.tag.TagEvent.TagMoved;
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
    AuditTrail.Put tag =
        trail
            .put(Entity.of(TAG, repository(event.repository()), event.tag()))
            .set("repository", repository(event.repository()));
    switch (event) {
      case TagCreated created -> becomes(tag, created.digest());
      case TagMoved moved -> becomes(tag, moved.digest());
      case TagRestored restored -> becomes(tag, restored.digest());
      case TagDeleted deleted -> ends(tag, deleted.digest());
      case TagExpired expired -> ends(tag, expired.digest());
      case TagExpirationSet set -> tag.set("digest", set.digest()).set("expires", set.expires());
      case TagExpirationCleared cleared -> tag.set("digest", cleared.digest()).set("expires", null);
      case TagExpirationLapsed _ -> tag.set("expires", null);
    }
  }

  private static void becomes(AuditTrail.Put tag, String digest) {
    tag.set("digest", digest).set("deleted", false).set("expires", null);
  }

  private static void ends(AuditTrail.Put tag, String digest) {
    tag.set("digest", digest).set("deleted", true).set("expires", null);
  }
}
