package dev.wharfinger.platform.journal;

import org.jspecify.annotations.Nullable;

/** Writes are not accepted at the moment; the client may retry with the same command id. */
public final class JournalUnavailable extends RuntimeException {
  public JournalUnavailable(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
