package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.sql.Pages;
import dev.wharfinger.platform.vault.Personal;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.ImmutabilityPolicyApplied;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.MarkedTag;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Repository;
import dev.wharfinger.registries.immutability.ImmutabilityEvent.Terms;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Records that a policy made tags immutable; nothing if it was changed in the meantime, and not
 * those whose repository is gone or that became immutable otherwise.
 *
 * @param complete whether these are the last ones
 */
record MarkTags(UUID policy, Terms terms, List<MarkedTag> tags, boolean complete)
    implements Command<Optional<MarkTags.State>> {

  @Bound(
      of = "tags that an event of an immutability policy makes immutable",
      unit = "items",
      beyond = "in further events, each with a log entry of its own",
      test = "ImmutableTagsApiTest.areRecordedInSeveralEventsIfTheyAreMany")
  static final int MOST = 1_000;

  private static final String POLICY =
      """
      SELECT p.tag_pattern, p.tag_pattern_matches, n.id, n.name, n.subject_key, r.id AS repository, r.name AS repository_name
      FROM immutability_policy p JOIN namespace n ON n.id = p.namespace LEFT JOIN repository r ON r.id = p.repository
      WHERE p.uuid = $1 AND NOT p.applied
      """;

  /** By their places in the list, from 1. */
  private static final String UNMARKED =
      """
      SELECT m.place FROM unnest($1::bigint[], $2::text[]) WITH ORDINALITY m (repository, tag, place)
      JOIN repository r ON r.id = m.repository
      WHERE NOT EXISTS (
        SELECT FROM tag_immutability i WHERE i.repository = m.repository AND i.tag = m.tag COLLATE "C")
      ORDER BY m.place
      """;

  MarkTags {
    tags = List.copyOf(tags);
  }

  /** The policy as it is, and which of the tags there are. */
  record State(
      Terms terms,
      AccountId namespace,
      Personal name,
      Optional<Repository> repository,
      List<MarkedTag> tags) {}

  @Override
  public Uni<Optional<State>> load(SqlConnection connection) {
    return connection
        .preparedQuery(POLICY)
        .execute(Tuple.of(policy))
        .flatMap(rows ->
            OneRow.optional(rows)
                .map(row -> unmarked(connection).map(found -> Optional.of(state(row, found))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
  }

  private Uni<List<MarkedTag>> unmarked(SqlConnection connection) {
    return connection
        .preparedQuery(UNMARKED)
        .execute(
            Tuple.of(
                tags.stream().map(tag -> tag.repository().value()).toArray(Long[]::new),
                tags.stream().map(MarkedTag::tag).toArray(String[]::new)))
        .map(rows -> Pages.list(rows, row -> tags.get(row.getLong("place").intValue() - 1)));
  }

  private static State state(Row row, List<MarkedTag> tags) {
    Long repository = row.getLong("repository");
    return new State(
        new Terms(row.getString("tag_pattern"), row.getBoolean("tag_pattern_matches")),
        new AccountId(row.getLong("id")),
        new Personal.Known(row.getString("name"), row.getUUID("subject_key")),
        repository == null
            ? Optional.empty()
            : Optional.of(
                new Repository(new RepositoryId(repository), row.getString("repository_name"))),
        tags);
  }

  @Override
  public Decision decide(Optional<State> found, Ids ids) {
    return found
        .filter(state -> state.terms().equals(terms))
        .filter(state -> complete || !state.tags().isEmpty())
        .map(state ->
            Decision.accept(
                new ImmutabilityPolicyApplied(
                    policy,
                    state.namespace(),
                    state.name(),
                    state.repository().orElse(null),
                    terms,
                    state.tags(),
                    complete)))
        .orElseGet(Decision::accept);
  }
}
