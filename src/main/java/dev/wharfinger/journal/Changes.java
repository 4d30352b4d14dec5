package dev.wharfinger.journal;

import java.util.Set;

/**
 * Tells every instance what it must not answer from its caches any more: a Postgres notification,
 * sent in the transaction and so delivered exactly when it commits.
 */
public final class Changes {

  /** The notification channel; the payload is keys joined by commas, or {@link #EVERYTHING}. */
  public static final String CHANNEL = "wharfinger_changes";

  /** Stands for more keys than a notification can carry. */
  public static final String EVERYTHING = "*";

  /** Postgres takes payloads below 8,000 bytes. */
  private static final int PAYLOAD_BYTES = 7_500;

  private Changes() {}

  static void announce(Rows rows) {
    Set<String> keys = rows.changes();
    if (!keys.isEmpty()) {
      String payload = String.join(",", keys);
      rows.sweep(
          "SELECT pg_notify($1, $2)",
          CHANNEL,
          payload.length() < PAYLOAD_BYTES ? payload : EVERYTHING);
    }
  }
}
