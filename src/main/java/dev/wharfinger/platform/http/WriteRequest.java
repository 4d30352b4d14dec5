package dev.wharfinger.platform.http;

import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.Envelope;
import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A request that wants to change something: its command id, its time and its random values, fixed
 * before the writer's lock.
 *
 * @param fingerprint keyed digest of the request; empty unless the client named its wish
 * @param unlogged names of the namespaces that no usage log is written for
 * @param answeredOnce where to read what is done instead of the answer, which holds a secret or
 *     begins a session and is given to no repeat; empty where a repeat is answered like the first
 * @param bytes length of the body
 */
public record WriteRequest(
    UUID commandId,
    Optional<String> fingerprint,
    Instant time,
    DerivedRandom draw,
    Set<String> unlogged,
    Optional<String> answeredOnce,
    int bytes) {

  /**
   * The same request, whose answer holds a secret or begins a session: a repeat gets 409.
   *
   * @param readAt the path, below the API's root, where today's state can be read
   */
  public WriteRequest answeredOnce(String readAt) {
    return new WriteRequest(
        commandId, fingerprint, time, draw, unlogged, Optional.of(Api.ROOT + "/" + readAt), bytes);
  }

  /** What goes with the command that a signed-in user sends. */
  Envelope by(Actor actor) {
    return new Envelope(
        commandId, fingerprint.orElse(null), commandId, null, actor, time, unlogged, bytes);
  }

  /** A personal datum of the subject with this key. */
  public static Personal personal(String value, UUID key) {
    return new Personal.Known(value, key);
  }
}
