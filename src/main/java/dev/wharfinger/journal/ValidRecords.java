package dev.wharfinger.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The valid records of a stretch of the topic: {@link ChainRule} applied, for every reader alike.
 *
 * @param seq of the last valid record, or as it was before
 * @param hash of that record
 * @param next the offset to go on from
 */
public record ValidRecords(List<JournalFrame> frames, long seq, String hash, long next) {

  /**
   * Goes on from a record of that {@code seq} and {@code hash}.
   *
   * @param voids is told the offset of every void record
   * @throws CatchUp.CannotProject where a record was altered or records are missing
   */
  public static ValidRecords of(
      long seq, String hash, Journal.Stretch stretch, LongConsumer voids) {
    List<JournalFrame> valid = new ArrayList<>();
    long lastSeq = seq;
    String lastHash = hash;
    for (Journal.Stored next : stretch.records()) {
      Optional<JournalFrame> frame = frame(next);
      if (frame.isPresent() && ChainRule.isTorn(lastSeq, frame.get())) {
        throw new CatchUp.CannotProject(
            "offset "
                + next.offset()
                + ": records between "
                + lastSeq
                + " and this one are missing",
            null);
      } else if (frame.isPresent() && ChainRule.continues(lastSeq, lastHash, frame.get())) {
        valid.add(frame.get());
        lastSeq = frame.get().seq();
        lastHash = frame.get().hash();
      } else {
        voids.accept(next.offset());
      }
    }
    return new ValidRecords(valid, lastSeq, lastHash, stretch.next());
  }

  private static Optional<JournalFrame> frame(Journal.Stored stored) {
    try {
      return JournalFrame.read(stored.bytes());
    } catch (JournalFrame.CorruptRecord e) {
      throw new CatchUp.CannotProject("offset " + stored.offset() + ": " + e.getMessage(), e);
    }
  }
}
