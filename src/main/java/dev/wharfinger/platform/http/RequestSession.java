package dev.wharfinger.platform.http;

import dev.wharfinger.platform.security.Session;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The session of one request: as sent by the browser, and as set by the answer. */
final class RequestSession {

  private static final String KEY = RequestSession.class.getName();

  private final Optional<Session> brought;
  private Optional<Session> given = Optional.empty();
  private boolean announced;
  private boolean asked;

  private RequestSession(Optional<Session> brought) {
    this.brought = brought;
  }

  /** Creates it, before the request is routed. */
  static RequestSession begin(RoutingContext context, Optional<Session> brought) {
    RequestSession visit = new RequestSession(brought);
    context.put(KEY, visit);
    return visit;
  }

  /** The visit of a request; where cookies are not read, one without a session. */
  static RequestSession of(RoutingContext context) {
    RequestSession known = context.get(KEY);
    return known == null ? begin(context, Optional.empty()) : known;
  }

  /** The current session; from here on the answer depends on the cookie. */
  Optional<Session> session() {
    asked = true;
    return given.or(() -> brought);
  }

  /** The session that the browser sent, for callers whose answer does not depend on it. */
  Optional<Session> brought() {
    return brought;
  }

  /** Sets another session in the browser. */
  void give(Session session) {
    asked = true;
    given = Optional.of(session);
  }

  /** The same with a new CSRF token, which the answer states. */
  void announce(Session session) {
    give(session);
    announced = true;
  }

  /** The session to set in the browser; empty if it keeps its own. */
  Optional<Session> given() {
    return given;
  }

  /** The CSRF token that the answer states. */
  Optional<String> nextToken() {
    return announced ? given.map(Session::csrfToken) : Optional.empty();
  }

  /** Whether the answer depends on the cookie. */
  boolean isAsked() {
    return asked;
  }
}
