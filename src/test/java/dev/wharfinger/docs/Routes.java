package dev.wharfinger.docs;

import java.util.List;

/** The routes of the service, read off the classes. */
public final class Routes {

  private Routes() {}

  /**
   * A route by method, path and operationId.
   *
   * @param area the package of its class, by its last name
   */
  public record Route(String method, String path, String operationId, String area) {}

  /** Those under {@code /api/v1}. */
  public static List<Route> ofApi() {
    return all().stream().filter(route -> route.path().startsWith("/api/v1/")).toList();
  }

  /** Those under {@code /api/wharfinger/v1}, too. */
  public static List<Route> ofEveryApi() {
    return all().stream().filter(route -> route.path().startsWith("/api/")).toList();
  }

  /** All of them. */
  public static List<Route> all() {
    return OperationsPage.routes().stream()
        .map(route ->
            new Route(
                route.method(), route.path(), route.operationId(), route.type().split("\\.", 5)[3]))
        .toList();
  }
}
