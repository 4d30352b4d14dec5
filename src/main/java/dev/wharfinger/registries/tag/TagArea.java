package dev.wharfinger.registries.tag;

import static dev.wharfinger.platform.account.Entities.repository;

import dev.wharfinger.platform.journal.Area;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.AuditTrail.Entity;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.registries.tag.TagEvent.ImmutableTagOverwritten;
import dev.wharfinger.registries.tag.TagEvent.ImmutableTagPutBack;
import dev.wharfinger.registries.tag.TagEvent.TagCreated;
import dev.wharfinger.registries.tag.TagEvent.TagDeleted;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationCleared;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLabeled;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLapsed;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationSet;
import dev.wharfinger.registries.tag.TagEvent.TagExpired;
import dev.wharfinger.registries.tag.TagEvent.TagImmutabilityChanged;
import dev.wharfinger.registries.tag.TagEvent.TagMadeImmutable;
import dev.wharfinger.registries.tag.TagEvent.TagMoved;
import dev.wharfinger.registries.tag.TagEvent.TagPermanentlyDeleted;
import dev.wharfinger.registries.tag.TagEvent.TagPruned;
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
      case TagCreated created -> becomes(tag, created.manifestDigest());
      case TagMoved moved -> becomes(tag, moved.manifestDigest());
      case TagRestored restored -> becomes(tag, restored.manifestDigest());
      case TagDeleted deleted -> ends(tag, deleted.manifestDigest());
      case TagPermanentlyDeleted deleted -> {
        if (deleted.wasAlive()) {
          ends(tag, deleted.manifestDigest());
        }
      }
      case TagExpired expired -> ends(tag, expired.manifestDigest());
      case TagExpirationSet set ->
          tag.set("manifestDigest", set.manifestDigest()).set("expires", set.expires());
      case TagExpirationLabeled labeled ->
          tag.set("manifestDigest", labeled.manifestDigest()).set("expires", labeled.expires());
      case TagPruned pruned ->
          tag.set("manifestDigest", pruned.manifestDigest()).set("expires", pruned.expires());
      case TagExpirationCleared cleared ->
          tag.set("manifestDigest", cleared.manifestDigest()).set("expires", null);
      case TagExpirationLapsed _ -> tag.set("expires", null);
      case TagImmutabilityChanged changed ->
          tag.set("manifestDigest", changed.manifestDigest())
              .set("immutable", changed.immutable() ? true : null);
      case TagMadeImmutable made -> {
        tag.set("manifestDigest", made.manifestDigest()).set("immutable", true);
        if (made.expirationCleared()) {
          tag.set("expires", null);
        }
      }
      case ImmutableTagOverwritten overwritten -> {
        String now = overwritten.newManifestDigest();
        if (now == null) {
          ends(tag, overwritten.manifestDigest());
        } else {
          becomes(tag, now);
        }
      }
      case ImmutableTagPutBack back -> {
        becomes(tag, back.manifestDigest());
        tag.set("immutable", true);
      }
    }
  }

  private static void becomes(AuditTrail.Put tag, String digest) {
    tag.set("manifestDigest", digest)
        .set("deleted", false)
        .set("expires", null)
        .set("immutable", null);
  }

  private static void ends(AuditTrail.Put tag, String digest) {
    tag.set("manifestDigest", digest)
        .set("deleted", true)
        .set("expires", null)
        .set("immutable", null);
  }
}
