package dev.wharfinger.platform.http;

import dev.wharfinger.platform.http.ApiOperation.Rule;
import dev.wharfinger.platform.security.Scope;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;
import org.jboss.resteasy.reactive.server.mapping.URITemplate;
import org.jspecify.annotations.Nullable;

/**
 * The operation that a request was routed to. Checks ask this instead of the path, which could be
 * spelled so that they and the router understand it differently.
 *
 * @param ofApi whether it belongs to the API
 * @param ofSuperusers whether FEATURE_SUPER_USERS hides it
 * @param scope the scope that a token needs, if any
 */
record MatchedRoute(boolean ofApi, boolean ofSuperusers, Optional<Scope> scope, Set<Rule> rules) {

  private static final Map<RuntimeResource, MatchedRoute> KNOWN = new ConcurrentHashMap<>();

  /** The route of the current request, after routing. */
  static MatchedRoute current() {
    return KNOWN.computeIfAbsent(CurrentRequestManager.get().getTarget(), MatchedRoute::read);
  }

  boolean has(Rule rule) {
    return rules.contains(rule);
  }

  private static MatchedRoute read(RuntimeResource route) {
    String template = text(route.getClassPath()) + text(route.getPath());
    Optional<ApiOperation> operation =
        Arrays.stream(route.getLazyMethod().getAnnotations())
            .filter(ApiOperation.class::isInstance)
            .map(ApiOperation.class::cast)
            .findFirst();
    return new MatchedRoute(
        Api.covers(template),
        isOfSuperusers(template),
        operation.flatMap(it -> Arrays.stream(it.scope()).findFirst()),
        operation.map(it -> Set.of(it.rules())).orElse(Set.of()));
  }

  /** Whether FEATURE_SUPER_USERS hides this route. */
  static boolean isOfSuperusers(String template) {
    return template.startsWith(Api.ROOT + "/superuser/")
        || template.startsWith(Api.ROOT + "/superusers/");
  }

  private static String text(@Nullable URITemplate template) {
    return template == null ? "" : template.template;
  }
}
