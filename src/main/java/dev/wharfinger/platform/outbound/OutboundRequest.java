package dev.wharfinger.platform.outbound;

import dev.wharfinger.platform.config.Bound;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.Optional;

/**
 * A request to an external server.
 *
 * @param authorization the value of that header; sent to the first address only, not after a
 *     redirect to another one
 * @param redirects how many redirects are followed, each checked like the first address
 */
public record OutboundRequest(
    HttpMethod method,
    Url url,
    Optional<String> authorization,
    Map<String, String> headers,
    Optional<Buffer> body,
    int redirects) {

  @Bound(
      of = "redirects that are followed",
      unit = "redirects",
      beyond = "the request fails",
      test = "OutboundHttpTest.followsSoManyRedirects")
  static final int USUAL_REDIRECTS = 5;

  /** A GET that follows redirects. */
  public static OutboundRequest get(Url url, Optional<String> authorization) {
    return new OutboundRequest(
        HttpMethod.GET, url, authorization, Map.of(), Optional.empty(), USUAL_REDIRECTS);
  }

  /** A HEAD that follows redirects. */
  public static OutboundRequest head(Url url, Optional<String> authorization) {
    return new OutboundRequest(
        HttpMethod.HEAD, url, authorization, Map.of(), Optional.empty(), USUAL_REDIRECTS);
  }

  /** A GET of one of these media types that follows redirects. */
  public static OutboundRequest get(Url url, String authorization, String accepted) {
    return new OutboundRequest(
        HttpMethod.GET,
        url,
        Optional.of(authorization),
        Map.of("Accept", accepted),
        Optional.empty(),
        USUAL_REDIRECTS);
  }

  /** A PUT that follows no redirects. */
  public static OutboundRequest put(Url url, String authorization, String type, Buffer body) {
    return new OutboundRequest(
        HttpMethod.PUT,
        url,
        Optional.of(authorization),
        Map.of("Content-Type", type),
        Optional.of(body),
        0);
  }

  /** A DELETE that follows no redirects. */
  public static OutboundRequest delete(Url url, String authorization) {
    return new OutboundRequest(
        HttpMethod.DELETE, url, Optional.of(authorization), Map.of(), Optional.empty(), 0);
  }

  /** A POST of JSON that follows no redirects. */
  public static OutboundRequest post(Url url, Buffer json) {
    return new OutboundRequest(
        HttpMethod.POST,
        url,
        Optional.empty(),
        Map.of("Content-Type", "application/json"),
        Optional.of(json),
        0);
  }

  /** A POST of JSON that follows redirects, with the same content. */
  public static OutboundRequest webhook(Url url, Buffer json) {
    return new OutboundRequest(
        HttpMethod.POST,
        url,
        Optional.empty(),
        Map.of("Content-type", "application/json"),
        Optional.of(json),
        USUAL_REDIRECTS);
  }

  /** A POST of a form that follows no redirects. */
  public static OutboundRequest form(Url url, Buffer form) {
    return new OutboundRequest(
        HttpMethod.POST,
        url,
        Optional.empty(),
        Map.of("Content-Type", "application/x-www-form-urlencoded"),
        Optional.of(form),
        0);
  }

  /** The same request to the address of a redirect. */
  OutboundRequest redirected(Url to) {
    return new OutboundRequest(
        method,
        to,
        url.sameOrigin(to) ? authorization : Optional.empty(),
        headers,
        body,
        redirects - 1);
  }

  /** Keeps the credentials out of logs. */
  @Override
  public String toString() {
    return method + " " + url.scheme() + "://" + url.host();
  }
}
