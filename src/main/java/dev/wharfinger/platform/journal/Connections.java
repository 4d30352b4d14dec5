package dev.wharfinger.platform.journal;

import dev.wharfinger.platform.config.Bound;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Database connections for units of work, and the event loop that they run on.
 *
 * @param loop where every unit of work completes, whichever thread answered last
 * @param patience after which a unit of work fails; zero for never
 * @param underWay the units of work in progress
 */
record Connections(Pool pool, Executor loop, Duration patience, Set<Piece> underWay) {

  /** After which the writer abandons work on a connection, whatever it is waiting for. */
  @Bound(
      of = "unit of work of the writer on a connection",
      unit = "seconds",
      beyond = "it is aborted: 503 with Retry-After",
      test = "ConnectionsIT.whatTakesTooLongIsGivenUp")
  static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Seconds of one piece of work after which those who wait for it are told to come back. */
  @Bound(
      of = "wait of a write for a stalled batch",
      unit = "seconds",
      beyond = "503 with Retry-After",
      test = "WriterIT.nobodyWaitsForABatchThatHangs")
  static final int WATCH_SECONDS = 10;

  private static final int SWITCHES = 5;

  /**
   * On a dedicated event loop.
   *
   * @param patience see {@link #patience()}
   */
  static Connections of(Vertx vertx, Pool pool, Duration patience) {
    Context context = vertx.getOrCreateContext();
    return new Connections(
        pool,
        command -> context.runOnContext(_ -> command.run()),
        patience,
        ConcurrentHashMap.newKeySet());
  }

  /** A unit of work; without a timer of its own, because there are hundreds a second. */
  record Piece(long since, Runnable giveUp) {}

  /** Fails work that has exceeded the time limit; called every second. */
  void expire() {
    for (Piece piece : underWay) {
      if (System.nanoTime() - piece.since() > patience.toNanos()) {
        piece.giveUp().run();
      }
    }
  }

  /**
   * Runs work on a connection and then releases it, rolled back after a failure. Work that ran into
   * the switch of the tables is retried.
   */
  <T> Uni<T> with(Function<SqlConnection, Uni<T>> work) {
    return pool.getConnection()
        .flatMap(connection ->
            limited(Uni.createFrom().deferred(() -> work.apply(connection)))
                .onItem()
                .call(() -> giveBack(connection))
                .onFailure()
                .call(_ -> rollback(connection)))
        .emitOn(loop)
        .onFailure(HeadRow.Moved.class)
        .retry()
        .atMost(SWITCHES);
  }

  private <T> Uni<T> limited(Uni<T> work) {
    if (patience.isZero()) {
      return work;
    }
    return Uni.createFrom()
        .emitter(emitter -> {
          Piece piece =
              new Piece(
                  System.nanoTime(),
                  () ->
                      emitter.fail(
                          new JournalUnavailable("Postgres or Kafka took too long", null)));
          underWay.add(piece);
          Cancellable running =
              work.onTermination()
                  .invoke(() -> underWay.remove(piece))
                  .subscribe()
                  .with(emitter::complete, emitter::fail);
          emitter.onTermination(running::cancel);
        });
  }

  private static Uni<Void> giveBack(SqlConnection connection) {
    return connection.close().onFailure().recoverWithNull();
  }

  /**
   * A connection is returned to the pool when it has answered the ROLLBACK. One that does not
   * answer is not waited for and not reused: it is closed after the time limit.
   */
  private static Uni<Void> rollback(SqlConnection connection) {
    Uni<Void> over =
        HeadRow.rollback(connection)
            .onFailure()
            .recoverWithNull()
            .call(() -> giveBack(connection))
            .memoize()
            .indefinitely();
    over.subscribe().with(_ -> {}, _ -> {});
    return over.ifNoItem().after(Duration.ofSeconds(1)).fail().onFailure().recoverWithNull();
  }
}
