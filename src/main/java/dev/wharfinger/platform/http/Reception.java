package dev.wharfinger.platform.http;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Receives the body of one request: buffered from the first byte, so that none of it waits
 * uncounted in the server, and handed out once everything that needs no body has been decided.
 */
final class Reception {

  /** After a refusal the connection is kept if no more than this remains of the body. */
  private static final int MAX_DRAINED = BodyBudget.SMALL;

  private final HttpServerRequest request;
  private final Runnable invite;
  private final Body body;
  private final long announced;
  private final boolean expected;
  private final Context loop;

  /** Its limit in bytes until the operation asks for the body. */
  private long most;

  private boolean complete;
  private boolean asked;
  private @Nullable ApiError refusal;
  private @Nullable UniEmitter<? super Void> waiting;

  private Reception(RoutingContext context, BodyBudget budget, long most) {
    this.request = context.request();
    this.invite = context.response()::writeContinue;
    this.announced = announcedLength(request);
    this.expected = "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
    this.loop = Objects.requireNonNull(Vertx.currentContext());
    this.most = most;
    this.body =
        new Body(budget, announced, () -> loop.runOnContext(_ -> refuse(ApiError.TOO_BUSY)));
  }

  /** Starts buffering; everything is released when the request has been answered. */
  static Reception begin(RoutingContext context, BodyBudget budget, long most) {
    Reception reception = new Reception(context, budget, most);
    reception.start();
    context.addEndHandler(_ -> reception.end());
    context.addHeadersEndHandler(_ -> {
      if (reception.shouldReject()) {
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      }
    });
    return reception;
  }

  private void start() {
    request.exceptionHandler(_ -> breakOff());
    request.handler(this::keep);
    request.endHandler(_ -> finish());
  }

  private void keep(Buffer chunk) {
    if (refusal != null || body.isReleased() || announced > most) {
      return;
    }
    if (body.length() + chunk.length() > most) {
      if (asked) {
        refuse(ApiError.TOO_LARGE);
        return;
      }
      request.pause();
    }
    if (!body.append(chunk)) {
      refuse(ApiError.TOO_BUSY);
    }
  }

  private void finish() {
    complete = true;
    body.complete();
    UniEmitter<? super Void> asking = waiting;
    if (asking != null && refusal == null) {
      asking.complete(null);
    }
  }

  /**
   * Releases everything; what still arrives is read and discarded, or the connection would stall.
   */
  private void end() {
    body.release();
    if (!complete) {
      request.resume();
    }
  }

  private void breakOff() {
    refuse(ApiError.BAD_REQUEST);
  }

  private void refuse(ApiError because) {
    if (complete || refusal != null) {
      return;
    }
    refusal = because;
    body.release();
    UniEmitter<? super Void> asking = waiting;
    if (asking != null) {
      asking.fail(new ApiException(because));
    }
  }

  /**
   * Waits for the whole body. Fails with {@link ApiException}: 415 for an encoded one, 413 for one
   * that is longer, 503 when there is no memory for it.
   */
  Uni<Void> ask(long bound) {
    return Uni.createFrom().emitter(emitter -> onLoop(() -> ask(bound, emitter)));
  }

  /** Data arrives on the event loop; a caller on another thread could miss the end of the body. */
  private void onLoop(Runnable work) {
    if (Vertx.currentContext() == loop) {
      work.run();
    } else {
      loop.runOnContext(_ -> work.run());
    }
  }

  private void ask(long bound, UniEmitter<? super Void> asking) {
    most = bound;
    body.bound(bound);
    asked = true;
    Optional<ApiError> issue = issue();
    if (issue.isPresent()) {
      body.release();
      asking.fail(new ApiException(issue.get()));
    } else if (complete) {
      asking.complete(null);
    } else {
      waiting = asking;
      if (expected && body.length() == 0) {
        invite.run();
      }
      request.resume(); // the framework has paused it
    }
  }

  private Optional<ApiError> issue() {
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
      return Optional.of(ApiError.ENCODED);
    }
    if (announced > most || body.length() > most) {
      return Optional.of(ApiError.TOO_LARGE);
    }
    return Optional.ofNullable(refusal);
  }

  /** The whole body. */
  Body body() {
    return body;
  }

  private boolean shouldReject() {
    return !complete && (expected || announced < 0 || announced - body.length() > MAX_DRAINED);
  }

  /** Whether a request announces a body too long to read and discard. */
  static boolean isLong(HttpServerRequest request) {
    long announced = announcedLength(request);
    return announced < 0 || announced > MAX_DRAINED;
  }

  /** Negative if the length is unknown; a request without any length header has no body. */
  private static long announcedLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      if (length == null) {
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? -1 : 0;
      }
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
