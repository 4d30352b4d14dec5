package dev.wharfinger.platform.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Which origins may read answers, and use a session. Source: contract common 1, sessions 1.9. */
@Singleton
class CrossOrigin {

  private static final String ORIGIN = "Access-Control-Allow-Origin";
  private static final String HEADERS = "AUTHORIZATION, CONTENT-TYPE, X-REQUESTED-WITH";

  private final RequestSettings settings;

  CrossOrigin(RequestSettings settings) {
    this.settings = settings;
  }

  /**
   * Sets the CORS headers of an answer.
   *
   * @param api whether pages of any origin may read it if none is configured
   */
  void open(HttpServerRequest request, MultiMap headers, boolean api) {
    Set<String> origins = settings.corsOrigins();
    if (origins.isEmpty()) {
      if (api) {
        headers.set(ORIGIN, "*");
        open(headers, HEADERS);
      }
      return;
    }
    if (origins.size() > 1) {
      headers.add(HttpHeaders.VARY, "Origin");
    }
    Optional<String> trusted =
        origins.size() == 1
            ? origins.stream().findFirst()
            : Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN)).filter(origins::contains);
    trusted.ifPresent(origin -> {
      headers.set(ORIGIN, origin).set("Access-Control-Allow-Credentials", "true");
      open(headers, HEADERS + ", COOKIE, X-CSRF-TOKEN");
    });
  }

  private static void open(MultiMap headers, String allowed) {
    headers
        .set("Access-Control-Allow-Methods", "DELETE, GET, HEAD, OPTIONS, POST, PUT")
        .set("Access-Control-Max-Age", "21600")
        .set("Access-Control-Allow-Headers", allowed);
  }
}
