package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationEnded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Records how a walk ended, unless another instance has. */
record EndWalk(ReconciliationEnded ended) implements Command<ReconciliationState> {

  @Override
  public Uni<ReconciliationState> load(SqlConnection connection) {
    return ReconciliationState.load(connection);
  }

  @Override
  public Decision decide(ReconciliationState state, Ids ids) {
    return switch (state) {
      case ReconciliationState.Walking(var walk) when walk.equals(ended.walk()) ->
          Decision.accept(ended);
      case ReconciliationState.Walking _, ReconciliationState.Idle _ -> Decision.accept();
    };
  }
}
