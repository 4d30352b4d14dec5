package dev.wharfinger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.docs.Routes;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may do what: the rows of all areas, see {@link CallerRow}, asked by every {@link Viewer}. */
class CallerMatrixApiTest {

  private static final Map<Viewer, Browser> BROWSERS = new EnumMap<>(Viewer.class);

  static List<CallerRow> rows() {
    return CallerRow.all();
  }

  @Test
  void everyOperationHasARowInItsArea() {
    List<Routes.Route> routes = Routes.ofEveryApi();
    Set<String> here =
        rows().stream()
            .flatMap(row ->
                row.route(routes).stream().map(route -> row.area() + "." + route.operationId()))
            .collect(Collectors.toSet());
    assertThat(here)
        .as("operations with a row in the callers.txt of their area")
        .isEqualTo(
            routes.stream()
                .map(route -> route.area() + "." + route.operationId())
                .collect(Collectors.toSet()));
    assertThat(new CallerRow("http", "GET /none/{missing}", List.of()).route(routes))
        .isEqualTo(Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void letsThroughWhomTheContractLetsThrough(CallerRow row) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    CallerRow.Requests requests = row.requests();
    for (Viewer viewer : Viewer.values()) {
      compare(
          viewer.name(),
          row.status(viewer),
          requests.send(viewer.asks(), viewer),
          expected,
          actual);
    }
    // A session may do what a token with every scope may.
    for (Viewer viewer : List.of(Viewer.OUT, Viewer.ADM, Viewer.SU)) {
      Browser browser = BROWSERS.computeIfAbsent(viewer, Viewer::browser);
      compare(
          viewer + " at a browser",
          row.status(viewer),
          requests.send(browser.asks(), viewer),
          expected,
          actual);
    }
    if (row.request().equals("POST /signout")) {
      BROWSERS.clear();
    }
    assertThat(actual).isEqualTo(expected);
  }

  private static void compare(
      String who, String pattern, Response answer, List<String> expected, List<String> actual) {
    String status = String.valueOf(answer.statusCode());
    expected.add(who + " " + pattern);
    actual.add(who + " " + (status.matches(pattern) ? pattern : status));
  }
}
