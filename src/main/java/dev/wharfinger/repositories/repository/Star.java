package dev.wharfinger.repositories.repository;

import dev.wharfinger.platform.id.RepositoryId;
import dev.wharfinger.platform.rights.RepositoryRights;
import dev.wharfinger.platform.security.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/**
 * A repository as a user may star it: one that the user may not read counts as missing, unlike in
 * Quay, which would show its description in the list. Source: contract repositories 5.
 *
 * @param repository its id; empty if it is missing
 * @param starred whether the user has starred it, whether or not it can still be read
 */
record Star(Optional<RepositoryId> repository, boolean starred) {

  private static final Star MISSING = new Star(Optional.empty(), false);

  /**
   * $1 the namespace's name, $2 the repository's, $3 the user's account, $4 whether all is read.
   */
  private static final String SELECT =
      "SELECT r.id, $4 OR r.is_public OR "
          + RepositoryRights.rank("n.id", "r.id", "$3")
          + " > 0, "
          + by("$3", "r.id")
          + """
           FROM namespace n JOIN repository r ON r.namespace = n.id AND r.name = $2
          WHERE n.name = $1 AND n.kind <> 'robot'
          """;

  /** Whether an account has starred a repository, as an SQL expression. */
  static String by(String account, String repository) {
    return "EXISTS (SELECT FROM repository_star s WHERE s.account = %s AND s.repository = %s)"
        .formatted(account, repository);
  }

  static Uni<Star> load(SqlClient database, RepositoryName repository, Caller.User caller) {
    return database
        .preparedQuery(SELECT)
        .execute(
            Tuple.of(
                repository.namespace(),
                repository.name(),
                caller.account().value(),
                caller.fullAccess() || caller.readOnlySuperuser()))
        .map(rows -> rows.size() == 0 ? MISSING : of(rows.iterator().next()));
  }

  private static Star of(Row row) {
    boolean starred = row.getBoolean(2);
    return row.getBoolean(1) || starred
        ? new Star(Optional.of(new RepositoryId(row.getLong(0))), starred)
        : MISSING;
  }
}
