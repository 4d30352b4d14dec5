package dev.wharfinger.http;

import dev.wharfinger.config.Bound;
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
import org.jboss.logging.Logger;

/**
 * What happens to every request before it is routed: CORS, the session, {@code OPTIONS}, unreadable
 * addresses, and the body, read without blocking up to a limit. {@code Accept} is taken away from
 * the framework, because the contract ignores it.
 */
@ApplicationScoped
class Frame {

  private static final int BEFORE_EVERYTHING = 10_000;
  private static final String JSON = "application/json";

  /** Registries take manifests of 4 MiB, whose annotations stand in their notifications. */
  @Bound(
      of = "body of POST /api/v1/registry/events",
      unit = "bytes",
      beyond = "413",
      test = "OddReportsApiTest.takesAsMuchAsARegistrySends")
  private static final int MOST_OF_REGISTRIES = 16 * 1024 * 1024;

  private static final Logger LOG = Logger.getLogger(Frame.class);

  private final FrameSettings settings;
  private final CrossOrigin origins;
  private final SessionCookie cookie;

  Frame(FrameSettings settings, CrossOrigin origins, SessionCookie cookie) {
    this.settings = settings;
    this.origins = origins;
    this.cookie = cookie;
  }

  void install(@Observes Filters filters) {
    filters.register(this::receive, BEFORE_EVERYTHING);
  }

  /** Nobody else answers: the JSON 404 instead of the framework's page. */
  void installLastWord(@Observes Router router) {
    router.route().order(Integer.MAX_VALUE).handler(context -> refuse(context, Refusal.notFound()));
  }

  /**
   * What fails before or beside the operations: the same shapes, and no log of a client's mistake.
   */
  void installFailures(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(Frame::fail);
  }

  private static void fail(RoutingContext context) {
    int status = context.statusCode();
    if (context.response().headWritten()) {
      context.next();
    } else if (status >= 400 && status < 500 && !(context.failure() instanceof SecurityException)) {
      refuse(context, Refusal.ofStatus(status));
    } else if (Api.covers(context.request().path())) {
      Faults.log(context.request().method().name(), context.failure());
      refuse(context, Refusal.FAULT);
    } else {
      context.next();
    }
  }

  private void receive(RoutingContext context) {
    HttpServerRequest request = context.request();
    MultiMap headers = context.response().headers();
    Optional<Refusal> issue = RequestTarget.issue(request.path(), request.query());
    if (issue.isPresent()) {
      origins.open(request, headers, true);
      refuse(context, issue.get());
      return;
    }
    Optional<String> plain = RequestTarget.withPlainSlashes(request.path(), request.query());
    if (plain.isPresent()) {
      context.reroute(plain.get());
      return;
    }
    String path = context.normalizedPath();
    if (Api.readsCookies(path)) {
      cookie.receive(context);
    }
    if (Api.isForScripts(path)) {
      context.addHeadersEndHandler(_ -> plainJson(headers));
      origins.open(request, headers, false);
      context.next();
    } else if (!Api.covers(path)) {
      context.next();
    } else {
      context.addHeadersEndHandler(_ -> plainJson(headers));
      origins.open(request, headers, true);
      if (request.method().equals(HttpMethod.OPTIONS)) {
        context.response().end();
      } else if (Api.isOfSuperusers(path) && !settings.featureSuperUsers()) {
        refuse(context, Refusal.notFound());
      } else {
        receiveCall(context);
      }
    }
  }

  private void receiveCall(RoutingContext context) {
    HttpServerRequest request = context.request();
    Arrival arrival = Arrival.now();
    request.headers().remove(HttpHeaders.ACCEPT);
    if (isRead(request.method())) {
      arrival.keep(context);
      context.next();
    } else {
      readBody(context, arrival);
    }
  }

  private void readBody(RoutingContext context, Arrival arrival) {
    HttpServerRequest request = context.request();
    int most =
        Api.isOfRegistries(context.normalizedPath()) ? MOST_OF_REGISTRIES : settings.maxBodyBytes();
    if (announcedLength(request) > most) {
      refuseOnce(context, Refusal.TOO_LARGE);
      return;
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
      context.response().writeContinue();
    }
    Buffer body = Buffer.buffer();
    request.exceptionHandler(failure -> LOG.debug("A body broke off", failure));
    request.handler(chunk -> {
      if (body.length() + chunk.length() <= most) {
        body.appendBuffer(chunk);
      } else if (!context.response().ended()) {
        refuseOnce(context, Refusal.TOO_LARGE);
      }
    });
    request.endHandler(_ -> {
      if (!context.response().ended()) {
        arrival.withBody(body.getBytes()).keep(context);
        context.next();
      }
    });
  }

  /** Ends the connection as well: the rest of the body is not waited for. */
  private static void refuseOnce(RoutingContext context, Refusal refusal) {
    if (!context.response().ended() && !context.response().closed()) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      refuse(context, refusal);
    }
  }

  private static void refuse(RoutingContext context, Refusal refusal) {
    HttpServerResponse response = context.response();
    response.setStatusCode(refusal.status()).putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    response.end(Buffer.buffer(Json.line(RefusalBody.of(refusal, Origin.of(context.request())))));
  }

  /** The framework adds a charset that the contract does not have. */
  private static void plainJson(MultiMap headers) {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    if (type != null && type.startsWith(JSON + ";")) {
      headers.set(HttpHeaders.CONTENT_TYPE, JSON);
    }
  }

  private static boolean isRead(HttpMethod method) {
    return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
  }

  private static long announcedLength(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
