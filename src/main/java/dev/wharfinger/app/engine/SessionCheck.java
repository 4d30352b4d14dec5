package dev.wharfinger.app.engine;

import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Refuses a pooler that gives every transaction another connection of the server (PgBouncer's
 * transaction mode): settings, prepared statements, advisory locks and notifications need a
 * session.
 */
final class SessionCheck {

  private static final int ROUNDS = 3;

  private SessionCheck() {}

  /** Something between the service and Postgres shares sessions. */
  static final class NoSessions extends RuntimeException {
    NoSessions() {
      super(
          "Postgres is reached through a pooler in transaction mode, which keeps no sessions;"
              + " use session mode (PgBouncer: pool_mode = session)",
          null,
          false,
          false);
    }
  }

  /** Fails with {@link NoSessions} where a connection of the pool is not a session of Postgres. */
  static Uni<Void> require(Pool pool) {
    return pool.getConnection()
        .flatMap(one ->
            pool.getConnection()
                .flatMap(other -> compare(one, other).eventually(other::close))
                .eventually(one::close));
  }

  private static Uni<Void> compare(SqlConnection one, SqlConnection other) {
    return Multi.createFrom()
        .range(0, ROUNDS)
        .onItem()
        .transformToUniAndConcatenate(_ -> round(one, other))
        .collect()
        .last()
        .replaceWithVoid();
  }

  /** While the other is in a transaction, neither may have what the first one has. */
  private static Uni<Void> round(SqlConnection one, SqlConnection other) {
    return backend(one)
        .flatMap(before ->
            other
                .query("BEGIN")
                .execute()
                .flatMap(_ -> backend(other))
                .flatMap(beside ->
                    beside.equals(before)
                        ? Uni.createFrom().<Integer>failure(new NoSessions())
                        : backend(one))
                .invoke(after -> {
                  if (!after.equals(before)) {
                    throw new NoSessions();
                  }
                })
                .eventually(() -> other.query("ROLLBACK").execute()))
        .replaceWithVoid();
  }

  private static Uni<Integer> backend(SqlConnection connection) {
    return connection
        .query("SELECT pg_backend_pid()")
        .execute()
        .map(rows -> OneRow.of(rows).getInteger(0));
  }
}
