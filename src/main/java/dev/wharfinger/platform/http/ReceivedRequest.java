package dev.wharfinger.platform.http;

import io.vertx.ext.web.RoutingContext;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the frame keeps of a request for the operation. */
final class ReceivedRequest {

  private static final String KEY = ReceivedRequest.class.getName();
  private static final byte[] NO_BODY = {};

  private final Instant receivedAt;
  private @Nullable Reception reception;
  private boolean begun;

  private ReceivedRequest(Instant receivedAt) {
    this.receivedAt = receivedAt;
  }

  /** The arrival of a request; it begins when somebody asks for it first. */
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

  /** Whether its body begins to be received by this call: true once. */
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

  /** The bytes of the body, which nobody may change; none where the request has no body. */
  byte[] body() {
    return reception().map(it -> it.body().bytes()).orElse(NO_BODY);
  }

  /** The same without a copy where there need be none. */
  ByteBuffer content() {
    return reception().map(it -> it.body().content()).orElseGet(() -> ByteBuffer.wrap(NO_BODY));
  }

  /** Takes memory for what is made of the body; fails with 503 when there is none. */
  void charge(long bytes) {
    reception().ifPresent(it -> it.body().charge(bytes));
  }
}
