package dev.wharfinger.platform.http;

import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.security.BearerToken;
import dev.wharfinger.platform.security.Caller;
import dev.wharfinger.platform.security.CallerResolver;
import dev.wharfinger.platform.security.SessionCallers;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The checks between routing and the operation, in the contract's order. Source: common 3. */
public class RequestChecks {

  private final CallerResolver resolver;
  private final SessionCallers sessions;
  private final RequestSettings settings;
  private final CrossOrigin origins;
  private final SessionCookie cookie;
  private final Bodies bodies;
  private final ApiRequest apiRequest;

  @Inject
  RequestChecks(
      CallerResolver resolver,
      SessionCallers sessions,
      RequestSettings settings,
      CrossOrigin origins,
      SessionCookie cookie,
      Bodies bodies,
      ApiRequest apiRequest) {
    this.resolver = resolver;
    this.sessions = sessions;
    this.settings = settings;
    this.origins = origins;
    this.cookie = cookie;
    this.bodies = bodies;
    this.apiRequest = apiRequest;
  }

  /**
   * Passes a request to its operation, with its caller resolved and its body received, or fails
   * with the refusal. Checks that need no body come before waiting for it.
   */
  @ServerRequestFilter
  public Uni<Void> check(RoutingContext context) {
    MatchedRoute route = MatchedRoute.current();
    if (route.ofSuperusers() && !settings.featureSuperUsers()) {
      return Uni.createFrom().failure(new ApiException(ApiError.notFound()));
    }
    if (route.has(Rule.OWN_CREDENTIALS)) {
      // The operation requests the body once it knows the sender.
      return Uni.createFrom().voidItem();
    }
    if (route.ofApi() || route.has(Rule.SESSION_COOKIE)) {
      cookie.receive(context);
    }
    if (route.has(Rule.READ_BY_SCRIPTS)) {
      MultiMap headers = context.response().headers();
      origins.open(context.request(), headers, false);
      context.addHeadersEndHandler(_ -> RequestIntake.plainJson(headers));
    }
    if (!route.ofApi()) {
      return bodies.receive(context);
    }
    Uni<Void> tokenOfForm =
        CsrfCheck.mayBeInForm(context.request())
            ? bodies.receive(context)
            : Uni.createFrom().voidItem();
    return tokenOfForm
        .flatMap(_ -> check(context.request(), route))
        .flatMap(_ -> bodies.receive(context));
  }

  private Uni<Void> check(HttpServerRequest request, MatchedRoute route) {
    if (settings.browserApiCallsXhrOnly() && BrowserGuard.isBarred(request)) {
      return Uni.createFrom().failure(new ApiException(BrowserGuard.REFUSAL));
    }
    Optional<String> authorization = Optional.ofNullable(request.getHeader("Authorization"));
    boolean bearer = authorization.flatMap(BearerToken::of).isPresent();
    return (bearer ? ofToken(authorization) : ofSession())
        .invoke(found -> {
          apiRequest.identify(found, route.scope());
          refuseForgery(route, found.caller(), bearer);
          admit(route, found.caller());
        })
        .replaceWithVoid();
  }

  /** A request with an invalid token is anonymous, despite other credentials (sessions 1.2). */
  private Uni<SessionCallers.Found> ofToken(Optional<String> authorization) {
    return resolver
        .resolve(authorization)
        .onFailure(CallerResolver.InvalidExternalToken.class)
        .transform(failure -> new ApiException(ApiError.error(401, reason(failure))))
        .map(caller -> new SessionCallers.Found(caller, false));
  }

  private Uni<SessionCallers.Found> ofSession() {
    return apiRequest
        .session()
        .map(session -> sessions.of(session, apiRequest.receivedAt()))
        .orElseGet(() -> Uni.createFrom().item(SessionCallers.Found.NOBODY));
  }

  /**
   * A write with a session must carry the session's CSRF token. Without a session there is nothing
   * to protect, except when starting one: otherwise another site could sign its visitors in as
   * another user. Source: contract sessions 1.3.
   */
  private void refuseForgery(MatchedRoute route, Caller caller, boolean bearer) {
    boolean byToken = bearer && caller instanceof Caller.User;
    if (isRead(apiRequest.method()) || byToken || route.has(Rule.CSRF_TOKEN_NEVER)) {
      return;
    }
    boolean needed =
        route.has(Rule.CSRF_TOKEN_ALWAYS) || (!bearer && apiRequest.session().isPresent());
    if (needed
        && !apiRequest.session().filter(it -> it.accepts(apiRequest.csrfToken())).isPresent()) {
      throw new ApiException(CsrfCheck.refusal(caller));
    }
  }

  private void admit(MatchedRoute route, Caller caller) {
    if (!isRead(apiRequest.method())
        && settings.registryReadOnly()
        && !route.has(Rule.WHILE_READ_ONLY)) {
      throw new ApiException(ApiError.READ_ONLY);
    }
    if (caller instanceof Caller.Anonymous
        && !settings.featureAnonymousAccess()
        && !route.has(Rule.ANONYMOUS_ALWAYS)) {
      throw new ApiException(ApiError.NO_ANONYMOUS_ACCESS);
    }
  }

  private static boolean isRead(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  private static String reason(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElse("Invalid token");
  }
}
