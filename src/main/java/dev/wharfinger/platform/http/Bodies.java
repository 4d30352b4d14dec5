package dev.wharfinger.platform.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Receives the bodies of requests, all routes alike: one limit, one budget. */
@Singleton
final class Bodies {

  private final BodyBudget budget;
  private final RequestSettings settings;

  @Inject
  Bodies(BodyBudget budget, RequestSettings settings) {
    this.budget = budget;
    this.settings = settings;
  }

  /** Begins to receive the body of a request that may have one, if that has not begun yet. */
  void begin(RoutingContext context) {
    if (!ReceivedRequest.of(context).beginsNow()) {
      return;
    }
    HttpMethod method = context.request().method();
    if (!method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD)) {
      ReceivedRequest.of(context)
          .receives(Reception.begin(context, budget, settings.maxBodyBytes()));
    } else if (Reception.isLong(context.request())) {
      // Nobody reads the body of such a request: the connection ends after the answer, which says
      // so.
      context.addHeadersEndHandler(
          _ -> context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE));
    }
  }

  /** Waits for the body of a request, up to the limit of all routes. */
  Uni<Void> receive(RoutingContext context) {
    return receive(context, settings.maxBodyBytes());
  }

  /** Waits for the body of a request, up to a limit of its own. */
  Uni<Void> receive(RoutingContext context, long most) {
    return ReceivedRequest.of(context)
        .reception()
        .map(reception -> reception.ask(most))
        .orElseGet(() -> Uni.createFrom().voidItem());
  }
}
