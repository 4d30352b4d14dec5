package dev.wharfinger.registries.registry;

import dev.wharfinger.platform.sql.OneRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * The state of the computation of the registry's size; the transitions form a cycle in this order.
 * Source: contract superuser 8.2.
 */
sealed interface RegistrySizeState {

  /** When the last computation ended, in milliseconds; 0 before the first. */
  long lastMillis();

  /** Nothing was requested. */
  record Idle(long lastMillis) implements RegistrySizeState {}

  /** A computation was requested and has not started yet. */
  record Queued(long lastMillis, UUID run) implements RegistrySizeState {}

  /** A computation is running. */
  record Running(long lastMillis, UUID run, UUID attempt) implements RegistrySizeState {}

  /** Reads it. */
  static Uni<RegistrySizeState> load(SqlConnection connection) {
    return connection
        .preparedQuery("SELECT coalesce(completed_ms, 0), run, attempt FROM registry_size")
        .execute()
        .map(rows -> rows.size() == 0 ? new Idle(0) : of(OneRow.of(rows)));
  }

  private static RegistrySizeState of(Row row) {
    UUID run = row.getUUID(1);
    UUID attempt = row.getUUID(2);
    if (run == null) {
      return new Idle(row.getLong(0));
    }
    return attempt == null
        ? new Queued(row.getLong(0), run)
        : new Running(row.getLong(0), run, attempt);
  }
}
