package dev.wharfinger.accounts.search;

import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.PopularityView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The matching repositories that the viewer sees: public ones, those of namespaces that the viewer
 * administers, those with a permission for the viewer or the viewer's teams. Each reason is a
 * branch that stops after what is shown. Source: contract sessions 3.5.
 */
@Singleton
class FoundRepositories {

  /**
   * $4 whether the viewer may see private ones, $5 the offset, $6 the limit, $7 the current day if
   * stars and popularity are told, else null.
   */
  private static final String SELECT =
      """
      WITH seen (id, name) AS (
        (SELECT r.id, r.found_as FROM repository r
         WHERE r.is_public AND r.found_as >= $1 AND r.found_as < $2
         ORDER BY r.found_as, r.id LIMIT $5::bigint + $6::bigint)
        UNION
        (SELECT r.id, r.name FROM (%s) mine
         CROSS JOIN LATERAL (
           SELECT r.id, r.name FROM repository r
           WHERE r.namespace = mine.id AND r.name >= $1 AND r.name < $2
           ORDER BY r.name LIMIT $5::bigint + $6::bigint) r
         WHERE $4 ORDER BY r.name, r.id LIMIT $5::bigint + $6::bigint)
        UNION
        (SELECT r.id, r.name FROM repository_permission p JOIN repository r ON r.id = p.repository
         WHERE $4 AND p.account = $3 AND r.name >= $1 AND r.name < $2
         ORDER BY r.name, r.id LIMIT $5::bigint + $6::bigint)
        UNION
        (SELECT DISTINCT r.id, r.name FROM team_member m
         JOIN repository_permission p ON p.team = m.team JOIN repository r ON r.id = p.repository
         WHERE $4 AND m.account = $3 AND r.name >= $1 AND r.name < $2
         ORDER BY r.name, r.id LIMIT $5::bigint + $6::bigint))
      SELECT r.name, %s AS description, r.is_public, o.name AS owner, o.email AS owner_email,
             o.kind AS owner_kind,
             CASE WHEN $7::date IS NOT NULL THEN (
               SELECT count(*) FROM repository_star t WHERE t.repository = r.id) END AS stars,
             CASE WHEN $7::date IS NOT NULL THEN %s END AS popularity
      FROM (SELECT id, name FROM seen ORDER BY name, id OFFSET $5 LIMIT $6) s
      JOIN repository r ON r.id = s.id JOIN namespace o ON o.id = r.namespace
      ORDER BY s.name, s.id
      """
          .formatted(
              NamespaceRights.administeredBy("$3"),
              PageBytes.shortened("r.description"),
              PopularityView.of("r.id", "$7::date"));

  private final Pool pool;

  @Inject
  FoundRepositories(Pool pool) {
    this.pool = pool;
  }

  /**
   * This many in the order of their names, starting at an offset.
   *
   * @param usedBefore the current day, if stars and popularity are to be told
   */
  Uni<RowSet<Row>> find(
      Searched searched, long offset, long limit, Optional<LocalDate> usedBefore) {
    return pool.preparedQuery(SELECT)
        .execute(
            searched
                .range()
                .addBoolean(searched.may(Scope.REPO_READ, Scope.REPO_WRITE, Scope.REPO_ADMIN))
                .addLong(offset)
                .addLong(limit)
                .addValue(usedBefore.orElse(null)));
  }
}
