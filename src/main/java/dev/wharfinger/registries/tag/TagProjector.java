package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.journal.EventMetadata;
import dev.wharfinger.platform.journal.Projector;
import dev.wharfinger.platform.journal.Rows;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.records.log.LogEntry;
import dev.wharfinger.registries.tag.TagEvent.ImmutableBy;
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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Logs what was done with tags, and keeps when they expire; the tags themselves are among what
 * registries report. A tag that expires, or is to expire by its label, is not logged, as in Quay.
 */
public final class TagProjector implements Projector<TagEvent> {

  private static final String EXPIRATION = "change_tag_expiration";

  private static final String EXPIRE =
      """
      INSERT INTO tag_expiration (repository, tag, starts, expires) VALUES ($1, $2, $3, $4)
      ON CONFLICT (repository, tag) DO UPDATE SET starts = excluded.starts, expires = excluded.expires
      """;

  private static final String FORGET =
      "DELETE FROM tag_expiration WHERE repository = $1 AND tag = $2";

  private static final String MARK =
      """
      INSERT INTO tag_immutability (repository, tag, digest) VALUES ($1, $2, $3)
      ON CONFLICT (repository, tag) DO UPDATE SET digest = excluded.digest, overwritten = false
      """;

  private static final String UNMARK =
      "DELETE FROM tag_immutability WHERE repository = $1 AND tag = $2";

  private static final String OVERWRITTEN =
      "UPDATE tag_immutability SET overwritten = true WHERE repository = $1 AND tag = $2";

  @Override
  public Class<TagEvent> events() {
    return TagEvent.class;
  }

  @Override
  public void project(TagEvent event, EventMetadata metadata, Rows rows) {
    expire(event, rows);
    mark(event, rows);
    entry(event).ifPresent(entry -> log(entry, event, metadata, rows));
  }

  private static void expire(TagEvent event, Rows rows) {
    switch (event) {
      case TagExpirationSet set ->
          rows.update(EXPIRE, set.repository(), set.tag(), at(set.starts()), at(set.expires()));
      case TagExpirationLabeled labeled ->
          rows.update(
              EXPIRE,
              labeled.repository(),
              labeled.tag(),
              at(labeled.starts()),
              at(labeled.expires()));
      case TagPruned pruned ->
          rows.update(
              EXPIRE, pruned.repository(), pruned.tag(), at(pruned.starts()), at(pruned.expires()));
      case TagPermanentlyDeleted deleted when !deleted.wasAlive() -> {}
      case TagMadeImmutable made when !made.expirationCleared() -> {}
      case TagImmutabilityChanged _, ImmutableTagOverwritten _, ImmutableTagPutBack _ -> {}
      default -> rows.updateIfPresent(FORGET, event.repository(), event.tag());
    }
  }

  private static void mark(TagEvent event, Rows rows) {
    switch (event) {
      case TagMadeImmutable made -> mark(made, made.manifestDigest(), rows);
      case ImmutableTagPutBack back -> mark(back, back.manifestDigest(), rows);
      case TagImmutabilityChanged changed when changed.immutable() ->
          mark(changed, changed.manifestDigest(), rows);
      case ImmutableTagOverwritten overwritten when overwritten.putBack() ->
          rows.updateIfPresent(OVERWRITTEN, overwritten.repository(), overwritten.tag());
      case TagPermanentlyDeleted deleted when !deleted.wasAlive() -> {}
      case TagExpirationSet _,
          TagExpirationLabeled _,
          TagExpirationCleared _,
          TagExpirationLapsed _,
          TagPruned _ -> {}
      case TagCreated _,
          TagMoved _,
          TagRestored _,
          TagDeleted _,
          TagPermanentlyDeleted _,
          TagExpired _,
          TagImmutabilityChanged _,
          ImmutableTagOverwritten _ ->
          rows.updateIfPresent(UNMARK, event.repository(), event.tag());
    }
  }

  private static void mark(TagEvent event, String digest, Rows rows) {
    rows.update(MARK, event.repository(), event.tag(), digest);
  }

  private static void log(LogEntry entry, TagEvent event, EventMetadata metadata, Rows rows) {
    Personal username = metadata.actor().name();
    if (username != null) {
      var _ = entry.with("username", username);
    }
    entry
        .with("repo", event.name())
        .with("tag", event.tag())
        .about(event.repository())
        .on(event.namespace(), metadata, rows);
  }

  /** What is particular to the entry of an event; Quay logs no tag that expires. */
  private static Optional<LogEntry> entry(TagEvent event) {
    return switch (event) {
      case TagCreated created ->
          Optional.of(set("create_tag", event, created.manifestDigest(), null));
      case TagMoved moved ->
          Optional.of(
              set("move_tag", event, moved.manifestDigest(), moved.originalManifestDigest()));
      case TagDeleted _ -> Optional.of(in(event, "delete_tag"));
      case TagPermanentlyDeleted deleted ->
          Optional.of(
              in(event, "permanently_delete_tag")
                  .with("manifest_digest", deleted.manifestDigest()));
      case TagRestored restored ->
          Optional.of(LogEntry.of("revert_tag").with("manifest_digest", restored.manifestDigest()));
      case TagExpirationSet set -> {
        Instant previous = set.previousExpires();
        boolean asBefore = set.expires().equals(previous);
        yield Optional.of(
            in(event, EXPIRATION)
                .with("expiration_date", set.requested().getEpochSecond())
                .with(
                    "old_expiration_date",
                    previous == null || asBefore ? null : previous.toEpochMilli()));
      }
      case TagExpirationCleared cleared ->
          Optional.of(
              in(event, EXPIRATION)
                  .with("expiration_date", null)
                  .with("old_expiration_date", cleared.previousExpires().toEpochMilli()));
      case TagPruned _ ->
          Optional.of(in(event, "autoprune_tag_delete").with("performer", "autoprune worker"));
      case TagImmutabilityChanged changed ->
          Optional.of(
              in(event, "change_tag_immutability")
                  .with("immutable", changed.immutable())
                  .with("previous_immutable", changed.previousImmutable()));
      case TagMadeImmutable made ->
          made.by() == ImmutableBy.POLICY
              ? Optional.of(in(event, "tag_made_immutable_by_policy").with("immutable", true))
              : Optional.empty();
      case ImmutableTagOverwritten overwritten ->
          Optional.of(
              in(event, "immutable_tag_overwritten")
                  .with("manifest_digest", overwritten.newManifestDigest())
                  .with("original_manifest_digest", overwritten.manifestDigest()));
      case ImmutableTagPutBack back ->
          Optional.of(
              in(event, "immutable_tag_put_back").with("manifest_digest", back.manifestDigest()));
      case TagExpirationLabeled _, TagExpired _, TagExpirationLapsed _ -> Optional.empty();
    };
  }

  private static LogEntry set(
      String kind, TagEvent event, String digest, @Nullable String originalDigest) {
    return in(event, kind)
        .with("manifest_digest", digest)
        .with("original_manifest_digest", originalDigest);
  }

  private static LogEntry in(TagEvent event, String kind) {
    return LogEntry.of(kind).with("namespace", event.namespaceName());
  }

  private static OffsetDateTime at(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }
}
