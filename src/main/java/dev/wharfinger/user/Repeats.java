package dev.wharfinger.user;

import dev.wharfinger.http.WriteRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Requests that anybody may send, and that were done already under the same {@code
 * Idempotency-Key}: only these are not refused for what they themselves did.
 */
final class Repeats {

  private Repeats() {}

  /** Whether this very command has an outcome. */
  static Uni<Boolean> isDone(Pool pool, WriteRequest request) {
    return request.fingerprint().isEmpty()
        ? Uni.createFrom().item(false)
        : pool.preparedQuery("SELECT FROM command_outcome WHERE command_id = $1")
            .execute(Tuple.of(request.commandId()))
            .map(rows -> rows.size() == 1);
  }
}
