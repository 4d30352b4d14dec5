package dev.wharfinger.platform.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address that the client used. Source: contract common 4.1. */
final class Origin {

  /** A name, an IPv4 or an IPv6 address. Source: RFC 3986, 3.2.2. */
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9._~-]{1,255}|\\[[0-9A-Fa-f:.]{2,45}]");

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
    return host(request.authority());
  }

  /** A host that is not valid in a URL counts as none. */
  static String host(@Nullable HostAndPort authority) {
    if (authority == null || !HOST.matcher(authority.host()).matches()) {
      return "localhost";
    }
    return authority.port() < 0 ? authority.host() : authority.host() + ":" + authority.port();
  }
}
