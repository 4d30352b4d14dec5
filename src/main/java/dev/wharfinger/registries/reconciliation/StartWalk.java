package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.journal.Command;
import dev.wharfinger.platform.journal.Decision;
import dev.wharfinger.platform.journal.Ids;
import dev.wharfinger.registries.reconciliation.ReconciliationEvent.ReconciliationStarted;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** Starts a walk, unless one is under way. */
record StartWalk(UUID walk) implements Command<ReconciliationState> {

  @Override
  public Uni<ReconciliationState> load(SqlConnection connection) {
    return ReconciliationState.load(connection);
  }

  @Override
  public Decision decide(ReconciliationState state, Ids ids) {
    return switch (state) {
      case ReconciliationState.Idle _ -> Decision.accept(new ReconciliationStarted(walk));
      case ReconciliationState.Walking _ -> Decision.accept();
    };
  }
}
