package dev.wharfinger.journal;

/**
 * The rule for every reader of the journal: a record is valid if and only if its {@code seq} is the
 * last valid one's plus one and its {@code prevHash} is that one's hash. Anything else is void. The
 * rule stands in for the conditional append that Kafka lacks (KAFKA-2260).
 */
public final class ChainRule {

  private ChainRule() {}

  /** Whether a record continues the chain that ends in {@code seq} and {@code hash}. */
  public static boolean continues(long seq, String hash, JournalFrame next) {
    return next.seq() == seq + 1 && next.prevHash().equals(hash);
  }

  /**
   * Whether records between the chain's end and this one must have vanished. A writer links a batch
   * to a record that lies before it on the topic, so a void record, too, is at most a batch ahead.
   */
  public static boolean isTorn(long seq, JournalFrame next) {
    return next.seq() > seq + Writer.BATCH;
  }
}
