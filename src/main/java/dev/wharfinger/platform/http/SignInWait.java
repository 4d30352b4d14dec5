package dev.wharfinger.platform.http;

import dev.wharfinger.platform.security.PasswordSignIn.Result.TooSoon;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/**
 * The answer to a sign-in attempt that came too soon after failed ones. Source: contract sessions
 * 1.8.
 */
public final class SignInWait {

  private static final String TOO_MANY =
      "Too many login attempts. \nPlease reset your Quay password and try again.";

  private SignInWait() {}

  /** 429; the seconds are rounded down, as clients of Quay expect. */
  public static Response reply(TooSoon soon) {
    return Response.status(429)
        .type("text/html; charset=utf-8")
        .header(HttpHeaders.RETRY_AFTER, soon.left().toSeconds())
        .entity(TOO_MANY)
        .build();
  }
}
