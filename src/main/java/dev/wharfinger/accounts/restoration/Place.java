package dev.wharfinger.accounts.restoration;

import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/**
 * Where something is restored.
 *
 * @param id of the namespace; 0 for an organization, which is in none
 * @param key of its personal data
 * @param administers whether the caller administers it
 */
record Place(long id, UUID key, boolean administers) {

  /** No namespace. */
  static final Place NONE = new Place(0, new UUID(0, 0), false);

  /** $1 its name, $2 the caller. */
  private static final String SELECT =
      "SELECT n.id, n.subject_key, "
          + NamespaceRights.administers("n.id", "$2")
          + " FROM namespace n WHERE n.name = $1 AND n.kind <> 'robot'";

  /** Reads it; one that is missing has no id. */
  static Uni<Place> load(SqlClient database, String name, Caller.User caller) {
    return database
        .preparedQuery(SELECT)
        .execute(Tuple.of(name, caller.account().value()))
        .map(OneRow::optional)
        .map(found ->
            found
                .map(row -> new Place(row.getLong(0), row.getUUID(1), row.getBoolean(2)))
                .orElse(NONE));
  }

  /** Whether the caller may restore here; an organization only with access to everything. */
  boolean permits(Caller.User caller) {
    return caller.fullAccess() || (administers && caller.may(Scope.ORG_ADMIN));
  }
}
