package dev.wharfinger.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Distinguishes an unavailable database from a fault of the service. */
final class Outage {

  private static final int MAX_CAUSES = 8;

  /**
   * SQLSTATE classes of a server that is currently unavailable: connection broken, resources
   * exhausted, cancelled by a timeout, shutting down or starting up, system error, a lock not
   * granted or a transaction idle for too long.
   */
  private static final String AWAY = "(08|53|57|58).*|55P03|25P03";

  /**
   * The only hints from the client when no connection was available in time, or when the current
   * one was lost before the statement was sent; neither has an exception type.
   */
  private static final String NO_CONNECTION = "Timeout|Connection is not active now.*";

  private Outage() {}

  /**
   * Whether a request failed because Postgres could not be reached, so that a retry may succeed. No
   * other connection of an operation fails this way: Kafka's failures arrive as {@code
   * JournalUnavailable}.
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
