package dev.wharfinger.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the frame keeps of a request for the operation: the body, and headers that the framework
 * must not judge.
 *
 * @param contentType null when the header is missing
 */
@SuppressWarnings("ArrayRecordComponent")
record Arrival(Instant receivedAt, @Nullable String contentType, byte[] body) {

  private static final String KEY = Arrival.class.getName();
  private static final byte[] NO_BODY = {};

  static Arrival now(HttpServerRequest request) {
    return new Arrival(
        Instant.now().truncatedTo(ChronoUnit.MILLIS), request.getHeader("Content-Type"), NO_BODY);
  }

  Arrival withBody(byte[] bytes) {
    return new Arrival(receivedAt, contentType, bytes);
  }

  void keep(RoutingContext context) {
    context.put(KEY, this);
  }

  static Arrival of(RoutingContext context) {
    Arrival arrival = context.get(KEY);
    return arrival == null ? now(context.request()) : arrival;
  }
}
