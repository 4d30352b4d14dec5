package dev.wharfinger.lease;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Lets one instance at a time do a piece of scheduled work: a lock in Postgres, held by an open
 * transaction. It ends with the work, with its owner's connection, and in any case after two
 * minutes in which the owner did not answer.
 */
@Singleton
public class Leases {

  private static final String BEGIN =
      "BEGIN; SET LOCAL idle_in_transaction_session_timeout = '120s'";

  private final Pool pool;

  @Inject
  Leases(Pool pool) {
    this.pool = pool;
  }

  /** Does the work if nobody else is at it, and nothing otherwise. */
  public Uni<Void> alone(String name, Supplier<Uni<Void>> work) {
    return pool.getConnection()
        .flatMap(connection ->
            take(connection, name)
                .flatMap(taken -> taken ? work.get() : Uni.createFrom().voidItem())
                .eventually(() -> release(connection)));
  }

  private static Uni<Boolean> take(SqlConnection connection, String name) {
    return connection
        .query(BEGIN)
        .execute()
        .flatMap(_ ->
            connection
                .preparedQuery("SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))")
                .execute(Tuple.of("wharfinger " + name)))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  /** A connection that cannot roll back is broken, and its lock gone with it. */
  private static Uni<Void> release(SqlConnection connection) {
    return connection
        .query("ROLLBACK")
        .execute()
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull()
        .flatMap(_ -> connection.close())
        .onFailure()
        .recoverWithNull();
  }
}
