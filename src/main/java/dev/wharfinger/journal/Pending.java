package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** A command in the writer's queue and the one who waits for its outcome. */
record Pending<S>(Envelope envelope, Command<S> command, UniEmitter<? super Outcome> waiting) {

  /** The decision, on the state as this connection sees it. */
  Uni<Decision> decide(SqlConnection connection, Ids ids) {
    return command.load(connection).map(state -> command.decide(state, ids));
  }

  void complete(Outcome outcome) {
    waiting.complete(outcome);
  }

  void fail(Throwable failure) {
    waiting.fail(failure);
  }
}
