package dev.wharfinger.platform.http;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/**
 * The methods for the {@code Allow} header of a 405; the framework knows the routes but omits the
 * header.
 *
 * @param header the methods of a path, including those added by the frame
 * @param ofSuperusers whether FEATURE_SUPER_USERS hides the path
 */
record AllowedMethods(String header, boolean ofSuperusers) {

  /** The methods of a path. */
  static AllowedMethods of(String path) {
    boolean ofSuperusers = false;
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    RequestMapper<InitialMatch> classes =
        new RequestMapper<>(CurrentRequestManager.get().getDeployment().getClassMappers());
    RequestMapper.RequestMatch<InitialMatch> match = classes.map(path);
    if (match != null) {
      String root = match.template.template;
      String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
      for (var route :
          Arrays.stream(match.value.handlers)
              .flatMap(handler ->
                  handler instanceof ClassRoutingHandler routes
                      ? routes.getMappers().entrySet().stream()
                      : Stream.empty())
              .toList()) {
        var found = route.getKey() == null ? null : route.getValue().map(remaining);
        if (found != null) {
          methods.add(route.getKey());
          ofSuperusers |= MatchedRoute.isOfSuperusers(root + found.template.template);
        }
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return new AllowedMethods(String.join(", ", methods), ofSuperusers);
  }
}
