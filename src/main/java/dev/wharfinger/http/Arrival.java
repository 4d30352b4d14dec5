package dev.wharfinger.http;

import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the frame keeps of a request for the operation. */
@SuppressWarnings("ArrayRecordComponent")
record Arrival(Instant receivedAt, byte[] body) {

  private static final String KEY = Arrival.class.getName();
  private static final byte[] NO_BODY = {};

  static Arrival now() {
    return new Arrival(Instant.now().truncatedTo(ChronoUnit.MILLIS), NO_BODY);
  }

  Arrival withBody(byte[] bytes) {
    return new Arrival(receivedAt, bytes);
  }

  void keep(RoutingContext context) {
    context.put(KEY, this);
  }

  /** The arrival of a request; outside the API it begins when somebody asks for it. */
  static Arrival of(RoutingContext context) {
    Arrival known = context.get(KEY);
    if (known != null) {
      return known;
    }
    Arrival arrival = now();
    arrival.keep(context);
    return arrival;
  }
}
