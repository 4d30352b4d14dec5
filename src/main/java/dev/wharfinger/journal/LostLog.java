package dev.wharfinger.journal;

/** Kafka lost records that were acknowledged: what is left is not the truth. */
public final class LostLog extends RuntimeException {

  LostLog(String what) {
    super("the journal lost data: " + what);
  }

  /** The log ends before the place that the read models have come to. */
  public static LostLog endsAt(long end, long expected) {
    return new LostLog("it ends at offset " + end + ", the read models have come to " + expected);
  }
}
