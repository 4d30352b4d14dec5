package dev.wharfinger.registries.tag;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.wharfinger.platform.config.Features;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.ProblemType;
import dev.wharfinger.platform.http.WriteRequest;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.registries.activity.ManifestSize;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes of tags in their order: first at the registry, then in the journal, then in the history
 * of tags, so that the next list shows them. If the service dies between, the registry's own report
 * brings the history up to date. Source: contract repositories 1.8.
 */
@Singleton
class TagChanges {

  private static final String ALIVE =
      """
      SELECT t.digest, t.at, x.expires, %s AS immutable FROM activity.tag_row t
      LEFT JOIN tag_expiration x ON x.repository = t.repository AND x.tag = t.name AND x.starts = t.at
      WHERE t.repository = $1 AND t.name = $2 AND %s
      """
          .formatted(TagRows.IS_IMMUTABLE, TagRows.LIVES);

  private static final String KNOWN =
      """
      SELECT EXISTS (SELECT FROM activity.tag_row t WHERE t.repository = $1 AND t.digest = $2 AND t.digest IS NOT NULL)
          OR EXISTS (SELECT FROM activity.manifest m WHERE m.repository = $1 AND m.digest = $2) AS known
      """;

  private static final String NOTE =
      """
      SELECT activity.note_tag(r.id, $2, $3, $4, $5, $6, $7, $8) FROM repository r WHERE r.id = $1 FOR KEY SHARE
      """;

  private final Pool pool;
  private final Writes writes;
  private final TagImmutability immutability;
  private final boolean immutableTags;

  @Inject
  TagChanges(Pool pool, Writes writes, TagImmutability immutability, Features features) {
    this.pool = pool;
    this.writes = writes;
    this.immutability = immutability;
    this.immutableTags = features.featureImmutableTags();
  }

  /**
   * What a living tag is set to.
   *
   * @param starts since when
   * @param expires whether it was told to expire
   * @param immutable whether it stays what it is
   */
  record Living(String digest, Instant starts, boolean expires, boolean immutable) {

    /** The same, immutable or not. */
    Living as(boolean immutableNow) {
      return new Living(digest, starts, expires, immutableNow);
    }

    /** What an operation is told that would change an immutable tag. */
    @CanIgnoreReturnValue
    Living requireMutable(String operation, String tag) {
      if (immutable) {
        throw new ApiException(
            ApiError.problem(
                ProblemType.TAG_IMMUTABLE,
                "Cannot %s immutable tag '%s'".formatted(operation, Excerpt.of(tag))));
      }
      return this;
    }
  }

  /** What a tag is set to, if it is there. */
  Uni<Optional<Living>> living(RepositoryId repository, String tag) {
    return pool.preparedQuery(ALIVE)
        .execute(Tuple.of(repository.value(), tag))
        .map(rows ->
            OneRow.optional(rows)
                .map(row ->
                    new Living(
                        row.getString("digest"),
                        row.getOffsetDateTime("at").toInstant(),
                        row.getOffsetDateTime("expires") != null,
                        immutableTags && row.getBoolean("immutable"))));
  }

  /** Whether a digest was ever reported of the repository. */
  Uni<Boolean> isKnown(RepositoryId repository, String digest) {
    return pool.preparedQuery(KNOWN)
        .execute(Tuple.of(repository.value(), digest))
        .map(rows -> OneRow.of(rows).getBoolean("known"));
  }

  /**
   * A change that was made at the registry, if it concerns the registry.
   *
   * @param note what becomes of the tag; empty if it stays what it is
   * @param command records it
   * @param after what is to be done at last
   */
  record Change(Optional<Note> note, Command<?> command, Uni<Void> after) {
    Change(Optional<Note> note, Command<?> command) {
      this(note, command, Uni.createFrom().voidItem());
    }
  }

  /**
   * What a tag is from now on.
   *
   * @param digest what it is set to; null if it is deleted
   * @param reversion whether it is set to what was there before
   */
  record Note(String tag, @Nullable String digest, boolean reversion, ManifestSize size) {

    static Note deleted(String tag) {
      return new Note(tag, null, false, ManifestSize.NONE);
    }
  }

  /**
   * Makes a change, unless the request is a repetition of one that is done.
   *
   * @param atRegistry makes it at the registry, if it can be made
   */
  Uni<Void> make(
      ApiRequest request,
      Caller.User caller,
      Present repository,
      Supplier<Uni<Change>> atRegistry) {
    WriteRequest write = writes.begin(request);
    RepositoryName name = new RepositoryName(repository.namespace().name(), repository.name());
    Actor actor = Writes.actor(request, caller);
    return writes
        .isDone(write)
        .flatMap(done ->
            done
                ? submit(write, actor, new TagCommand(name, caller, Optional.empty()))
                : atRegistry
                    .get()
                    .flatMap(change ->
                        submit(write, actor, change.command())
                            .flatMap(_ -> noted(repository.id(), change.note()))
                            .flatMap(_ -> change.after())));
  }

  private Uni<Void> submit(WriteRequest write, Actor actor, Command<?> command) {
    return writes.submit(write, actor, command).replaceWithVoid();
  }

  private Uni<Void> noted(RepositoryId repository, Optional<Note> note) {
    return note.map(
            it -> note(repository, it).flatMap(_ -> immutability.look(repository, it.tag())))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }

  /** Adds it to the history of the tag. */
  Uni<Void> note(RepositoryId repository, Note note) {
    return pool.preparedQuery(NOTE)
        .execute(
            Tuple.from(
                Arrays.<@Nullable Object>asList(
                    repository.value(),
                    note.tag(),
                    note.digest(),
                    Instant.now().atOffset(ZoneOffset.UTC),
                    "$" + UUID.randomUUID(),
                    note.reversion(),
                    note.size().isIndex(),
                    note.size().layersBytes())))
        .replaceWithVoid();
  }
}
