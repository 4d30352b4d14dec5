package dev.wharfinger.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import org.jspecify.annotations.Nullable;

/** The address that the client used. Source: contract common 4.1. */
final class Origin {

  private Origin() {}

  /** Scheme and host of a request, from {@code X-Forwarded-Proto} and {@code Host}. */
  static String of(HttpServerRequest request) {
    return scheme(request.getHeader("X-Forwarded-Proto"), request.isSSL()) + "://" + host(request);
  }

  private static String scheme(@Nullable String forwarded, boolean secure) {
    String first = forwarded == null ? "" : forwarded.split(",", 2)[0].strip();
    if (first.equalsIgnoreCase("https") || first.equalsIgnoreCase("http")) {
      return first.equalsIgnoreCase("https") ? "https" : "http";
    }
    return secure ? "https" : "http";
  }

  private static String host(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    if (authority == null || authority.host().isEmpty()) {
      return "localhost";
    }
    return authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
  }
}
