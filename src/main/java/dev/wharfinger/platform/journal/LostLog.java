package dev.wharfinger.platform.journal;

/** Kafka lost acknowledged records: the remaining journal is incomplete. */
public final class LostLog extends RuntimeException {

  LostLog(String what) {
    super("the journal lost data: " + what);
  }

  /** The last projected record is missing from the topic, or was altered. */
  public static LostLog altered(long seq) {
    return new LostLog("record " + seq + ", which was projected, is altered or missing");
  }

  /** The log ends before the position that the read models have reached. */
  public static LostLog endsAt(long end, long expected) {
    return new LostLog(
        "it ends at offset " + end + ", but the read models have reached " + expected);
  }
}
