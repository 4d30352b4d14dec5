package dev.wharfinger.accounts.application;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.CsrfCheck;
import dev.wharfinger.platform.security.Caller;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Checks that the user consents, and not another site through the user's browser, which sends
 * credentials or the session automatically. Source: contract neighbours 1.4, sessions 1.3.
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

  /** Refuses requests not sent by the service's own pages, except from clients that need none. */
  void require(
      ApiRequest apiRequest, OAuthForm form, SignedInUser visitor, AuthorizationRequest request) {
    Optional<String> presented =
        form.value("_csrf_token").or(() -> apiRequest.header("X-CSRF-Token"));
    boolean good =
        visitor
            .session()
            .map(session -> session.accepts(presented))
            .orElseGet(() -> isConsent(presented, visitor.user(), request, apiRequest));
    if (!good) {
      throw new ApiException(CsrfCheck.refusal(visitor.user()));
    }
  }

  /**
   * A client that sends name and password with every request has no session, and so no CSRF token.
   */
  private boolean isConsent(
      Optional<String> presented,
      Caller.User user,
      AuthorizationRequest request,
      ApiRequest apiRequest) {
    return request.clientId().filter(settings.directOauthClientidWhitelist()::contains).isPresent()
        || presented
            .filter(
                ticket -> tickets.isGood(ticket, user.account(), request, apiRequest.receivedAt()))
            .isPresent();
  }
}
