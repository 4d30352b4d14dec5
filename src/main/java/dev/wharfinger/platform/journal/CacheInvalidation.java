package dev.wharfinger.platform.journal;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Set;

/**
 * Tells every instance which cached values are outdated: a Postgres notification, sent in the
 * transaction and therefore delivered exactly when it commits.
 */
public final class CacheInvalidation {

  /** The notification channel; the payload is keys joined by commas, or {@link #EVERYTHING}. */
  public static final String CHANNEL = "wharfinger_changes";

  /** Stands for more keys than fit into a notification. */
  public static final String EVERYTHING = "*";

  /** Postgres accepts payloads below 8,000 bytes. */
  private static final int PAYLOAD_BYTES = 7_500;

  private CacheInvalidation() {}

  /** Sends the notification within the connection's transaction. */
  static Uni<Void> announce(SqlConnection connection, Set<String> keys) {
    if (keys.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return connection
        .preparedQuery("SELECT pg_notify($1, $2)")
        .execute(Tuple.of(CHANNEL, payload(keys)))
        .replaceWithVoid();
  }

  /** Sends it with the statements of a projection. */
  static void announce(Rows rows) {
    if (!rows.changes().isEmpty()) {
      rows.updateIfPresent("SELECT pg_notify($1, $2)", CHANNEL, payload(rows.changes()));
    }
  }

  private static String payload(Set<String> keys) {
    String payload = String.join(",", keys);
    return payload.length() < PAYLOAD_BYTES ? payload : EVERYTHING;
  }
}
