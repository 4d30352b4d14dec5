package dev.wharfinger.platform.journal;

import java.time.Instant;
import java.util.Set;

/**
 * The context of an event.
 *
 * @param seq of its record
 * @param ordinal its place within the record, from 0
 * @param time of its record
 * @param unlogged see {@link JournalRecord#unlogged()}
 */
public record EventMetadata(
    long seq, int ordinal, Instant time, Actor actor, Set<String> unlogged) {

  /** For a record whose usage logs are all written. */
  public EventMetadata(long seq, int ordinal, Instant time, Actor actor) {
    this(seq, ordinal, time, actor, Set.of());
  }
}
