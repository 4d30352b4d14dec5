package dev.wharfinger.platform.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes with every command from outside the decision: identity, time and origin. All of it is
 * fixed before the writer's lock.
 *
 * @param fingerprint see {@link JournalRecord#fingerprint()}
 * @param time cut to milliseconds, which is what its record says
 * @param unlogged see {@link JournalRecord#unlogged()}
 * @param bytes about how much memory the command takes beyond the ordinary while it waits: the
 *     length of the request that it came by
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

  /** Of a command whose usage logs are all written. */
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
