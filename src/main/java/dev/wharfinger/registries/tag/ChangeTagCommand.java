package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.tag.ChangeTagCommand.State;
import dev.wharfinger.registries.tag.TagChanges.Living;
import dev.wharfinger.registries.tag.TagEvent.TagCreated;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationCleared;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationSet;
import dev.wharfinger.registries.tag.TagEvent.TagImmutabilityChanged;
import dev.wharfinger.registries.tag.TagEvent.TagMoved;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryAccess.Missing;
import dev.wharfinger.repositories.repository.RepositoryAccess.Present;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Records when a tag expires and what it was set to at the registry.
 *
 * @param immutability whether the tag is immutable from now on; empty if that stays as it is
 * @param move empty if it stays what it is
 */
record ChangeTagCommand(
    RepositoryName repository,
    Caller.User caller,
    String tag,
    Optional<TagExpiration> expiration,
    Optional<Immutability> immutability,
    Optional<Move> move)
    implements Command<State> {

  private static final String STORED =
      """
      SELECT x.starts, x.expires FROM tag_expiration x
      JOIN repository r ON r.id = x.repository JOIN namespace n ON n.id = r.namespace
      WHERE n.name = $1 AND n.kind <> 'robot' AND r.name = $2 AND x.tag = $3
      """;

  /**
   * Whether a tag stays what it is.
   *
   * @param digest what it is set to
   * @param previous whether it was immutable before
   */
  record Immutability(String digest, boolean immutable, boolean previous) {}

  /**
   * What the tag was set to.
   *
   * @param original what it had before; empty if it was not there
   */
  record Move(String digest, Optional<String> original) {}

  /** The repository, and what the tag was told of its expiration. */
  record State(RepositoryAccess access, Optional<Stored> expiration) {}

  /** An expiration of what the tag is set to since a time. */
  record Stored(Instant starts, Instant expires) {}

  @Override
  public Uni<State> load(SqlConnection connection) {
    Uni<Optional<Stored>> stored =
        connection
            .preparedQuery(STORED)
            .execute(Tuple.of(repository.namespace(), repository.name(), tag))
            .map(rows ->
                OneRow.optional(rows)
                    .map(row ->
                        new Stored(
                            row.getOffsetDateTime("starts").toInstant(),
                            row.getOffsetDateTime("expires").toInstant())));
    return Uni.combine()
        .all()
        .unis(RepositoryAccess.load(connection, repository, caller), stored)
        .with(State::new);
  }

  @Override
  public Decision decide(State state, Ids ids) {
    return state
        .access()
        .denies(Role.WRITE, caller)
        .map(Decision::reject)
        .orElseGet(() ->
            switch (state.access()) {
              case Missing _ -> Decision.reject(CommonRejection.NOT_FOUND);
              case Present present -> Decision.accept(events(present, state.expiration()));
            });
  }

  private List<Event> events(Present in, Optional<Stored> stored) {
    List<Event> events = new ArrayList<>();
    expiration.flatMap(wanted -> expire(in, wanted, stored)).ifPresent(events::add);
    immutability.map(it -> changed(in, it)).ifPresent(events::add);
    move.map(it -> moved(in, it)).ifPresent(events::add);
    return events;
  }

  private Optional<Event> expire(Present in, TagExpiration wanted, Optional<Stored> stored) {
    Living living = wanted.of();
    Instant previous =
        stored.filter(it -> it.starts().equals(living.starts())).map(Stored::expires).orElse(null);
    Instant requested = wanted.requested();
    Instant expires = wanted.expires();
    if (requested == null || expires == null) {
      return Optional.ofNullable(previous)
          .map(old ->
              new TagExpirationCleared(
                  in.id(),
                  in.name(),
                  in.namespace().id(),
                  in.namespace().personalName(),
                  tag,
                  living.digest(),
                  old));
    }
    return Optional.of(
        new TagExpirationSet(
            in.id(),
            in.name(),
            in.namespace().id(),
            in.namespace().personalName(),
            tag,
            living.digest(),
            living.starts(),
            requested,
            expires,
            previous));
  }

  private Event changed(Present in, Immutability to) {
    return new TagImmutabilityChanged(
        in.id(),
        in.name(),
        in.namespace().id(),
        in.namespace().personalName(),
        tag,
        to.digest(),
        to.immutable(),
        to.previous());
  }

  private Event moved(Present in, Move to) {
    return to.original()
        .<Event>map(original ->
            new TagMoved(
                in.id(),
                in.name(),
                in.namespace().id(),
                in.namespace().personalName(),
                tag,
                to.digest(),
                original))
        .orElseGet(() ->
            new TagCreated(
                in.id(),
                in.name(),
                in.namespace().id(),
                in.namespace().personalName(),
                tag,
                to.digest()));
  }
}
