package dev.wharfinger.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/**
 * What happens to every request before routing: CORS, {@code OPTIONS}, unreadable targets, and the
 * start of receiving the body. {@code Accept} is hidden from the framework, because the contract
 * ignores it.
 */
@ApplicationScoped
class RequestIntake {

  private static final int BEFORE_EVERYTHING = 10_000;
  private static final String JSON = "application/json";

  private final CrossOrigin origins;
  private final Bodies bodies;

  RequestIntake(CrossOrigin origins, Bodies bodies) {
    this.origins = origins;
    this.bodies = bodies;
  }

  void install(@Observes Filters filters) {
    filters.register(this::receive, BEFORE_EVERYTHING);
  }

  /** Answers what no route matches with the JSON 404 instead of the framework's page. */
  void installNotFoundHandler(@Observes Router router) {
    router
        .route()
        .order(Integer.MAX_VALUE)
        .handler(context -> refuse(context, ApiError.notFound()));
  }

  /**
   * Failures before or outside the operations: the same error formats, and no log of client errors.
   */
  void installFailures(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::fail);
  }

  private void fail(RoutingContext context) {
    int status = context.statusCode();
    Optional<ApiError> passing =
        Optional.ofNullable(context.failure()).flatMap(ErrorMapper::passing);
    beginUnrouted(context);
    if (context.response().headWritten()) {
      context.next();
    } else if (status >= 400 && status < 500 && !(context.failure() instanceof SecurityException)) {
      refuse(context, ApiError.ofStatus(status));
    } else if (passing.isPresent()) {
      refuse(context, passing.get());
    } else if (Api.covers(context.request().path())) {
      Faults.log(context.request().method().name(), context.failure());
      refuse(context, ApiError.FAULT);
    } else {
      context.next();
    }
  }

  /** The router rejects some targets, such as {@code *}, before any filter sees the request. */
  private void beginUnrouted(RoutingContext context) {
    if (!context.response().headWritten() && !context.request().isEnded()) {
      bodies.begin(context);
    }
  }

  private void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    MultiMap headers = context.response().headers();
    Optional<ApiError> issue = RequestTarget.issue(request.path(), request.query());
    if (issue.isPresent()) {
      bodies.begin(context);
      origins.open(request, headers, true);
      refuse(context, issue.get());
      return;
    }
    Optional<String> plain = RequestTarget.plain(request.path(), request.query());
    if (plain.isPresent()) {
      context.reroute(plain.get());
      return;
    }
    bodies.begin(context);
    if (!Api.covers(request.path())) {
      context.next();
    } else {
      context.addHeadersEndHandler(_ -> plainJson(headers));
      origins.open(request, headers, true);
      if (request.method().equals(HttpMethod.OPTIONS)) {
        context.response().end();
      } else {
        receiveCall(context);
      }
    }
  }

  private static void receiveCall(RoutingContext context) {
    context.request().headers().remove(HttpHeaders.ACCEPT);
    context.next();
  }

  private static void refuse(RoutingContext context, ApiError refusal) {
    HttpServerResponse response = context.response();
    response.setStatusCode(refusal.status()).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    if (refusal instanceof ApiError.Unavailable(String _, int seconds)) {
      response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
    }
    response.end(Buffer.buffer(Json.line(ErrorBody.of(refusal, Origin.of(context.request())))));
  }

  /** Takes away the charset that the framework adds and the contract does not have. */
  static void plainJson(MultiMap headers) {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.startsWith(JSON + ";")) {
      headers.set(HttpHeaders.CONTENT_TYPE, JSON);
    }
  }
}
