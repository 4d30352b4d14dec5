package dev.wharfinger.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the frame keeps about a request for the operation. */
final class ReceivedRequest {

  private static final String KEY = ReceivedRequest.class.getName();
  private static final byte[] NO_BODY = {};

  private final Instant receivedAt;
  private @Nullable Reception reception;
  private boolean begun;

  private ReceivedRequest(Instant receivedAt) {
    this.receivedAt = receivedAt;
  }

  /** The arrival of a request, created on the first call. */
  static ReceivedRequest of(RoutingContext context) {
    ReceivedRequest known = context.get(KEY);
    if (known != null) {
      return known;
    }
    ReceivedRequest arrival = new ReceivedRequest(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    context.put(KEY, arrival);
    return arrival;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  /** Whether this call starts receiving the body: true once. */
  boolean beginsNow() {
    boolean first = !begun;
    begun = true;
    return first;
  }

  void receives(Reception body) {
    reception = body;
  }

  Optional<Reception> reception() {
    return Optional.ofNullable(reception);
  }

  /** The bytes of the body, not to be modified; empty if the request has no body. */
  byte[] body() {
    return reception().map(it -> it.body().bytes()).orElse(NO_BODY);
  }

  /** The same without a copy where there need be none. */
  ByteBuffer content() {
    return reception().map(it -> it.body().content()).orElseGet(() -> ByteBuffer.wrap(NO_BODY));
  }

  /** Reserves memory for what is built from the body; fails with 503 when there is none. */
  void charge(long bytes) {
    reception().ifPresent(it -> it.body().charge(bytes));
  }
}
