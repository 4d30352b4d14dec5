package dev.wharfinger.platform.journal;

import java.util.List;

/**
 * Turns whole records into rows, with their personal values sealed as they are on the topic. Like a
 * {@link Projector} it is deterministic and total; but since nothing is opened, the rows of erased
 * subjects need not change, and a rebuild makes the same ones.
 */
public interface SealedProjector {

  /**
   * Writes what consecutive records mean.
   *
   * @param codec represents values of the events as JSON
   */
  void project(List<SealedRecord> records, RecordCodec codec, Rows rows);
}
