package dev.wharfinger.platform.vault;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * The log of which the table of subject keys is made: ordered, and for each name the last entry is
 * kept for ever.
 */
public interface KeyLog {

  /**
   * An entry.
   *
   * @param offset its place; meaningless in an entry that is to be appended
   * @param name later entries of the same name replace this one
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Entry(long offset, String name, byte[] value) {}

  /**
   * The log as it is now.
   *
   * @param id another log in its place has another id
   * @param end offset of the next entry
   */
  record Extent(String id, long end) {}

  /**
   * Some entries in order.
   *
   * @param next the offset to continue from
   */
  record Stretch(List<Entry> entries, long next) {}

  /** The log does not begin early enough to be read from there. */
  final class OutOfRange extends RuntimeException {
    public OutOfRange(Throwable cause) {
      super("the log of keys cannot be read from there", cause);
    }
  }

  /** Creates the log if it is missing and refuses one that could lose keys. Returns its id. */
  Uni<String> open();

  /** Refuses the log if it could lose keys, or keep erased ones. Returns its id. */
  Uni<String> verify();

  /** Its id and end. */
  Uni<Extent> extent();

  /** The first offset that can be read. */
  Uni<Long> beginning();

  /** Appends in order; completes when all replicas have everything. */
  Uni<Void> append(List<Entry> entries);

  /**
   * Reads from an offset on, some hundreds of entries at most; may fail with {@link OutOfRange}.
   */
  Uni<Stretch> read(long from, long end);
}
