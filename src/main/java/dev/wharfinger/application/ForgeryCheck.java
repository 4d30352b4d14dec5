package dev.wharfinger.application;

import dev.wharfinger.config.Settings;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.security.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Whether it is the user who consents, or another site by way of his browser, which sends his name
 * and password of its own accord. Source: contract neighbours 1.4, sessions 1.3.
 */
@Singleton
class ForgeryCheck {

  private final ConsentTicket tickets;
  private final Settings settings;

  @Inject
  ForgeryCheck(ConsentTicket tickets, Settings settings) {
    this.tickets = tickets;
    this.settings = settings;
  }

  /** Refuses what no consent page sent, except from clients that need none. */
  void require(Call call, OAuthForm form, Caller.User user, AuthorizationRequest request) {
    Optional<String> presented = form.value("_csrf_token").or(() -> call.header("X-CSRF-Token"));
    boolean needsNone =
        request.clientId().filter(settings.directOauthClientidWhitelist()::contains).isPresent();
    boolean good =
        presented
            .filter(ticket -> tickets.isGood(ticket, user.account(), request, call.receivedAt()))
            .isPresent();
    if (!needsNone && !good) {
      throw new RefusedException(
          Refusal.error(
              403, "CSRF token was invalid or missing. (authorized: user " + user.name() + ")"));
    }
  }
}
