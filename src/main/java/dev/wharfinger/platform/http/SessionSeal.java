package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.id.AccountId;
import dev.wharfinger.platform.security.Session;
import dev.wharfinger.platform.vault.DerivedKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Converts sessions to and from cookie values. Source: contract sessions 1.1. */
final class SessionSeal {

  private static final String CSRF = "csrf";
  private static final String RENEWED = "renewed";
  private static final String ACCOUNT = "account";
  private static final String KEY = "key";
  private static final String EPOCH = "epoch";
  private static final String AT = "at";

  private final SealedJson sealed;
  private final Duration idle;

  /**
   * Prepares the cipher.
   *
   * @param keys of 32 secret bytes, the same in every instance of the service
   * @param idle how long a session lasts after its last use
   */
  SessionSeal(DerivedKeys keys, Duration idle) {
    this.sealed = new SealedJson(keys);
    this.idle = idle;
  }

  /** The value of the cookie. */
  String seal(Session session) {
    ObjectNode content =
        JsonNodeFactory.instance
            .objectNode()
            .put(CSRF, session.csrfToken())
            .put(RENEWED, session.renewed().toEpochMilli());
    session
        .login()
        .ifPresent(login ->
            content
                .put(ACCOUNT, login.account().value())
                .put(KEY, login.key().toString())
                .put(EPOCH, login.epoch())
                .put(AT, login.at().toEpochMilli()));
    return sealed.seal(content);
  }

  /** The session in a cookie; empty if it was not sealed here or has been idle for too long. */
  Optional<Session> open(String value, Instant now) {
    return sealed.open(value).map(SessionSeal::read).filter(session -> lives(session, now));
  }

  /** Whether the value of a cookie that can be opened is sealed as it would be now. */
  boolean isCurrent(String value) {
    return sealed.isOfCurrentKey(value);
  }

  /** Whether a session was used recently enough. */
  boolean lives(Session session, Instant now) {
    return !now.isAfter(session.renewed().plus(idle));
  }

  private static Session read(ObjectNode content) {
    return new Session(
        content.get(CSRF).textValue(),
        content.has(ACCOUNT) ? Optional.of(login(content)) : Optional.empty(),
        Instant.ofEpochMilli(content.get(RENEWED).longValue()));
  }

  private static Session.Login login(ObjectNode content) {
    return new Session.Login(
        new AccountId(content.get(ACCOUNT).longValue()),
        UUID.fromString(content.get(KEY).textValue()),
        content.get(EPOCH).longValue(),
        Instant.ofEpochMilli(content.get(AT).longValue()));
  }
}
