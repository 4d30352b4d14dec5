package dev.wharfinger.platform.http;

import dev.wharfinger.platform.security.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Prevents another site from acting through a browser that is signed in here. Source: contract
 * sessions 1.3.
 */
public final class CsrfCheck {

  private static final String PARAMETER = "_csrf_token";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String TEXT = "CSRF token was invalid or missing.";

  private CsrfCheck() {}

  /** 403 with the user's own name. */
  public static ApiError refusal(Caller caller) {
    return ApiError.error(
        403,
        switch (caller) {
          case Caller.Anonymous _ -> TEXT;
          case Caller.User user -> TEXT + " (authorized: user " + user.name() + ")";
        });
  }

  /** The token that a request carries: as a parameter, otherwise in the header. */
  static Optional<String> presented(HttpServerRequest request, Supplier<byte[]> body) {
    return Query.parse(request.query())
        .string(PARAMETER)
        .or(() -> ofForm(request, body))
        .or(() -> Optional.ofNullable(request.getHeader("X-CSRF-Token")));
  }

  /** Whether the token may be in the body. */
  static boolean mayBeInForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(FORM);
  }

  private static Optional<String> ofForm(HttpServerRequest request, Supplier<byte[]> body) {
    return mayBeInForm(request)
        ? Query.first(new String(body.get(), StandardCharsets.UTF_8), PARAMETER)
        : Optional.empty();
  }
}
