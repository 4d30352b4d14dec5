package dev.wharfinger.platform.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.platform.http.Json;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts requests by the routes of the OpenAPI document. The framework takes the address that was
 * sent where a request is refused before it is routed: made-up addresses would use up its limit of
 * rows, and after that no route that is new would be counted.
 */
@Singleton
class CountedRoutes implements MeterFilter {

  private static final String REQUESTS = "http.server.requests";
  private static final String ROUTE = "uri";
  private static final Set<String> NO_ROUTES = Set.of("NOT_FOUND", "REDIRECTION", "root");

  private final Instance<OpenApiDocumentService> documents;
  private volatile Set<String> routes = Set.of();

  @Inject
  CountedRoutes(Instance<OpenApiDocumentService> documents) {
    this.documents = documents;
  }

  @Override
  public Meter.Id map(Meter.Id id) {
    return id.getName().equals(REQUESTS) ? map(id, routes()) : id;
  }

  static Meter.Id map(Meter.Id id, Set<String> routes) {
    String route = id.getTag(ROUTE);
    return route == null || NO_ROUTES.contains(route) || routes.contains(spelled(route))
        ? id
        : id.replaceTags(Tags.of(id.getTagsAsIterable()).and(ROUTE, "UNKNOWN"));
  }

  private Set<String> routes() {
    Set<String> known = routes;
    if (known.isEmpty()) {
      known =
          Stream.of("<default>", OwnOperations.DOCUMENT)
              .flatMap(name -> document(name).path("paths").properties().stream())
              .map(path -> spelled(path.getKey()))
              .collect(Collectors.toUnmodifiableSet());
      routes = known;
    }
    return known;
  }

  private JsonNode document(String name) {
    return Json.parse(documents.get().getDocument(name, Format.JSON)).orElseThrow();
  }

  /** Both spellings of a path are one route. */
  private static String spelled(String route) {
    return route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
  }
}
