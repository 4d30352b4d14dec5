package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.PageToken;
import dev.wharfinger.platform.id.AccountId;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/**
 * Proves that a user saw the consent page: the page contains it and no other site can read it
 * there, like a CSRF token. It needs no session, because it names the user and the request. Source:
 * contract neighbours 1.4 ({@code csrf_token_val}).
 */
@Singleton
class ConsentTicket {

  @Bound(
      of = "lifetime of an OAuth consent page",
      unit = "minutes",
      beyond = "403",
      test = "ConsentTicketTest.isGoodForAnHourAndOnlyWhenItIsReal")
  private static final Duration LIFETIME = Duration.ofHours(1);

  private static final String LIST = "consent";
  private static final String ISSUED = "issued";

  private final PageToken tokens;

  @Inject
  ConsentTicket(PageToken tokens) {
    this.tokens = tokens;
  }

  /** The ticket for the page shown now. */
  String issue(AccountId account, AuthorizationRequest request, Instant now) {
    return tokens.seal(LIST, content(account, request, now.getEpochSecond()), now);
  }

  /** Whether a ticket is valid for this user and this request. */
  boolean isGood(String ticket, AccountId account, AuthorizationRequest request, Instant now) {
    return tokens
        .open(LIST, ticket, now)
        .filter(state -> {
          long issued = state.path(ISSUED).asLong();
          return now.getEpochSecond() - issued <= LIFETIME.toSeconds()
              && state.equals(content(account, request, issued));
        })
        .isPresent();
  }

  /** Only strings: numbers do not always compare equal after parsing. */
  private static ObjectNode content(AccountId account, AuthorizationRequest request, long issued) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("account", Long.toString(account.value()))
        .put("client_id", request.clientId().orElse(""))
        .put("redirect_uri", request.redirectUri().orElse(""))
        .put("scope", request.scope().orElse(""))
        .put("response_type", request.responseType())
        .put(ISSUED, Long.toString(issued));
  }
}
