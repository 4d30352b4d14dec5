package dev.wharfinger.build;

import dev.wharfinger.security.Caller;
import dev.wharfinger.security.Scope;
import io.vertx.mutiny.sqlclient.Row;

/**
 * What a caller may do with the repository of a build: his best role there, capped by the scopes of
 * his token. To be a superuser alone gives none. Source: contract superuser 1.4, organization 0.2.
 */
record BuildRights(boolean read, boolean write, boolean admin) {

  /**
   * Columns for {@link #of} beside repository {@code r}; {@code $2} is the caller's account. His
   * own namespace and an organization that he administers count as the role {@code admin}.
   */
  static final String COLUMNS =
      """
      r.is_public, coalesce((
        SELECT max(CASE role WHEN 'admin' THEN 3 WHEN 'write' THEN 2 ELSE 1 END) FROM (
          SELECT p.role FROM repository_permission p
          WHERE p.repository = r.id AND p.account = $2
          UNION ALL
          SELECT p.role FROM repository_permission p
          JOIN team_member m ON m.team = p.team AND m.account = $2 WHERE p.repository = r.id
          UNION ALL
          SELECT 'admin' FROM team t JOIN team_member m ON m.team = t.id AND m.account = $2
          WHERE t.organization = r.namespace AND t.role = 'admin'
          UNION ALL
          SELECT 'admin' WHERE r.namespace = $2) roles), 0) AS rank
      """;

  static BuildRights of(Row row, Caller.User caller) {
    int rank = row.getInteger("rank");
    boolean mayAdmin = caller.may(Scope.REPO_ADMIN);
    boolean mayWrite = mayAdmin || caller.may(Scope.REPO_WRITE);
    boolean mayRead = mayWrite || caller.may(Scope.REPO_READ);
    boolean admin = caller.fullAccess() || (rank >= 3 && mayAdmin);
    boolean write = admin || (rank >= 2 && mayWrite);
    return new BuildRights(
        write || row.getBoolean("is_public") || (rank >= 1 && mayRead), write, admin);
  }
}
