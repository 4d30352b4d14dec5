package dev.wharfinger.platform.journal;

/**
 * The rule for every reader of the journal: an authentic record is valid if and only if its {@code
 * seq} is the last valid one's plus one and its {@code prevHash} is that one's hash. The rule
 * stands in for the conditional append that Kafka lacks (KAFKA-2260).
 *
 * <p>A writer links a record to one that lies before it on the topic. So an authentic record that
 * does not continue the chain is void when it is {@link #isLate late}, or when the record it is
 * linked to lies before it: then it belongs to a batch that came too late. Otherwise the record it
 * is linked to has vanished or was altered, and no reader may go on.
 */
public final class ChainRule {

  private ChainRule() {}

  /** Whether a record continues the chain that ends in {@code seq} and {@code hash}. */
  public static boolean continues(long seq, String hash, JournalFrame next) {
    return next.seq() == seq + 1 && next.prevHash().equals(hash);
  }

  /** Whether the place of a record is taken: another writer's came first, or it was copied. */
  public static boolean isLate(long seq, JournalFrame next) {
    return next.seq() <= seq;
  }
}
