package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.http.PageBytes;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.rights.RepositoryRights;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The repositories that a caller sees, in one namespace or in all: those with a permission for the
 * caller or the caller's teams, those of namespaces that the caller administers, and on request
 * public ones; or, of all these, those that the caller has starred. Superusers with full access and
 * read-only superusers see all of them. Source: contract neighbours 6, repositories 14.
 *
 * <p>Each reason to see a repository is a separate branch that stops after a page, as does each
 * namespace and team within it: a page costs the same however many repositories there are.
 */
record VisibleRepositories(
    Caller caller, Optional<String> namespace, boolean publicToo, boolean starred, Usage usage) {

  /**
   * What is to be told of their use.
   *
   * @param lastModified whether to tell when a tag was last set
   * @param popularSince the current day if the popularity is to be told
   */
  record Usage(boolean lastModified, Optional<LocalDate> popularSince) {}

  /**
   * $1 the first id, $2 how many, $3 the caller's account, $4 whether the token may read, $5
   * whether public ones are wanted, $7 whether the caller sees everything regardless of
   * permissions.
   */
  private static final String IN_ALL =
      """
      (SELECT r.id FROM repository r WHERE $7 AND r.id >= $1 ORDER BY r.id LIMIT $2)
      UNION
      (SELECT r.id FROM (%s) mine
       CROSS JOIN LATERAL (
         SELECT r.id FROM repository r WHERE r.listed_in = mine.id AND r.id >= $1
         ORDER BY r.id LIMIT $2) r
       WHERE $4 ORDER BY r.id LIMIT $2)
      UNION
      (SELECT r.id FROM repository r WHERE $5 AND r.is_public AND r.id >= $1 ORDER BY r.id LIMIT $2)
      UNION
      (SELECT p.repository FROM repository_permission p
       WHERE $4 AND p.account = $3 AND p.repository >= $1 ORDER BY p.repository LIMIT $2)
      UNION
      (SELECT DISTINCT r.id FROM team_member m
       CROSS JOIN LATERAL (
         SELECT p.repository AS id FROM repository_permission p
         WHERE p.team = m.team AND p.repository >= $1 ORDER BY p.repository LIMIT $2) r
       WHERE $4 AND m.account = $3 ORDER BY r.id LIMIT $2)
      """
          .formatted(NamespaceRights.administeredBy("$3"));

  /** $6 the namespace's name; the others as in {@link #IN_ALL}. */
  private static final String IN_ONE =
      """
      (SELECT r.id FROM n
       CROSS JOIN LATERAL (
         SELECT r.id FROM repository r WHERE r.listed_in = n.id AND r.id >= $1
         ORDER BY r.id LIMIT $2) r
       WHERE $7 OR $4 AND %s)
      UNION
      (SELECT r.id FROM n
       CROSS JOIN LATERAL (
         SELECT r.id FROM repository r WHERE r.is_public AND r.listed_in = n.id AND r.id >= $1
         ORDER BY r.id LIMIT $2) r
       WHERE $5)
      UNION
      (SELECT r.id FROM repository_permission p JOIN repository r ON r.id = p.repository, n
       WHERE $4 AND p.account = $3 AND (r.namespace = n.id) IS TRUE AND p.repository >= $1
       ORDER BY r.id LIMIT $2)
      UNION
      (SELECT DISTINCT r.id FROM n JOIN team t ON t.organization = n.id
       JOIN team_member m ON m.team = t.id AND m.account = $3
       CROSS JOIN LATERAL (
         SELECT p.repository AS id FROM repository_permission p
         WHERE p.team = t.id AND p.repository >= $1 ORDER BY p.repository LIMIT $2) r
       WHERE $4 ORDER BY r.id LIMIT $2)
      """
          .formatted(NamespaceRights.administers("n.id", "$3"));

  /** Whatever the request says of a namespace or of public ones. */
  private static final String STARRED =
      """
      SELECT s.repository FROM repository_star s
      JOIN repository r ON r.id = s.repository
      WHERE s.account = $3 AND s.repository >= $1 AND $5::boolean IS NOT NULL
        AND (r.is_public OR $7 OR $4 AND %s > 0)
      ORDER BY s.repository LIMIT $2
      """
          .formatted(RepositoryRights.rank("r.namespace", "r.id", "$3"));

  private static final String SELECT =
      """
      WITH n AS (SELECT id FROM namespace WHERE name = $6 AND kind <> 'robot' AND $7::boolean IS NOT NULL),
      seen (id) AS (
      %s
      )
      SELECT r.id, o.name AS namespace, r.name, r.description, r.is_public, r.state,
             q.limit_bytes AS quota_limit_bytes, %s AS is_starred,
             CASE WHEN $8 THEN (
               SELECT floor(extract(epoch FROM g.at))::bigint FROM activity.tag g
               JOIN activity.manifest m ON m.repository = g.repository AND m.digest = g.digest AND m.live
               WHERE g.repository = r.id ORDER BY g.at DESC LIMIT 1) END AS last_modified,
             CASE WHEN $9::date IS NOT NULL THEN %s END AS popularity,
             coalesce((SELECT z.size_bytes FROM activity.repository_size z WHERE z.repository = r.id), 0)
               AS size_bytes
      FROM (SELECT id FROM seen ORDER BY id LIMIT $2) s JOIN repository r ON r.id = s.id
      JOIN namespace o ON o.id = r.namespace LEFT JOIN quota q ON q.namespace = o.id
      """;

  private static final String OF_ALL = page(IN_ALL);
  private static final String OF_ONE = page(IN_ONE);
  private static final String OF_STARRED = page(STARRED);

  private static String page(String reasons) {
    return PageBytes.fitting(
        SELECT.formatted(reasons, Star.by("$3", "r.id"), PopularityView.of("r.id", "$9::date")),
        "description",
        "id");
  }

  /**
   * This many repositories in ascending order of their ids, starting with this one, or fewer if
   * their descriptions are long; the column {@code found} says how many there were.
   */
  Uni<RowSet<Row>> find(SqlClient database, long from, int limit) {
    Tuple values =
        Tuple.tuple()
            .addLong(from)
            .addInteger(limit)
            .addLong(caller instanceof Caller.User user ? user.account().value() : 0L)
            .addBoolean(RepositoryAccess.cap(caller).isPresent())
            .addBoolean(publicToo)
            .addString(namespace.orElse(""))
            .addBoolean(seesAll())
            .addBoolean(usage.lastModified())
            .addValue(usage.popularSince().orElse(null));
    String inNamespace = namespace.isPresent() ? OF_ONE : OF_ALL;
    return database.preparedQuery(starred ? OF_STARRED : inNamespace).execute(values);
  }

  private boolean seesAll() {
    return caller instanceof Caller.User user && (user.fullAccess() || user.readOnlySuperuser());
  }
}
