package dev.wharfinger.journal;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What comes with every command from outside the decision: identity, time and origin. All of it is
 * fixed before the writer's lock.
 *
 * @param fingerprint see {@link JournalRecord#fingerprint()}
 * @param unlogged see {@link JournalRecord#unlogged()}
 */
public record Envelope(
    UUID commandId,
    @Nullable String fingerprint,
    UUID correlationId,
    @Nullable UUID causationId,
    Actor actor,
    Instant time,
    Set<String> unlogged) {

  /** Of a command whose usage logs are all written. */
  public Envelope(
      UUID commandId,
      @Nullable String fingerprint,
      UUID correlationId,
      @Nullable UUID causationId,
      Actor actor,
      Instant time) {
    this(commandId, fingerprint, correlationId, causationId, actor, time, Set.of());
  }
}
