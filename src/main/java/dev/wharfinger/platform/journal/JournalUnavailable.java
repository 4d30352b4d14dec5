package dev.wharfinger.platform.journal;

import org.jspecify.annotations.Nullable;

/** No write can be taken now; the client may try again with the same command id. */
public final class JournalUnavailable extends RuntimeException {
  public JournalUnavailable(String reason, @Nullable Throwable cause) {
    super(reason, cause);
  }
}
