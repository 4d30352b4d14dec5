package dev.wharfinger.platform.journal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One command's events, atomically.
 *
 * @param seq position in the chain, from 1, without gaps
 * @param prevHash hash of the previous record; 64 zeros for the first
 * @param commandId id of the command; a retry has the same one
 * @param fingerprint keyed digest of the request, to distinguish a retry from another request with
 *     the same command id; null for commands not sent by a client
 * @param correlationId shared by all records of one request or job
 * @param causationId the command that caused this one; null when a client sent it
 * @param time when the command was received, in milliseconds
 * @param nextId the state of {@link Ids} after this record
 * @param unlogged names of the namespaces for which this record writes no usage log, as configured
 *     when the command was received
 */
public record JournalRecord(
    long seq,
    String prevHash,
    UUID commandId,
    @Nullable String fingerprint,
    UUID correlationId,
    @Nullable UUID causationId,
    Actor actor,
    Instant time,
    long nextId,
    List<Event> events,
    Set<String> unlogged) {
  public JournalRecord {
    events = List.copyOf(events);
    unlogged = Set.copyOf(unlogged);
  }

  /** A record whose usage logs are all written. */
  public JournalRecord(
      long seq,
      String prevHash,
      UUID commandId,
      @Nullable String fingerprint,
      UUID correlationId,
      @Nullable UUID causationId,
      Actor actor,
      Instant time,
      long nextId,
      List<Event> events) {
    this(
        seq,
        prevHash,
        commandId,
        fingerprint,
        correlationId,
        causationId,
        actor,
        time,
        nextId,
        events,
        Set.of());
  }

  /** The same record, linked to the one before it. */
  JournalRecord after(String hash) {
    return new JournalRecord(
        seq,
        hash,
        commandId,
        fingerprint,
        correlationId,
        causationId,
        actor,
        time,
        nextId,
        events,
        unlogged);
  }
}
