package dev.wharfinger.platform.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** Refuses API requests that a foreign page makes a browser send. Source: contract common 1. */
final class BrowserGuard {

  static final ApiError REFUSAL =
      ApiError.error(
          400,
          "API calls must be invoked with an X-Requested-With header if called from a browser");

  private static final Pattern BROWSER =
      Pattern.compile(
          "mozilla|opera|opr/|edge?/|chrome|crios|firefox|fxios|seamonkey|safari|webkit|konqueror"
              + "|msie|trident/|lynx|links",
          Pattern.CASE_INSENSITIVE);

  private BrowserGuard() {}

  /** Whether this is a browser's GET without the header that only a same-origin script can set. */
  static boolean isBarred(HttpServerRequest request) {
    String agent = request.getHeader("User-Agent");
    return request.method().equals(HttpMethod.GET)
        && agent != null
        && BROWSER.matcher(agent).find()
        && !"XMLHttpRequest".equals(request.getHeader("X-Requested-With"));
  }
}
