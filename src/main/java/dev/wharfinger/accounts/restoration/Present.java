package dev.wharfinger.accounts.restoration;

import dev.wharfinger.accounts.restoration.RestorationEvent.LeftOut;
import dev.wharfinger.accounts.restoration.RestorationEvent.Reason;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.id.Id;
import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.id.TeamId;
import dev.wharfinger.records.history.DeletedStateView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is there now of what the past refers to, by the names of the audit feed, and how that was
 * called which is not.
 */
record Present(Set<String> there, Map<String, LeftOut> missing, Set<String> takenRepositories) {

  /** Nothing but what is restored itself. */
  static final Present NOTHING = new Present(Set.of(), Map.of(), Set.of());

  Present {
    there = Set.copyOf(there);
    missing = Map.copyOf(missing);
    takenRepositories = Set.copyOf(takenRepositories);
  }

  /** $1 accounts, $2 teams, $3 repositories, $4 the namespace, $5 names of repositories. */
  private static final String THERE =
      """
      SELECT 'account/' || id AS entity, NULL AS taken FROM namespace
        WHERE id = ANY($1::bigint[]) AND listed_as <> 'organization'
      UNION ALL SELECT 'team/' || id, NULL FROM team WHERE id = ANY($2::bigint[]) AND organization = $4
      UNION ALL SELECT 'repository/' || id, NULL FROM repository
        WHERE id = ANY($3::bigint[]) AND listed_in = $4
      UNION ALL SELECT NULL, name FROM unnest($5::text[]) given (given)
        JOIN repository ON namespace = $4 AND name = given
      """;

  /** $1 the entities: the last state of each. */
  private static final String LAST =
      """
      SELECT given.entity, last.document::text AS document
      FROM unnest($1::text[]) given (entity)
        LEFT JOIN LATERAL (SELECT document FROM history_version v
          WHERE v.entity = given.entity AND v.document IS NOT NULL
          ORDER BY v.seq DESC, v.step DESC LIMIT 1) last ON true
      """;

  /** Reads what is there of what the content refers to. */
  static Uni<Present> load(SqlClient database, long namespace, RestoredContent content) {
    Set<String> needed = References.of(content);
    return database
        .preparedQuery(THERE)
        .execute(
            Tuple.of(
                ids(needed, "account/"),
                ids(needed, "team/"),
                ids(needed, "repository/"),
                namespace,
                content.repositories().stream()
                    .map(RestorationEvent.Repository::name)
                    .toArray(String[]::new)))
        .flatMap(rows -> {
          Set<String> there = new HashSet<>();
          Set<String> taken = new HashSet<>();
          for (Row row : rows) {
            Optional.ofNullable(row.getString("entity")).ifPresent(there::add);
            Optional.ofNullable(row.getString("taken")).ifPresent(taken::add);
          }
          needed.removeAll(there);
          return named(database, needed).map(missing -> new Present(there, missing, taken));
        });
  }

  private static Uni<Map<String, LeftOut>> named(SqlClient database, Set<String> missing) {
    return missing.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : database
            .preparedQuery(LAST)
            .execute(Tuple.of(missing.toArray(String[]::new)))
            .map(rows -> {
              Map<String, LeftOut> named = new HashMap<>();
              for (Row row : rows) {
                String entity = row.getString("entity");
                String kind = entity.substring(0, entity.indexOf('/'));
                DeletedStateView.Called called =
                    DeletedStateView.called(row)
                        .orElse(new DeletedStateView.Called("", "(erased)"));
                named.put(
                    entity,
                    new LeftOut(
                        entity,
                        kind.equals("account") ? called.kind() : kind,
                        called.name(),
                        Reason.DELETED));
              }
              return named;
            });
  }

  private static Long[] ids(Set<String> entities, String prefix) {
    return entities.stream()
        .filter(it -> it.startsWith(prefix))
        .map(it -> Long.valueOf(it.substring(prefix.length())))
        .collect(Collectors.toSet())
        .toArray(Long[]::new);
  }

  static String name(AccountId id) {
    return "account/" + number(id);
  }

  static String name(TeamId id) {
    return "team/" + number(id);
  }

  static String name(RepositoryId id) {
    return "repository/" + number(id);
  }

  private static long number(Id id) {
    return id.value();
  }
}
