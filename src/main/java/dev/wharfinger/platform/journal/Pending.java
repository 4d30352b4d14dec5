package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * A command in the writer's queue and the caller waiting for its outcome.
 *
 * @param over releases its share of the queue's bytes; may be called more than once
 */
record Pending<S>(
    Envelope envelope, Command<S> command, UniEmitter<? super Outcome> waiting, Runnable over) {

  /** Decides on the state that was read. */
  interface Decider {

    /** Decides a command that is not done yet. */
    Decision fresh(Ids ids);

    /** Decides whether the caller of a command that is already done may learn its outcome. */
    Decision again(Ids ids);
  }

  /** Reads the state as seen by this connection. */
  Uni<Decider> load(SqlConnection connection) {
    return command.load(connection).map(this::decider);
  }

  private Decider decider(S state) {
    return new Decider() {
      @Override
      public Decision fresh(Ids ids) {
        return command.decide(state, ids);
      }

      @Override
      public Decision again(Ids ids) {
        return command.decideAgain(state, ids);
      }
    };
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
