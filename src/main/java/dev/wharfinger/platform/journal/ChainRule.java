package dev.wharfinger.platform.journal;

/**
 * The rule for every reader of the journal: an authentic record is valid if and only if its {@code
 * seq} is that of the last valid record plus one and its {@code prevHash} is the hash of that
 * record. The rule stands in for the conditional append that Kafka lacks (KAFKA-2260).
 *
 * <p>A writer links a record to one that lies before it on the topic. So an authentic record that
 * does not continue the chain is void when it is {@link #isLate late}, or when the record it is
 * linked to lies before it: then it belongs to a batch that was appended too late. Otherwise the
 * record it is linked to was lost or altered, and no reader may continue.
 */
public final class ChainRule {

  private ChainRule() {}

  /** Whether a record continues the chain that ends in {@code seq} and {@code hash}. */
  public static boolean continues(long seq, String hash, JournalFrame next) {
    return next.seq() == seq + 1 && next.prevHash().equals(hash);
  }

  /** Whether a record's position is already taken: another writer's came first, or it is a copy. */
  public static boolean isLate(long seq, JournalFrame next) {
    return next.seq() <= seq;
  }
}
