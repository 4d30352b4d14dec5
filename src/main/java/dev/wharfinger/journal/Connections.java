package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Connections for pieces of work, and the one event loop that these pieces run on.
 *
 * @param loop where every piece of work ends, whatever thread answered last
 */
record Connections(Pool pool, Executor loop) {

  private static final int SWITCHES = 5;

  /** On an event loop of its own. */
  static Connections of(Vertx vertx, Pool pool) {
    Context context = vertx.getOrCreateContext();
    return new Connections(pool, command -> context.runOnContext(_ -> command.run()));
  }

  /**
   * Works on a connection and gives it back; after a failure rolled back. Work that met the tables
   * in the moment of a switch is done again.
   */
  <T> Uni<T> with(Function<SqlConnection, Uni<T>> work) {
    return pool.getConnection()
        .flatMap(connection ->
            Uni.createFrom()
                .deferred(() -> work.apply(connection))
                .onFailure()
                .call(_ -> rollback(connection))
                .eventually(() -> connection.close().onFailure().recoverWithNull()))
        .emitOn(loop)
        .onFailure(HeadRow.Moved.class)
        .retry()
        .atMost(SWITCHES);
  }

  /**
   * A connection that does not answer is not waited for: whatever it is used for next comes after
   * the ROLLBACK.
   */
  private static Uni<Void> rollback(SqlConnection connection) {
    return HeadRow.rollback(connection)
        .ifNoItem()
        .after(Duration.ofSeconds(1))
        .fail()
        .onFailure()
        .recoverWithNull();
  }
}
