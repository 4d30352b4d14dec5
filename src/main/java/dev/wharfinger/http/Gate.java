package dev.wharfinger.http;

import dev.wharfinger.security.Caller;
import dev.wharfinger.security.CallerResolver;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** The checks between routing and the operation, in the contract's order. Source: common 3. */
public class Gate {

  private final CallerResolver resolver;
  private final FrameSettings settings;
  private final Call call;

  @Inject
  Gate(CallerResolver resolver, FrameSettings settings, Call call) {
    this.resolver = resolver;
    this.settings = settings;
    this.call = call;
  }

  /** Lets a request through to its operation, with its caller known, or fails with the refusal. */
  @ServerRequestFilter
  public Uni<Void> check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (!Api.covers(context.normalizedPath()) || Api.isOfRegistries(context.normalizedPath())) {
      return Uni.createFrom().voidItem();
    }
    if (settings.browserApiCallsXhrOnly() && BrowserGuard.isBarred(request)) {
      return Uni.createFrom().failure(new RefusedException(BrowserGuard.REFUSAL));
    }
    return resolver
        .resolve(Optional.ofNullable(request.getHeader("Authorization")))
        .onFailure(CallerResolver.InvalidExternalToken.class)
        .transform(failure -> new RefusedException(Refusal.error(401, reason(failure))))
        .invoke(call::identify)
        .invoke(caller -> admit(call.method(), context.normalizedPath(), caller))
        .replaceWithVoid();
  }

  private void admit(String method, String path, Caller caller) {
    boolean writes = !method.equals("GET") && !method.equals("HEAD");
    if (writes && settings.registryReadOnly()) {
      throw new RefusedException(Refusal.READ_ONLY);
    }
    if (caller instanceof Caller.Anonymous
        && !settings.featureAnonymousAccess()
        && !Api.isOpenToAll(method, path)) {
      throw new RefusedException(Refusal.NO_ANONYMOUS_ACCESS);
    }
  }

  private static String reason(Throwable failure) {
    return Optional.ofNullable(failure.getMessage()).orElse("Invalid token");
  }
}
