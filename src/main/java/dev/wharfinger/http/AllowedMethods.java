package dev.wharfinger.http;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;

/** What the {@code Allow} header of a 405 lists; the framework knows the routes but omits it. */
final class AllowedMethods {

  private AllowedMethods() {}

  /** The methods that a path has, with those that the frame adds. */
  static String of(String path) {
    Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
    RequestMapper<InitialMatch> classes =
        new RequestMapper<>(CurrentRequestManager.get().getDeployment().getClassMappers());
    RequestMapper.RequestMatch<InitialMatch> match = classes.map(path);
    if (match != null) {
      String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
      Arrays.stream(match.value.handlers)
          .flatMap(handler ->
              handler instanceof ClassRoutingHandler routes
                  ? routes.getMappers().entrySet().stream()
                  : Stream.empty())
          .filter(route -> route.getKey() != null && route.getValue().map(remaining) != null)
          .forEach(route -> methods.add(route.getKey()));
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    return String.join(", ", methods);
  }
}
