package dev.wharfinger.platform.journal;

/** Kafka lost records that were acknowledged: what is left is not the truth. */
public final class LostLog extends RuntimeException {

  LostLog(String what) {
    super("the journal lost data: " + what);
  }

  /** The last record that was projected is not on the topic any more, or not as it was. */
  public static LostLog altered(long seq) {
    return new LostLog("record " + seq + ", which was projected, is altered or missing");
  }

  /** The log ends before the place that the read models have come to. */
  public static LostLog endsAt(long end, long expected) {
    return new LostLog("it ends at offset " + end + ", the read models have come to " + expected);
  }
}
