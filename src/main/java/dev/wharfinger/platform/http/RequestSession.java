package dev.wharfinger.platform.http;

import dev.wharfinger.platform.security.Session;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The session of one request: the one that the browser brought, and the one it takes along. */
final class RequestSession {

  private static final String KEY = RequestSession.class.getName();

  private final Optional<Session> brought;
  private Optional<Session> given = Optional.empty();
  private boolean announced;
  private boolean asked;

  private RequestSession(Optional<Session> brought) {
    this.brought = brought;
  }

  /** Begins it, before the request is routed. */
  static RequestSession begin(RoutingContext context, Optional<Session> brought) {
    RequestSession visit = new RequestSession(brought);
    context.put(KEY, visit);
    return visit;
  }

  /** The one of a request; where cookies are not read, a visit without a session. */
  static RequestSession of(RoutingContext context) {
    RequestSession known = context.get(KEY);
    return known == null ? begin(context, Optional.empty()) : known;
  }

  /** The session as it is by now; the answer depends on the cookie from here on. */
  Optional<Session> session() {
    asked = true;
    return given.or(() -> brought);
  }

  /** What the browser brought, for who answers alike whatever it is. */
  Optional<Session> brought() {
    return brought;
  }

  /** Has the browser take another session along. */
  void give(Session session) {
    asked = true;
    given = Optional.of(session);
  }

  /** The same with a new token, which the answer names. */
  void announce(Session session) {
    give(session);
    announced = true;
  }

  /** What the browser takes along; empty when it keeps what it has. */
  Optional<Session> given() {
    return given;
  }

  /** The token that the answer names. */
  Optional<String> nextToken() {
    return announced ? given.map(Session::csrfToken) : Optional.empty();
  }

  /** Whether the answer depends on the cookie. */
  boolean isAsked() {
    return asked;
  }
}
