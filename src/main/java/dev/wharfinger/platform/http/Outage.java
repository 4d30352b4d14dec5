package dev.wharfinger.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from a fault of our own. */
final class Outage {

  private static final int MAX_CAUSES = 8;

  /**
   * SQLSTATE classes of a server that cannot serve now: connection broken, resources exhausted,
   * ended by a timeout, shutting down or starting up, system error, a lock not given or a
   * transaction idle for too long.
   */
  private static final String AWAY = "(08|53|57|58).*|55P03|25P03";

  /**
   * All that the client says when no connection came in time, and when the one in hand was lost
   * before the statement was sent; there is no type for either.
   */
  private static final String NO_CONNECTION = "Timeout|Connection is not active now.*";

  private Outage() {}

  /**
   * Whether a request failed because Postgres could not be reached, so that the same one may pass
   * later. No operation opens any other connection that fails this way: Kafka's failures come as
   * {@code JournalUnavailable}.
   */
  static boolean isBehind(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (isOne(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private static boolean isOne(Throwable failure) {
    return switch (failure) {
      case PgException e -> e.getSqlState() != null && e.getSqlState().matches(AWAY);
      case JsonProcessingException _ -> false;
      case IOException _ -> true;
      case VertxException _ -> true;
      case NoStackTraceThrowable e ->
          e.getMessage() != null && e.getMessage().matches(NO_CONNECTION);
      default -> false;
    };
  }
}
