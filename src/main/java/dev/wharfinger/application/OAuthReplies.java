package dev.wharfinger.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.http.Json;
import dev.wharfinger.http.Refusal;
import dev.wharfinger.http.RefusedException;
import dev.wharfinger.journal.JournalUnavailable;
import dev.wharfinger.security.Passwords;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** The answers of the token endpoint (RFC 6749 5); none may be kept by a cache. */
final class OAuthReplies {

  static final Refusal INVALID_REQUEST = Refusal.error(400, "invalid_request");
  static final Refusal INVALID_GRANT = Refusal.error(400, "invalid_grant");
  static final Refusal INVALID_SCOPE = Refusal.error(400, "invalid_scope");
  static final Refusal UNSUPPORTED_GRANT_TYPE = Refusal.error(400, "unsupported_grant_type");

  private static final int SOON_SECONDS = 1;

  private OAuthReplies() {}

  /** 200 with a token that lasts so many seconds. Source: contract neighbours 1.4. */
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

  /** 429: the next try is taken after so many seconds. */
  static Response slowDown(long seconds) {
    return json(429, error("slow_down")).header(HttpHeaders.RETRY_AFTER, seconds).build();
  }

  /** Whether {@link #failed} has an answer; what nobody foresaw is for the frame. */
  static boolean answers(Throwable failure) {
    return failure instanceof RefusedException
        || failure instanceof JournalUnavailable
        || failure instanceof Passwords.TooBusy;
  }

  /** The answer to a request that came to nothing. */
  static Response failed(Throwable failure) {
    return failure instanceof RefusedException refused
            && refused.refusal() instanceof Refusal.ErrorObject(int status, String error)
        ? json(status, error(error)).build()
        : later();
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
    return Response.status(status)
        .header(HttpHeaders.CONTENT_TYPE, "application/json;charset=UTF-8")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, must-revalidate")
        .entity(Json.line(body));
  }
}
