package dev.wharfinger.platform.journal;

/** A command would produce a record larger than the topic accepts; it changed nothing. */
public final class RecordTooLong extends RuntimeException {
  RecordTooLong(int bytes) {
    super("a record of " + bytes + " bytes", null, false, false);
  }
}
