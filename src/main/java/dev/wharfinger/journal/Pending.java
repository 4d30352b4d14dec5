package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.function.Function;

/**
 * A command in the writer's queue and the one who waits for its outcome.
 *
 * @param over gives back what it takes of the queue's bytes; may be told more than once
 */
record Pending<S>(
    Envelope envelope, Command<S> command, UniEmitter<? super Outcome> waiting, Runnable over) {

  /** Reads the state as this connection sees it; what comes makes the decision. */
  Uni<Function<Ids, Decision>> load(SqlConnection connection) {
    return command.load(connection).map(state -> ids -> command.decide(state, ids));
  }

  void complete(Outcome outcome) {
    over.run();
    waiting.complete(outcome);
  }

  void fail(Throwable failure) {
    over.run();
    waiting.fail(failure);
  }
}
