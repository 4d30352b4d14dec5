package dev.wharfinger.platform.http;

import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.CallerResolver;
import io.quarkus.vertx.http.ManagementInterface;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Superuser operations on an installation, on the management port: clients of the API do not need
 * them, so a network can restrict access. Refusals have the contract's formats (common 4); browser
 * sessions are not accepted here.
 */
@Singleton
public class OperatorRoutes {

  private static final ApiException NOT_FOUND = new ApiException(ApiError.notFound());
  private static final ApiException NOT_ALLOWED = new ApiException(ApiError.METHOD_NOT_ALLOWED);
  private static final String JSON = "application/json";

  private final CallerResolver callers;
  private final SuperuserRequest superusers;

  @Inject
  OperatorRoutes(CallerResolver callers, SuperuserRequest superusers) {
    this.callers = callers;
    this.superusers = superusers;
  }

  /** The answer of a route. */
  public record Answer(int status, Object body) {}

  /** Registers a route for superusers, including read-only ones. */
  public void read(
      ManagementInterface management, String path, Function<RoutingContext, Uni<Answer>> work) {
    route(management, HttpMethod.GET, path, superusers::mayRead, work);
  }

  /** Registers a route for superusers. */
  public void write(
      ManagementInterface management,
      HttpMethod method,
      String path,
      Function<RoutingContext, Uni<Answer>> work) {
    route(management, method, path, superusers::mayWrite, work);
  }

  /** The contract's error formats instead of the framework's pages. */
  void installNotFoundHandler(@Observes ManagementInterface management) {
    var _ =
        management
            .router()
            .errorHandler(404, context -> fail(context, NOT_FOUND))
            .errorHandler(405, context -> fail(context, NOT_ALLOWED));
  }

  private void route(
      ManagementInterface management,
      HttpMethod method,
      String path,
      Consumer<Caller.User> right,
      Function<RoutingContext, Uni<Answer>> work) {
    management
        .router()
        .route(method, path)
        .handler(context ->
            user(context)
                .invoke(right)
                .invoke(() -> requireStorableNames(context))
                .flatMap(_ -> work.apply(context))
                .subscribe()
                .with(answer -> answer(context, answer), failure -> fail(context, failure)));
  }

  /** Such a text cannot even be sent to the database, so nothing has this name. */
  private static void requireStorableNames(RoutingContext context) {
    if (!context.pathParams().values().stream().allMatch(Text::isStorable)) {
      throw NOT_FOUND;
    }
  }

  private Uni<Caller.User> user(RoutingContext context) {
    return callers
        .resolve(Optional.ofNullable(context.request().getHeader(HttpHeaders.AUTHORIZATION)))
        .onFailure(CallerResolver.InvalidExternalToken.class)
        .recoverWithItem(Caller.ANONYMOUS)
        .map(caller ->
            switch (caller) {
              case Caller.User user -> user;
              case Caller.Anonymous _ -> throw new ApiException(ApiError.denied(Caller.ANONYMOUS));
            });
  }

  private static void answer(RoutingContext context, Answer answer) {
    if (!context.response().ended()) {
      context
          .response()
          .setStatusCode(answer.status())
          .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
          .end(Buffer.buffer(Json.line(answer.body())));
    }
  }

  private static void fail(RoutingContext context, Throwable failure) {
    ApiError refusal = refusal(context, failure);
    String origin = Origin.of(context.request());
    answer(context, new Answer(refusal.status(), ErrorBody.of(refusal, origin)));
  }

  private static ApiError refusal(RoutingContext context, Throwable failure) {
    if (failure instanceof ApiException refused) {
      return refused.refusal();
    }
    if (Outage.isBehind(failure)) {
      return ErrorMapper.NO_DATABASE;
    }
    Faults.log(context.request().method().name(), failure);
    return ApiError.FAULT;
  }
}
