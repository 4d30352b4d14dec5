package dev.wharfinger.platform.journal;

/**
 * The counter behind the small integer ids that clients see. It is drawn from under the head lock
 * and its state stands in every record, so ids ascend in the order of the journal and are never
 * given twice.
 */
public final class Ids {

  private long next;

  Ids(long next) {
    this.next = next;
  }

  /** The next free id. */
  public long next() {
    return next++;
  }

  long peek() {
    return next;
  }

  void rewind(long to) {
    next = to;
  }
}
