package dev.wharfinger.records.log;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Resolves the name in an organization's log route to an account, for those who may read its log.
 * Source: contract neighbours 9.
 */
@Singleton
public class LogReader {

  private static final String SELECT =
      "SELECT n.id, "
          + NamespaceRights.administersOrganization("n.id", "$2")
          + """
           FROM namespace n WHERE n.name = $1 AND (n.kind = 'organization' OR n.id = $2)
          """;

  private final Pool pool;

  @Inject
  LogReader(Pool pool) {
    this.pool = pool;
  }

  /** The account; checked in the contract's order: permission, interval, name. */
  Uni<AccountId> account(String name, Caller.User caller, LogList.Wanted wanted) {
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(name, caller.account().value()))
        .map(OneRow::optional)
        .map(found -> readable(found, name, caller, wanted));
  }

  private static AccountId readable(
      Optional<Row> found, String name, Caller.User caller, LogList.Wanted wanted) {
    boolean administers =
        name.equals(caller.name()) || found.map(row -> row.getBoolean(1)).orElse(false);
    if (!caller.fullAccess()
        && !caller.readOnlySuperuser()
        && !(administers && caller.may(Scope.ORG_ADMIN))) {
      throw new ApiException(ApiError.denied(caller));
    }
    wanted.check();
    return found
        .map(row -> new AccountId(row.getLong(0)))
        .orElseThrow(
            () -> new ApiException(ApiError.message("Invalid namespace requested: " + name)));
  }
}
