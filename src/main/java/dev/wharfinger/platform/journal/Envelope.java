package dev.wharfinger.platform.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What accompanies every command from outside the decision: identity, time and origin. All of it is
 * fixed before the writer's lock is taken.
 *
 * @param fingerprint see {@link JournalRecord#fingerprint()}
 * @param time truncated to milliseconds, the precision of its record
 * @param aliases the names that the same request would have had under another master key
 * @param unlogged see {@link JournalRecord#unlogged()}
 * @param bytes approximate extra memory that the command takes while it waits: the length of its
 *     request
 */
public record Envelope(
    UUID commandId,
    @Nullable String fingerprint,
    UUID correlationId,
    @Nullable UUID causationId,
    Actor actor,
    Instant time,
    List<Alias> aliases,
    Set<String> unlogged,
    int bytes) {

  /** A command id and fingerprint that also stand for this command. */
  public record Alias(UUID commandId, String fingerprint) {}

  public Envelope {
    time = time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Every id that stands for this command, its own first. */
  List<UUID> commandIds() {
    return aliases.isEmpty()
        ? List.of(commandId)
        : Stream.concat(Stream.of(commandId), aliases.stream().map(Alias::commandId)).toList();
  }

  /** The fingerprint under one of these ids. */
  @Nullable String fingerprint(UUID id) {
    return aliases.stream()
        .filter(alias -> alias.commandId().equals(id))
        .map(Alias::fingerprint)
        .findFirst()
        .orElse(fingerprint);
  }

  /** For a command whose usage logs are all written. */
  public Envelope(
      UUID commandId,
      @Nullable String fingerprint,
      UUID correlationId,
      @Nullable UUID causationId,
      Actor actor,
      Instant time) {
    this(commandId, fingerprint, correlationId, causationId, actor, time, List.of(), Set.of(), 0);
  }
}
