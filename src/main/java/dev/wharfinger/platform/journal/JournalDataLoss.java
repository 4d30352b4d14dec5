package dev.wharfinger.platform.journal;

/** Kafka lost acknowledged records: the remaining journal is incomplete. */
public final class JournalDataLoss extends RuntimeException {

  JournalDataLoss(String what) {
    super("the journal lost data: " + what);
  }

  /** The last projected record is missing from the topic, or was altered. */
  public static JournalDataLoss altered(long seq) {
    return new JournalDataLoss("record " + seq + ", which was projected, is altered or missing");
  }

  /** The log ends before the position that the read models have reached. */
  public static JournalDataLoss endsAt(long end, long expected) {
    return new JournalDataLoss(
        "it ends at offset " + end + ", but the read models have reached " + expected);
  }
}
