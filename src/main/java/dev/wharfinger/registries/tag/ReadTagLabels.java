package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Attempts;
import dev.wharfinger.platform.schedule.Waits;
import dev.wharfinger.platform.schedule.WorkQueue;
import dev.wharfinger.registries.tag.TagEvent.TagExpirationLabeled;
import dev.wharfinger.registries.tag.TagLabels.Effects;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Looks at what tags are set to whether its labels tell when they expire, or that they are
 * immutable, one instance at a time. A manifest that cannot be read now is looked at again, and
 * blocks no other. Source: contract repositories 1.6, 1.8.
 */
@Singleton
public class ReadTagLabels implements WorkQueue {

  private static final String NAME = "tag-labels";

  /** Nothing expires later: the calendar of dates on the wire ends with the year 9999. */
  private static final Instant END = Instant.parse("9999-12-31T23:59:59Z");

  private static final String ITEM = "t.repository || '/' || t.name";

  /** The newest first: what was just pushed does not wait for what cannot be read. */
  private static final String DUE =
      """
      SELECT %s AS item, t.repository, t.name AS tag, t.at, t.event, t.digest, n.name AS namespace, r.name
      FROM activity.tag_row t
      JOIN repository r ON r.id = t.repository JOIN namespace n ON n.id = r.namespace
      WHERE NOT t.labels_read AND t.ends IS NULL AND t.digest IS NOT NULL AND %s
      ORDER BY t.at DESC LIMIT $1
      """
          .formatted(ITEM, Attempts.due(NAME, ITEM));

  private static final String READ =
      """
      UPDATE activity.tag_row SET labels_read = true
      WHERE repository = $1 AND name = $2 AND at = $3 AND event = $4
      """;

  private static final String GIVE_UP =
      """
      UPDATE activity.tag_row SET labels_read = true
      WHERE repository = $1 AND name = $2 AND ends IS NULL AND NOT labels_read
      """;

  private final Pool pool;
  private final Writes writes;
  private final TagRounds rounds;
  private final Attempts attempts;
  private final TagLabels labels;
  private final TagImmutability immutability;

  @Inject
  ReadTagLabels(
      Pool pool,
      Writes writes,
      TagRounds rounds,
      Attempts attempts,
      TagLabels labels,
      TagImmutability immutability) {
    this.pool = pool;
    this.writes = writes;
    this.rounds = rounds;
    this.attempts = attempts;
    this.labels = labels;
    this.immutability = immutability;
  }

  void schedule(@Observes Schedule schedule) {
    rounds.schedule(schedule, this, DUE, this::read);
  }

  private Uni<Void> read(Row row) {
    RepositoryId repository = new RepositoryId(row.getLong("repository"));
    RepositoryName name = new RepositoryName(row.getString("namespace"), row.getString("name"));
    String tag = row.getString("tag");
    String digest = row.getString("digest");
    OffsetDateTime starts = row.getOffsetDateTime("at");
    return labels
        .of(repository, name, digest)
        .flatMap(effects ->
            immutability
                .label(repository, tag, digest, effects)
                .flatMap(_ -> expire(repository, tag, digest, starts.toInstant(), effects)))
        .flatMap(_ ->
            pool.preparedQuery(READ)
                .execute(Tuple.of(repository.value(), tag, starts, row.getString("event"))))
        .flatMap(_ -> attempts.done(this, row.getString("item")));
  }

  private Uni<Void> expire(
      RepositoryId repository, String tag, String digest, Instant starts, Effects effects) {
    return effects
        .life()
        .filter(after -> after.compareTo(Duration.between(starts, END)) <= 0)
        .map(after ->
            writes
                .submitOwn(
                    Instant.now(),
                    new Expire(
                        repository,
                        tag,
                        digest,
                        starts,
                        starts.plus(after),
                        immutability.lastsForEver()))
                .replaceWithVoid())
        .orElseGet(() -> Uni.createFrom().voidItem());
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
    return pool.preparedQuery(GIVE_UP)
        .execute(Tuple.of(Long.parseLong(item.substring(0, slash)), item.substring(slash + 1)))
        .replaceWith(true);
  }

  /**
   * Records when a tag expires by its label, unless somebody told it since it was set.
   *
   * @param unlessImmutable whether it does not expire if it is immutable
   */
  record Expire(
      RepositoryId repository,
      String tag,
      String digest,
      Instant starts,
      Instant expires,
      boolean unlessImmutable)
      implements OwnTagCommand {

    @Override
    public Optional<TagEvent> event(TagPlace place) {
      boolean told = place.expiration().filter(it -> it.starts().equals(starts)).isPresent();
      return told || (unlessImmutable && place.isImmutable(digest))
          ? Optional.empty()
          : Optional.of(
              new TagExpirationLabeled(
                  place.repository(),
                  place.name(),
                  place.account(),
                  place.namespace(),
                  tag,
                  digest,
                  starts,
                  expires));
    }
  }
}
