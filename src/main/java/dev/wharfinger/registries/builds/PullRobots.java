package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.rights.NamespaceRights;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** The robots with whose rights a build pulls. Source: contract repositories 10. */
@Singleton
class PullRobots {

  private static final String SELECT =
      "SELECT "
          + NamespaceRights.administers("r.owner", "$2")
          + " FROM robot r JOIN namespace a ON a.id = r.account WHERE a.name = $1";

  private final Pool pool;

  @Inject
  PullRobots(Pool pool) {
    this.pool = pool;
  }

  /** Fails unless there is such a robot, and the caller administers its owner. */
  Uni<Void> require(String name, Caller caller) {
    if (!(caller instanceof Caller.User user) || !name.contains("+")) {
      return Uni.createFrom().failure(new ApiException(ApiError.denied(caller)));
    }
    return pool.preparedQuery(SELECT)
        .execute(Tuple.of(name, user.account().value()))
        .map(rows -> OneRow.optional(rows).orElseThrow(ApiException::notFound).getBoolean(0))
        .invoke(administers -> {
          if (!user.fullAccess() && !(administers && user.may(Scope.ORG_ADMIN))) {
            throw new ApiException(ApiError.denied(caller));
          }
        })
        .replaceWithVoid();
  }
}
