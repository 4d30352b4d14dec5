package dev.wharfinger.repositories.export;

import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.UUID;

/** Whose log an export is of, and whether the caller may have it. Source: neighbours 9. */
sealed interface ExportState {

  /** Whether the caller may read the log. */
  boolean permitted();

  /** There is no such account; the permission is one to read all logs. */
  record Missing(boolean permitted) implements ExportState {}

  /**
   * An account with a log.
   *
   * @param key the key of its personal data
   */
  record Present(AccountId account, UUID key, boolean permitted) implements ExportState {}

  /** The caller's own account, if the token has the required scope. */
  static ExportState own(Caller.User caller) {
    return new Present(caller.account(), caller.key(), true);
  }

  /** $1 its name, $2 the caller's account or 0. */
  String SELECT =
      "SELECT n.id, n.subject_key, "
          + NamespaceRights.administers("n.id", "$2")
          + """
           FROM namespace n WHERE n.name = $1 AND (n.kind = 'organization' OR n.id = $2)
          """;

  /** Reads it. */
  static Uni<ExportState> load(SqlClient database, String name, Caller caller) {
    return database
        .preparedQuery(SELECT)
        .execute(Tuple.of(name, account(caller)))
        .map(rows ->
            rows.size() == 0
                ? new Missing(readsEverything(caller))
                : present(OneRow.of(rows), caller));
  }

  private static ExportState present(Row row, Caller caller) {
    boolean scoped = caller instanceof Caller.User user && user.may(Scope.ORG_ADMIN);
    return new Present(
        new AccountId(row.getLong(0)),
        row.getUUID(1),
        readsEverything(caller) || (row.getBoolean(2) && scoped));
  }

  private static long account(Caller caller) {
    return switch (caller) {
      case Caller.User user -> user.account().value();
      case Caller.Anonymous _ -> 0;
    };
  }

  private static boolean readsEverything(Caller caller) {
    return caller instanceof Caller.User user && (user.fullAccess() || user.readOnlySuperuser());
  }
}
