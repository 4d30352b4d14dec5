package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;

/**
 * A command and how it is decided.
 *
 * @param <S> what the decision needs to know
 */
public interface Command<S> {

  /** Reads what {@link #decide} needs, under the head lock and after all earlier commands. */
  Uni<S> load(SqlConnection connection);

  /**
   * Names everything that {@link #load} reads and that another command with such a declaration
   * could change; the names are free to choose. Adjacent commands in the queue with disjoint names
   * are loaded together, in one round trip. Empty, the default, means anything: the command is
   * loaded alone, after all before it.
   */
  default Set<String> touches() {
    return Set.of();
  }

  /**
   * Decides. Deterministic and pure: time, randomness and configuration are part of the command.
   */
  Decision decide(S state, Ids ids);

  /**
   * Decides, on the current state, whether the caller of a command that is already done may learn
   * its outcome: only a rejection that denies the caller counts. By default this requires the same
   * permission as the command itself. A command that removes that permission, by deleting what it
   * applied to, overrides this.
   */
  default Decision decideAgain(S state, Ids ids) {
    return decide(state, ids);
  }
}
