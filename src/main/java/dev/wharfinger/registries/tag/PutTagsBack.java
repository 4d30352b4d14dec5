package dev.wharfinger.registries.tag;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.Writes;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.job.Schedule;
import dev.wharfinger.platform.schedule.Attempts;
import dev.wharfinger.platform.schedule.Waits;
import dev.wharfinger.platform.schedule.WorkQueue;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.registries.tag.TagChanges.Note;
import dev.wharfinger.registries.tag.TagImmutabilityCommand.Overwrite;
import dev.wharfinger.registries.tag.TagImmutabilityCommand.PutBack;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/**
 * Sets immutable tags that were overwritten at the registry to what they were, one instance at a
 * time. One that cannot be put back is tried again; when it is given up, it is immutable no more.
 * Source: contract repositories 1.8.
 */
@Singleton
public class PutTagsBack implements WorkQueue {

  private static final String NAME = "overwritten-tags";
  private static final String ITEM = "i.repository || '/' || i.tag";
  private static final ApiError REFUSED = ApiError.invalidRequest("Could not put tag back");

  private static final String DUE =
      """
      SELECT %s AS item, i.repository, i.tag, i.digest, n.name AS namespace, r.name
      FROM tag_immutability i
      JOIN repository r ON r.id = i.repository JOIN namespace n ON n.id = r.namespace
      WHERE i.overwritten AND %s LIMIT $1
      """
          .formatted(ITEM, Attempts.due(NAME, ITEM));

  private static final String GIVEN_UP =
      """
      SELECT i.digest, (
        SELECT t.digest FROM activity.tag_row t
        WHERE t.repository = i.repository AND t.name = i.tag AND t.ends IS NULL
        ORDER BY t.at DESC, t.event DESC LIMIT 1) AS now
      FROM tag_immutability i WHERE i.repository = $1 AND i.tag = $2 AND i.overwritten
      """;

  private final Pool pool;
  private final Writes writes;
  private final TagRounds rounds;
  private final Attempts attempts;
  private final ManifestContents contents;
  private final TagChanges changes;

  @Inject
  PutTagsBack(
      Pool pool,
      Writes writes,
      TagRounds rounds,
      Attempts attempts,
      ManifestContents contents,
      TagChanges changes) {
    this.pool = pool;
    this.writes = writes;
    this.rounds = rounds;
    this.attempts = attempts;
    this.contents = contents;
    this.changes = changes;
  }

  void schedule(@Observes Schedule schedule) {
    rounds.schedule(schedule, this, DUE, this::putBack);
  }

  private Uni<Void> putBack(Row row) {
    RepositoryId repository = new RepositoryId(row.getLong("repository"));
    RepositoryName name = new RepositoryName(row.getString("namespace"), row.getString("name"));
    String tag = row.getString("tag");
    String digest = row.getString("digest");
    return contents
        .tag(name, tag, digest, REFUSED)
        .call(_ -> writes.submitOwn(Instant.now(), new PutBack(repository, tag, digest)))
        .flatMap(size -> changes.note(repository, new Note(tag, digest, false, size)))
        .flatMap(_ -> attempts.done(this, row.getString("item")));
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
    RepositoryId repository = new RepositoryId(Long.parseLong(item.substring(0, slash)));
    String tag = item.substring(slash + 1);
    return pool.preparedQuery(GIVEN_UP)
        .execute(Tuple.of(repository.value(), tag))
        .flatMap(rows ->
            OneRow.optional(rows)
                .map(row ->
                    writes
                        .submitOwn(
                            Instant.now(),
                            new Overwrite(
                                repository,
                                tag,
                                row.getString("digest"),
                                row.getString("now"),
                                false))
                        .replaceWith(true))
                .orElseGet(() -> Uni.createFrom().item(false)));
  }
}
