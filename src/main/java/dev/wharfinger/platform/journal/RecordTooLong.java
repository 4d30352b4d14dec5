package dev.wharfinger.platform.journal;

/** A command would leave a record that the topic does not take; nothing of it happened. */
public final class RecordTooLong extends RuntimeException {
  RecordTooLong(int bytes) {
    super("a record of " + bytes + " bytes", null, false, false);
  }
}
