package dev.wharfinger.platform.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What accompanies every command from outside the decision: identity, time and origin. All of it is
 * fixed before the writer's lock is taken.
 *
 * @param fingerprint see {@link JournalRecord#fingerprint()}
 * @param time truncated to milliseconds, the precision of its record
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
    Set<String> unlogged,
    int bytes) {

  public Envelope {
    time = time.truncatedTo(ChronoUnit.MILLIS);
  }

  /** For a command whose usage logs are all written. */
  public Envelope(
      UUID commandId,
      @Nullable String fingerprint,
      UUID correlationId,
      @Nullable UUID causationId,
      Actor actor,
      Instant time) {
    this(commandId, fingerprint, correlationId, causationId, actor, time, Set.of(), 0);
  }
}
