package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.journal.CommonRejection;
import dev.wharfinger.platform.journal.Rejection;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import dev.wharfinger.platform.vault.Personal;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.UUID;

/**
 * The account whose policies a request is about, and the caller's permissions there: an
 * organization, or the caller's own account by its name or by its dedicated route. Source: contract
 * sessions 3.7.
 */
sealed interface AutoPrunePlace {

  /** There is no such account. */
  record Missing() implements AutoPrunePlace {}

  /**
   * An account.
   *
   * @param administered whether the caller administers it, through a team or as the account itself
   */
  record Present(AccountId id, String name, UUID key, boolean administered)
      implements AutoPrunePlace {

    /** Its name, sealed with its key. */
    Personal sealedName() {
      return new Personal.Known(name, key);
    }
  }

  /** $1 its name, $2 the caller's account. */
  String SELECT =
      "SELECT n.id, n.name, n.subject_key, "
          + NamespaceRights.administers("n.id", "$2")
          + """
           FROM namespace n WHERE n.name = $1 AND (n.kind = 'organization' OR n.id = $2)
          """;

  /** Reads it; without a name it is the caller's own account. */
  static Uni<AutoPrunePlace> load(SqlClient database, Optional<String> name, Caller.User caller) {
    return database
        .preparedQuery(SELECT)
        .execute(Tuple.of(name.orElse(caller.name()), caller.account().value()))
        .map(rows -> rows.size() == 0 ? new Missing() : present(OneRow.of(rows)));
  }

  private static Present present(Row row) {
    return new Present(
        new AccountId(row.getLong(0)), row.getString(1), row.getUUID(2), row.getBoolean(3));
  }

  /** Whether the caller may write; {@code own} on the route of the caller's own account. */
  default boolean administers(Caller.User caller, boolean own) {
    boolean entitled =
        switch (this) {
          case Missing _ -> false;
          case Present present -> present.administered();
        };
    return caller.fullAccess()
        || (entitled && caller.may(own ? Scope.USER_ADMIN : Scope.ORG_ADMIN));
  }

  /** Why the caller may not write, if so: the permission is checked before existence. */
  default Optional<Rejection> refuses(Caller.User caller, boolean own) {
    if (!administers(caller, own)) {
      return Optional.of(caller.denial());
    }
    return this instanceof Missing ? Optional.of(CommonRejection.NOT_FOUND) : Optional.empty();
  }
}
