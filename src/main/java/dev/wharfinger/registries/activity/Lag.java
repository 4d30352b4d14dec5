package dev.wharfinger.registries.activity;

/**
 * Reports that are not committed.
 *
 * @param unread those that still have to be read
 * @param read those that were read
 */
record Lag(long unread, long read) {

  static final Lag NONE = new Lag(0, 0);

  long all() {
    return unread + read;
  }
}
