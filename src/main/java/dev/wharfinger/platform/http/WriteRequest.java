package dev.wharfinger.platform.http;

import dev.wharfinger.platform.journal.Actor;
import dev.wharfinger.platform.journal.Envelope;
import dev.wharfinger.platform.vault.DerivedRandom;
import dev.wharfinger.platform.vault.Personal;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A request to change something: its command id, time and random values, fixed before the writer's
 * lock is taken.
 *
 * @param fingerprint keyed digest of the request; empty without an {@code Idempotency-Key}
 * @param twin the same request under the other master key, while two are in use
 * @param unlogged names of the namespaces for which no usage log is written
 * @param answeredOnce where to read the result if the answer holds a secret or starts a session and
 *     is therefore not repeated; empty if a repeat gets the same answer
 * @param bytes length of the body
 */
public record WriteRequest(
    UUID commandId,
    Optional<String> fingerprint,
    Instant time,
    DerivedRandom draw,
    Optional<Twin> twin,
    Set<String> unlogged,
    Optional<String> answeredOnce,
    int bytes) {

  /** What identifies a request, and its random values. */
  record Twin(UUID commandId, String fingerprint, DerivedRandom draw) {}

  /**
   * The same request, with an answer that holds a secret or starts a session: a repeat gets 409.
   *
   * @param readAt the path, below the API's root, where the current state can be read
   */
  public WriteRequest answeredOnce(String readAt) {
    return new WriteRequest(
        commandId,
        fingerprint,
        time,
        draw,
        twin,
        unlogged,
        Optional.of(Api.ROOT + "/" + readAt),
        bytes);
  }

  /** The same request, of which nothing is written to the usage log of this namespace either. */
  public WriteRequest unlogged(String namespace) {
    Set<String> names = new HashSet<>(unlogged);
    names.add(namespace);
    return new WriteRequest(commandId, fingerprint, time, draw, twin, names, answeredOnce, bytes);
  }

  /** The envelope of a command sent by a signed-in user. */
  Envelope by(Actor actor) {
    return new Envelope(
        commandId,
        fingerprint.orElse(null),
        commandId,
        null,
        actor,
        time,
        twin.map(it -> List.of(new Envelope.Alias(it.commandId(), it.fingerprint())))
            .orElse(List.of()),
        unlogged,
        bytes);
  }

  /** A personal value of the subject with this key. */
  public static Personal personal(String value, UUID key) {
    return new Personal.Known(value, key);
  }
}
