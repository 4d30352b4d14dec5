package dev.wharfinger.registries.reconciliation;

import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/** Whether a walk is under way: one at a time. */
sealed interface ReconciliationState {

  /** None is. */
  record Idle() implements ReconciliationState {}

  /** One is, or waits for an instance that carries it on. */
  record Walking(UUID walk) implements ReconciliationState {}

  /** Reads it. */
  static Uni<ReconciliationState> load(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT walk FROM reconciliation WHERE ended IS NULL")
        .execute()
        .map(rows -> OneRow.optional(rows).map(ReconciliationState::of).orElseGet(Idle::new));
  }

  private static ReconciliationState of(Row row) {
    return new Walking(row.getUUID("walk"));
  }
}
