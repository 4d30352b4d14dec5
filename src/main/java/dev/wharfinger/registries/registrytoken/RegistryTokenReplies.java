package dev.wharfinger.registries.registrytoken;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.journal.JournalUnavailable;
import dev.wharfinger.platform.security.Passwords;
import dev.wharfinger.platform.security.RegistryTokens;
import dev.wharfinger.platform.security.RegistryTokens.Access;
import dev.wharfinger.registries.registrytoken.RegistryRefusal.Code;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.stream.Collectors;

/** The responses of the token endpoint; none may be cached. */
@Singleton
class RegistryTokenReplies {

  private static final int SOON_SECONDS = 1;
  private static final String NO_STORE = "no-store";

  private final String challenge;

  @Inject
  RegistryTokenReplies(Settings settings) {
    this.challenge = "Basic realm=\"" + settings.serverHostname() + "\", charset=\"UTF-8\"";
  }

  /** 200 with a token, under the names of both variants of the protocol. */
  static Response token(TokenGrant.Issued issued) {
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("token", issued.text())
            .put("access_token", issued.text())
            .put("expires_in", RegistryTokens.LIFE.toSeconds())
            .put("issued_at", issued.content().issued().toString())
            .put(
                "scope",
                issued.content().access().stream()
                    .map(RegistryTokenReplies::scope)
                    .collect(Collectors.joining(" ")));
    return json(200, body).build();
  }

  private static String scope(Access access) {
    return access.type()
        + ":"
        + access.name()
        + ":"
        + access.actions().stream().sorted().collect(Collectors.joining(","));
  }

  /** Whether {@link #failed} has a response; unexpected failures are left to the frame. */
  static boolean answers(Throwable failure) {
    return failure instanceof RegistryRefusal
        || failure instanceof JournalUnavailable
        || failure instanceof Passwords.TooBusy;
  }

  /**
   * The response to a failed request. Docker shows the error's text; containerd and similar clients
   * show the status line and no body, so the text is in both. skopeo shows a text only for 401, and
   * then it says that the password is wrong.
   */
  Response failed(Throwable failure, ApiRequest request) {
    RegistryRefusal refusal =
        failure instanceof RegistryRefusal refused
            ? refused
            : RegistryRefusal.later(
                Code.UNAVAILABLE, "The service is too busy. Please try again.", SOON_SECONDS);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.putArray("errors")
        .addObject()
        .put("code", refusal.code().word())
        .put("message", refusal.text())
        .putObject("detail");
    request.setReasonPhrase(refusal.text());
    Response.ResponseBuilder response = json(refusal.code().status(), body);
    if (refusal.code() == Code.UNAUTHORIZED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, challenge);
    }
    if (refusal.retryAfterSeconds() > 0) {
      response.header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds());
    }
    return response.build();
  }

  private static Response.ResponseBuilder json(int status, ObjectNode body) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .entity(Json.line(body));
  }
}
