package dev.wharfinger.api;

import dev.wharfinger.docs.Routes;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request, and what each {@link Viewer} gets for it. Every area has its rows in a file of its
 * own, {@code callers.txt} among the resources of its tests.
 *
 * <p>In a request {@code {org}} is an organization made for it in which the viewer is what the name
 * of the viewer says, {@code {own}} one that the viewer alone administers, {@code {repo}} a private
 * repository in such an {@code {org}}, {@code {app}} an application of it, {@code {fresh}} a name
 * that is not taken, {@code {missing}} likewise, {@code {self}} the viewer's own name. A JSON body
 * follows the path, which is below {@code /api/v1} unless it begins with {@code /api}.
 *
 * @param area the package of the operation's class, below {@code dev.wharfinger}
 * @param request method, path and body
 * @param statuses patterns of the status, in the order of the viewers
 */
record CallerRow(String area, String request, List<String> statuses) {

  /** Those of all areas. */
  static List<CallerRow> all() {
    return AreaRow.of("callers.txt").stream().map(CallerRow::of).toList();
  }

  private static CallerRow of(AreaRow row) {
    List<String> cells = List.of(row.line().split("\\s*\\|\\s*"));
    return new CallerRow(row.area(), cells.getFirst(), cells.subList(1, cells.size()));
  }

  /** The pattern of the status that a viewer gets. */
  String status(Viewer viewer) {
    return statuses.get(viewer.ordinal());
  }

  /** Whether a viewer is neither asked for a credential nor refused for want of a right. */
  boolean admits(Viewer viewer) {
    return !status(viewer).matches("401|403");
  }

  /** The operation that is asked, of all that there are; empty for a route that does not exist. */
  Optional<Routes.Route> route(List<Routes.Route> routes) {
    return routes.stream()
        .filter(route -> literals(route) >= 0)
        .max(Comparator.comparingInt(this::literals));
  }

  /** How many parts of the path a route has literally; negative when it is another route. */
  private int literals(Routes.Route route) {
    String[] words = request.split(" ", 3);
    if (!words[0].equals(route.method())) {
      return -1;
    }
    String path = words[1].replaceFirst("\\?.*", "");
    List<String> asked = parts(isWhole(path) ? path : "/api/v1" + path);
    List<String> template =
        parts(
            words[1].contains("{repo}")
                ? route.path().replace("{repository}", "{repo}")
                : route.path().replace("{repository}", "{namespace}/{name}"));
    if (asked.size() != template.size()) {
      return -1;
    }
    int literals = 0;
    for (int i = 0; i < asked.size(); i++) {
      if (template.get(i).equals(asked.get(i))) {
        literals++;
      } else if (!isVariable(template.get(i))) {
        return -1;
      }
    }
    return literals;
  }

  private static boolean isWhole(String path) {
    return path.startsWith("/api/");
  }

  private static boolean isVariable(String part) {
    return part.startsWith("{") && !part.equals("{repo}");
  }

  private static List<String> parts(String path) {
    return Arrays.stream(path.split("/")).filter(part -> !part.isEmpty()).toList();
  }

  /** Requests of this row, each about things that no earlier one has changed. */
  Requests requests() {
    return new Requests();
  }

  /** What a refused request names is as it was, and is used again: most are refused. */
  final class Requests {

    private final Map<Viewer, String> unused = new EnumMap<>(Viewer.class);

    /** Sends the request for a viewer, with whatever it names made before. */
    Response send(RequestSpecification asking, Viewer viewer) {
      Viewer owner = isOfViewer() ? viewer : Viewer.ANON;
      String filled = Optional.ofNullable(unused.remove(owner)).orElseGet(() -> filled(viewer));
      String[] parts = filled.split(" ", 3);
      RequestSpecification asked =
          parts.length == 3 ? asking.contentType(ContentType.JSON).body(parts[2]) : asking;
      if (isWhole(parts[1])) {
        asked = asked.basePath("");
      }
      Response answer = asked.request(Method.valueOf(parts[0]), parts[1]);
      if (parts[0].equals("GET") || isRefusal(answer.statusCode())) {
        unused.put(owner, filled);
      }
      return answer;
    }
  }

  /** Whether a status is that of a caller without the right. */
  static boolean isRefusal(int status) {
    return status == 401 || status == 403;
  }

  /** Whether the request is about the viewer. */
  private boolean isOfViewer() {
    return request.contains("{own}") || request.contains("{self}");
  }

  private String filled(Viewer viewer) {
    boolean repository = request.contains("{repo}");
    boolean application = request.contains("{app}");
    String organization =
        repository || application || request.contains("{org}") ? Scene.organization() : "";
    if (repository) {
      var _ = Scene.repository(organization, "web", false);
    }
    return request
        .replace("{repo}", organization + "/web")
        .replace("{org}", organization)
        .replace("{own}", request.contains("{own}") ? own(viewer) : "")
        .replace(
            "{build}",
            request.contains("{build}") ? Scene.build(Scene.organizationOf(Viewer.ADM)) : "")
        .replace("{kid}", request.contains("{kid}") ? Scene.serviceKey() : "")
        .replace("{app}", application ? Scene.application(organization) : "")
        .replace("{fresh}", Wharfinger.fresh("fresh"))
        .replace("{missing}", Wharfinger.fresh("missing"))
        .replace("{self}", viewer == Viewer.ANON ? "nobody" : viewer.username());
  }

  private static String own(Viewer viewer) {
    return switch (viewer) {
      case ANON -> "none";
      case ADM, UNSCOPED -> Scene.organizationOf(Viewer.ADM);
      case OUT, MEM, CREATOR, SU, FSU, ROSU -> Scene.organizationOf(viewer);
    };
  }

  @Override
  public String toString() {
    return request;
  }
}
