package dev.wharfinger.accounts.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.journal.JournalUnavailable;
import dev.wharfinger.platform.security.Passwords;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;

/**
 * The responses of the OAuth endpoints (RFC 6749 4 and 5); none may be cached. A refusal with
 * status 302 is reported to the client through the user's browser.
 */
final class OAuthReplies {

  static final ApiError INVALID_CLIENT = ApiError.error(400, "invalid_client");
  static final ApiError INVALID_REQUEST = ApiError.error(400, "invalid_request");
  static final ApiError INVALID_GRANT = ApiError.error(400, "invalid_grant");
  static final ApiError INVALID_SCOPE = ApiError.error(400, "invalid_scope");
  static final ApiError UNSUPPORTED_GRANT_TYPE = ApiError.error(400, "unsupported_grant_type");

  static final ApiError TELL_INVALID_REQUEST = ApiError.error(302, "invalid_request");
  static final ApiError TELL_INVALID_SCOPE = ApiError.error(302, "invalid_scope");
  static final ApiError TELL_UNAUTHORIZED_CLIENT = ApiError.error(302, "unauthorized_client");
  static final ApiError TELL_UNSUPPORTED_RESPONSE_TYPE =
      ApiError.error(302, "unsupported_response_type");

  private static final int SOON_SECONDS = 1;
  private static final String NO_CACHE = "no-cache, no-store, must-revalidate";

  private OAuthReplies() {}

  /** 200 with a token and its lifetime in seconds. Source: contract neighbours 1.4. */
  static Response token(String token, long seconds) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("access_token", token)
            .put("token_type", "Bearer")
            .put("expires_in", seconds)
            .putNull("refresh_token");
    return json(200, body).build();
  }

  /** 200 with the content of a page. */
  static Response page(ObjectNode body) {
    return Response.ok(Json.line(body), "application/json")
        .header(HttpHeaders.CACHE_CONTROL, NO_CACHE)
        .build();
  }

  /** 200 with an HTML page; other sites may not embed it. */
  static Response html(String page) {
    return html(page, "default-src 'none'; frame-ancestors 'none'");
  }

  /** The same with an inline script, for a page that contains no request data. */
  static Response script(String page) {
    return html(page, "default-src 'none'; script-src 'unsafe-inline'; frame-ancestors 'none'");
  }

  private static Response html(String page, String policy) {
    return Response.ok(page, "text/html;charset=UTF-8")
        .header(HttpHeaders.CACHE_CONTROL, NO_CACHE)
        .header("Content-Security-Policy", policy)
        .header("X-Frame-Options", "DENY")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  /** 302: redirects the browser there. */
  static Response sentTo(String address) {
    return Response.status(302)
        .header(HttpHeaders.LOCATION, address)
        .header(HttpHeaders.CACHE_CONTROL, NO_CACHE)
        .build();
  }

  /** 302: reports an error to the client through the browser. */
  static Response told(String redirectUri, String error) {
    return sentTo(RedirectUri.with(redirectUri, Map.of("error", error)));
  }

  /** Whether a failure is to be reported by {@link #told(Optional, Throwable)}. */
  static boolean isForTheClient(Throwable failure) {
    return failure instanceof ApiException refused
        && (refused.refusal().status() == 302 || refused.refusal().equals(INVALID_REQUEST));
  }

  /**
   * The refusal, reported to the client if possible; otherwise 400 with the contract's text for a
   * bad redirect URI.
   */
  static Response told(Optional<String> redirectUri, Throwable failure) {
    return failure instanceof ApiException refused
            && refused.refusal() instanceof ApiError.ErrorObject(int status, String error)
            && status == 302
            && redirectUri.isPresent()
        ? told(redirectUri.get(), error)
        : badRedirect();
  }

  /** 302 to the only address that is known to be the client's; 400 if there is none. */
  static Response mismatch(String registered) {
    return RedirectUri.isUsable(registered)
        ? told(registered, "redirect_uri_mismatch")
        : badRedirect();
  }

  /** 400: the redirect URI is not permitted for this client. */
  static Response badRedirect() {
    return json(400, error("invalid_request"), "no-store").build();
  }

  /** Whether {@link #failed} has a response; unexpected failures are left to the frame. */
  static boolean answers(Throwable failure) {
    return failure instanceof ApiException
        || failure instanceof TooManyTries
        || failure instanceof JournalUnavailable
        || failure instanceof Passwords.TooBusy;
  }

  /** The response to a failed request. */
  static Response failed(Throwable failure) {
    if (failure instanceof TooManyTries tries) {
      return slowDown(tries);
    }
    return failure instanceof ApiException refused
            && refused.refusal() instanceof ApiError.ErrorObject(int status, String error)
        ? json(status, error(error)).build()
        : later();
  }

  /** 429: the next attempt is accepted later. */
  static Response slowDown(TooManyTries tries) {
    return json(429, error("slow_down")).header(HttpHeaders.RETRY_AFTER, tries.seconds()).build();
  }

  private static Response later() {
    return json(503, error("temporarily_unavailable"))
        .header(HttpHeaders.RETRY_AFTER, SOON_SECONDS)
        .build();
  }

  private static ObjectNode error(String code) {
    return JsonNodeFactory.instance.objectNode().put("error", code);
  }

  private static Response.ResponseBuilder json(int status, ObjectNode body) {
    return json(status, body, NO_CACHE);
  }

  private static Response.ResponseBuilder json(int status, ObjectNode body, String caching) {
    return Response.status(status)
        .header(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
        .header(HttpHeaders.CACHE_CONTROL, caching)
        .entity(Json.line(body));
  }
}
