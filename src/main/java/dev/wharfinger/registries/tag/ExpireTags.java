package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Attempts;
import dev.wharfinger.platform.schedule.Waits;
import dev.wharfinger.platform.schedule.WorkQueue;
import dev.wharfinger.registries.tag.TagChanges.Note;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLapsed;
import dev.wharfinger.registries.tag.TagEvent.TagExpired;
import dev.wharfinger.registries.tag.TagPlace.Expiration;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/**
 * Deletes tags that expired at the attached registry, one instance at a time. Lists show them as
 * ended from the moment on at which they expire. One that the registry does not delete is tried
 * again, and blocks no other; when it is given up, the tag stays at the registry and does not
 * expire any more. Source: contract repositories 1.1, 1.8.
 */
@Singleton
public class ExpireTags implements WorkQueue {

  private static final String NAME = "expired-tags";

  private static final String ITEM = "x.repository || '/' || x.tag";

  /** Those that are due; without a digest if the tag was moved or deleted in the meantime. */
  private static final String DUE =
      """
      SELECT %s AS item, x.repository, x.tag, x.starts, n.name AS namespace, r.name, t.digest
      FROM tag_expiration x
      JOIN repository r ON r.id = x.repository JOIN namespace n ON n.id = r.namespace
      LEFT JOIN activity.tag_row t ON t.repository = x.repository AND t.name = x.tag AND t.at = x.starts
        AND t.digest IS NOT NULL AND t.ends IS NULL
      WHERE x.expires <= now() AND %s
      ORDER BY x.expires LIMIT $1
      """
          .formatted(ITEM, Attempts.due(NAME, ITEM));

  private final Writes writes;
  private final TagRounds rounds;
  private final Attempts attempts;
  private final AttachedRegistry registry;
  private final ManifestContents contents;
  private final TagChanges changes;

  @Inject
  ExpireTags(
      Writes writes,
      TagRounds rounds,
      Attempts attempts,
      AttachedRegistry registry,
      ManifestContents contents,
      TagChanges changes) {
    this.writes = writes;
    this.rounds = rounds;
    this.attempts = attempts;
    this.registry = registry;
    this.contents = contents;
    this.changes = changes;
  }

  void schedule(@Observes Schedule schedule) {
    rounds.schedule(schedule, this, DUE, this::expire);
  }

  private Uni<Void> expire(Row row) {
    RepositoryId repository = new RepositoryId(row.getLong("repository"));
    String tag = row.getString("tag");
    Instant starts = row.getOffsetDateTime("starts").toInstant();
    Optional<String> digest = Optional.ofNullable(row.getString("digest"));
    RepositoryName name = new RepositoryName(row.getString("namespace"), row.getString("name"));
    return digest
        .map(seen -> delete(name, tag, seen))
        .orElseGet(() -> Uni.createFrom().voidItem())
        .flatMap(_ ->
            writes.submitOwn(
                Instant.now(), new Expire(repository, tag, Optional.of(starts), digest)))
        .flatMap(_ ->
            digest.isEmpty()
                ? Uni.createFrom().voidItem()
                : changes.note(repository, Note.deleted(tag)))
        .flatMap(_ -> attempts.done(this, row.getString("item")));
  }

  /** Leaves a tag alone that has another manifest already: the registry's report comes yet. */
  private Uni<Void> delete(RepositoryName repository, String tag, String digest) {
    return registry
        .manifest(repository, tag)
        .flatMap(found ->
            found
                .map(stored ->
                    contents
                        .isOf(stored, digest)
                        .flatMap(same ->
                            same
                                ? registry.untag(repository, tag)
                                : Uni.createFrom().<Void>failure(new Moved())))
                .orElseGet(() -> Uni.createFrom().voidItem()));
  }

  /** The tag has another manifest at the registry, which was not reported. */
  private static final class Moved extends RuntimeException {
    Moved() {
      super("moved", null, false, false);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Waits waits() {
    return TagRounds.WAITS;
  }

  @Override
  public Uni<Boolean> drop(String item) {
    int slash = item.indexOf('/');
    return writes
        .submitOwn(
            Instant.now(),
            new Expire(
                new RepositoryId(Long.parseLong(item.substring(0, slash))),
                item.substring(slash + 1),
                Optional.empty(),
                Optional.empty()))
        .replaceWith(true);
  }

  /**
   * Records that a tag expired, or that its expiration has no effect; nothing if it was changed or
   * fulfilled in the meantime.
   *
   * @param starts of the expiration that is meant; empty for whichever there is
   * @param deleted the digest that it had when it was deleted; empty if it was not
   */
  record Expire(
      RepositoryId repository, String tag, Optional<Instant> starts, Optional<String> deleted)
      implements OwnTagCommand {

    @Override
    public Optional<TagEvent> event(TagPlace place) {
      return place.expiration().filter(this::isMeant).map(_ -> expired(place));
    }

    private boolean isMeant(Expiration expiration) {
      return starts.map(expiration.starts()::equals).orElse(true);
    }

    private TagEvent expired(TagPlace place) {
      return deleted
          .<TagEvent>map(digest ->
              new TagExpired(
                  place.repository(),
                  place.name(),
                  place.account(),
                  place.namespace(),
                  tag,
                  digest))
          .orElseGet(() ->
              new TagExpirationLapsed(
                  place.repository(), place.name(), place.account(), place.namespace(), tag));
    }
  }
}
