package dev.wharfinger.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.UrlScheme;
import dev.wharfinger.platform.security.Session;
import dev.wharfinger.platform.vault.KeyPurpose;
import dev.wharfinger.platform.vault.MasterKeys;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The session cookie. A user's session is renewed with every answer, so that it lasts as long as it
 * is used; an anonymous one is not, because a late answer could overwrite the session of a user who
 * has just signed in. Source: contract sessions 1.1.
 */
@Singleton
class SessionCookie {

  @Bound(
      of = "cached decrypted session cookies",
      unit = "cookies",
      beyond = "the least used are evicted and decrypted again",
      test = "SessionCookieTest.remembersSoManyAndNoMore")
  static final int REMEMBERED = 5_000;

  /** Within this time the same cookie value is reused: sealing again is not worth its cost. */
  private static final Duration SAME_TEXT = Duration.ofMinutes(1);

  private final String name;
  private final SessionSeal seal;
  private final String flags;
  private final Optional<Duration> lifetime;
  private final Duration sameText;
  private final Cache<String, Session> opened =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(SAME_TEXT).build();

  @Inject
  SessionCookie(MasterKeys masters, Settings settings) {
    Duration idle = settings.sessionTimeout().toDuration();
    boolean secure =
        settings.preferredUrlScheme() == UrlScheme.HTTPS && !settings.forceNonsecureSessionCookie();
    this.name = settings.sessionCookieName();
    this.seal = new SessionSeal(masters.keys(KeyPurpose.SESSIONS), idle);
    this.flags = (secure ? "; Secure" : "") + "; HttpOnly; Path=/; SameSite=Lax";
    this.lifetime = settings.featurePermanentSessions() ? Optional.of(idle) : Optional.empty();
    this.sameText = idle.dividedBy(100).compareTo(SAME_TEXT) < 0 ? idle.dividedBy(100) : SAME_TEXT;
  }

  /** Reads the cookie of a request and sets that of its answer, whatever the answer will be. */
  void receive(RoutingContext context) {
    Cookie cookie = context.request().getCookie(name);
    String text = cookie == null ? "" : cookie.getValue();
    Instant now = Instant.now();
    RequestSession visit =
        RequestSession.begin(context, text.isEmpty() ? Optional.empty() : open(text, now));
    context.addHeadersEndHandler(_ -> answer(context.response().headers(), visit, text, now));
  }

  /** The session of a cookie, remembered for a while. */
  Optional<Session> open(String text, Instant now) {
    Session known = opened.getIfPresent(text);
    Optional<Session> session =
        known == null ? seal.open(text, now) : Optional.of(known).filter(it -> seal.lives(it, now));
    session.ifPresent(found -> opened.put(text, found));
    return session;
  }

  /** How many there are, for tests. */
  long remembered() {
    opened.cleanUp();
    return opened.estimatedSize();
  }

  private void answer(MultiMap headers, RequestSession visit, String text, Instant now) {
    Optional<Session> kept = visit.brought().filter(session -> session.login().isPresent());
    visit
        .given()
        .map(session -> cookie(seal.seal(session), session, now))
        .or(() -> kept.map(session -> cookie(again(session, text, now), session, now)))
        .ifPresent(cookie -> headers.add(HttpHeaders.SET_COOKIE, cookie));
    visit.nextToken().ifPresent(token -> headers.set("X-Next-CSRF-Token", token));
    if (visit.isAsked() || kept.isPresent()) {
      headers.add(HttpHeaders.VARY, "Cookie");
    }
  }

  /** The value for a session that goes on; never one of a master key that was replaced. */
  String again(Session session, String text, Instant now) {
    return now.isBefore(session.renewed().plus(sameText)) && seal.isCurrent(text)
        ? text
        : seal.seal(session.renewed(now));
  }

  private String cookie(String value, Session session, Instant now) {
    String expires =
        lifetime
            .filter(_ -> session.login().isPresent())
            .map(duration -> "; Expires=" + Dates.http(now.plus(duration)))
            .orElse("");
    return name + "=" + value + expires + flags;
  }
}
