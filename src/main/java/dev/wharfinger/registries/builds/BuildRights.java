package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.rights.RepositoryRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import io.vertx.mutiny.sqlclient.Row;

/**
 * What a caller may do with the repository of a build: the caller's highest role there, capped by
 * the token's scopes. Being a superuser alone grants none. Source: contract superuser 1.4,
 * organization 0.2.
 */
record BuildRights(boolean read, boolean write, boolean admin) {

  /**
   * Columns for {@link #of}, selected along with repository {@code r}; {@code $2} is the caller's
   * account. The caller's own namespace, and organizations that the caller administers, count as
   * the role {@code admin}.
   */
  static final String COLUMNS =
      "r.is_public, " + RepositoryRights.rank("r.namespace", "r.id", "$2") + " AS rank ";

  /** Those of a caller who may read the repository. */
  static BuildRights ofReader(RepositoryAccess access, Caller caller) {
    return new BuildRights(
        true, access.allows(Role.WRITE, caller), access.allows(Role.ADMIN, caller));
  }

  static BuildRights of(Row row, Caller.User caller) {
    int rank = row.getInteger("rank");
    boolean mayAdmin = caller.may(Scope.REPO_ADMIN);
    boolean mayWrite = mayAdmin || caller.may(Scope.REPO_WRITE);
    boolean mayRead = mayWrite || caller.may(Scope.REPO_READ);
    boolean admin = caller.fullAccess() || (rank >= RepositoryRights.ADMIN && mayAdmin);
    boolean write = admin || (rank >= RepositoryRights.WRITE && mayWrite);
    return new BuildRights(
        write || row.getBoolean("is_public") || (rank >= RepositoryRights.READ && mayRead),
        write,
        admin);
  }
}
