package dev.wharfinger.platform.journal;

/** Kafka lost acknowledged records: the remaining journal is incomplete. */
public sealed class JournalDataLoss extends RuntimeException {

  JournalDataLoss(String what) {
    super("the journal lost data: " + what);
  }

  /** The last projected record is missing from the topic, or was altered. */
  public static JournalDataLoss altered(long seq) {
    return new JournalDataLoss("record " + seq + ", which was projected, is altered or missing");
  }

  /** The log ends before the position that the read models have reached. */
  public static JournalDataLoss endsAt(long end, long expected) {
    return new Apparent(
        "it ends at offset " + end + ", but the read models have reached " + expected);
  }

  /** The log has no record at an offset that was reached before. */
  static JournalDataLoss nothingAt(long offset) {
    return new Apparent("nothing can be read at offset " + offset);
  }

  /**
   * A broker that was away, and does not know yet that others lead without it, tells of the log as
   * it was: only if the answer stays the same are the records lost.
   */
  static final class Apparent extends JournalDataLoss {
    private Apparent(String what) {
      super(what);
    }
  }
}
