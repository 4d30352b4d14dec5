package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;

/**
 * A command with its way of being decided.
 *
 * @param <S> what the decision needs to know
 */
public interface Command<S> {

  /** Reads what {@link #decide} needs, under the head lock and after everything before it. */
  Uni<S> load(SqlConnection connection);

  /**
   * Everything that {@link #load} reads and another command of this kind of declaration could
   * change, as names of one's own choosing. Neighbours in the queue that declare different things
   * are loaded together, in one round trip. Nothing, the default, means: anything, so that the
   * command is loaded alone, after all before it.
   */
  default Set<String> touches() {
    return Set.of();
  }

  /**
   * Decides. Deterministic and pure: time, randomness and configuration came in with the command.
   */
  Decision decide(S state, Ids ids);

  /**
   * Decides whether the caller of a command that is done already may hear so, on the state as it is
   * now: only a rejection that denies the caller counts. By default it takes the right to have the
   * command done. A command whose own doing took that right away, because what it was about is
   * gone, says otherwise.
   */
  default Decision decideAgain(S state, Ids ids) {
    return decide(state, ids);
  }
}
