package dev.wharfinger.platform.http;

import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.config.UrlScheme;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * Security headers of every answer: no media type sniffing, no caching unless the answer itself
 * allows it, since it may hold secrets or personal data, and where clients use https, https only
 * (RFC 6797).
 */
@Singleton
class ProtectiveHeaders {

  /** Runs before anything that may answer. */
  private static final int FILTER_PRIORITY = 20_000;

  private static final long TRANSPORT_SECURITY_SECONDS = 31_536_000;

  private final boolean https;

  @Inject
  ProtectiveHeaders(Settings settings) {
    this.https = settings.preferredUrlScheme() == UrlScheme.HTTPS;
  }

  void install(@Observes Filters filters) {
    filters.register(
        context -> {
          context.addHeadersEndHandler(_ -> complete(context));
          context.next();
        },
        FILTER_PRIORITY);
  }

  private void complete(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("X-Content-Type-Options", "nosniff");
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    }
    if (https) {
      headers.set("Strict-Transport-Security", "max-age=" + TRANSPORT_SECURITY_SECONDS);
    }
  }
}
