package dev.wharfinger.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * A command with its way of being decided.
 *
 * @param <S> what the decision needs to know
 */
public interface Command<S> {

  /** Reads what {@link #decide} needs, under the head lock and after everything before it. */
  Uni<S> load(SqlConnection connection);

  /**
   * Decides. Deterministic and pure: time, randomness and configuration came in with the command.
   */
  Decision decide(S state, Ids ids);
}
