package dev.wharfinger.platform.journal;

import java.util.List;

/**
 * The valid records of a stretch of the topic, by {@link ChainRule}.
 *
 * @param seq of the last valid record, or as it was before
 * @param hash of that record
 * @param next the offset to continue from
 * @param late how many authentic records are void
 * @param foreign what was not written by a holder of the master key; skipped, and a reason for an
 *     alarm
 */
public record ValidRecords(
    List<JournalFrame> frames, long seq, String hash, long next, int late, Foreign foreign) {

  /**
   * Bytes on the topic without a valid MAC.
   *
   * @param records how many records
   * @param lastOffset of the last of them; meaningless when there is none
   */
  public record Foreign(long records, long lastOffset) {

    static final Foreign NONE = new Foreign(0, 0);
  }
}
