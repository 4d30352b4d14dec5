package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.docs.Routes;
import dev.wharfinger.platform.security.Scope;
import io.restassured.RestAssured;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scope that the OpenAPI document names is the one that lets through: every operation is asked
 * with tokens of a single scope each, by an administrator of the organization and by a superuser.
 */
class SingleScopeApiTest {

  private static final Set<Scope> ALL = EnumSet.allOf(Scope.class);

  /**
   * Where the contract has it otherwise: the operation, the scopes that let through each alone, and
   * the source.
   */
  private static final String EXCEPTIONS =
      """
      getLoggedInUser            | user:read user:admin | neighbours 2.2: either will do
      createRepo                 | repo:create org:admin | neighbours 6: either will do
      getOrgRobots               | repo:create org:admin | organization 0.2: what members read
      getProxyCacheConfig        | repo:create org:admin | organization 0.2: what members read
      listOrganizationQuota      | repo:create org:admin | organization 0.2: what members read
      getOrganizationQuota       | repo:create org:admin | organization 0.2: what members read
      listOrganizationQuotaLimit | repo:create org:admin | organization 0.2: what members read
      getOrganizationQuotaLimit  | repo:create org:admin | organization 0.2: what members read
      listRepos                  | * | neighbours 6: everybody; the scope shows private ones
      conductSearch              | * | sessions 3.5: everybody; the scope shows private ones
      getOrgRobotPermissions     | - | neighbours 5: beside it org:admin, which makes the administrator
      receiveRegistryEvents      | - | ours: a registry brings a secret of its own
      getConfigDump              | - | superuser 9: FEATURE_SUPERUSER_CONFIGDUMP is off
      removeTagFromTimemachine   | * | PERMANENTLY_DELETE_TAGS is off: nothing there for anybody
      """;

  private static final Map<String, Set<Scope>> EXPECTED = expected();

  /** An operation of the document, with the request that it is asked by. */
  record Operation(String id, Set<Scope> documented, CallerRow row) {
    @Override
    public String toString() {
      return id;
    }
  }

  private static Map<String, Set<Scope>> expected() {
    Map<String, Set<Scope>> expected = new TreeMap<>();
    for (String line : EXCEPTIONS.lines().toList()) {
      String[] cells = line.split("\\s*\\|\\s*", 3);
      expected.put(
          cells[0],
          switch (cells[1]) {
            case "*" -> ALL;
            case "-" -> Set.of();
            case String words -> Scope.parse(words).orElseThrow();
          });
    }
    return expected;
  }

  static List<Operation> operations() {
    JsonNode document =
        json(
            RestAssured.get(URI.create(Wharfinger.shared().origin() + "/q/openapi?format=json"))
                .asString());
    Map<String, CallerRow> rows = rows();
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (JsonNode operation : path.getValue()) {
        if (path.getKey().startsWith("/api/v1/") && operation.has("operationId")) {
          String id = operation.get("operationId").textValue();
          Set<Scope> scopes = EnumSet.noneOf(Scope.class);
          for (JsonNode word : operation.path("security").findPath("oauth2")) {
            scopes.addAll(Scope.parse(word.textValue()).orElseThrow());
          }
          operations.add(new Operation(id, scopes, Objects.requireNonNull(rows.get(id), id)));
        }
      }
    }
    return operations;
  }

  /** For each operation a request that the administrator or a superuser may make and others not. */
  private static Map<String, CallerRow> rows() {
    List<Routes.Route> routes = Routes.ofApi();
    Map<String, CallerRow> rows = new TreeMap<>();
    for (CallerRow row : CallerRow.all()) {
      row.route(routes)
          .ifPresent(route ->
              rows.merge(route.operationId(), row, (first, next) -> tells(first) ? first : next));
    }
    return rows;
  }

  private static boolean tells(CallerRow row) {
    return Stream.of(Viewer.ADM, Viewer.SU, Viewer.FSU).anyMatch(row::admits)
        && !(row.admits(Viewer.UNSCOPED) && row.admits(Viewer.OUT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void isTheDocumentedOne(Operation operation) {
    Set<Scope> documented = covering(operation.documented());
    Set<Scope> expected = EXPECTED.getOrDefault(operation.id(), documented);
    CallerRow row = operation.row();
    Map<Viewer, Set<Scope>> actual = new EnumMap<>(Viewer.class);
    actual.put(Viewer.ADM, lettingThrough(Viewer.ADM, row));
    if (!row.status(Viewer.SU).equals(row.status(Viewer.ANON))) {
      actual.put(Viewer.SU, lettingThrough(Viewer.SU, row));
    }
    actual.values().removeIf(Set::isEmpty);
    if (actual.isEmpty()) {
      actual.put(Viewer.FSU, lettingThrough(Viewer.FSU, row));
    }
    assertThat(actual.values()).as("%s: %s", row, actual).allMatch(expected::equals);
    if (EXPECTED.containsKey(operation.id())) {
      assertThat(expected).as("an exception").isNotEqualTo(documented);
    }
  }

  @Test
  void everyExceptionIsOfAnOperation() {
    assertThat(operations().stream().map(Operation::id)).containsAll(EXPECTED.keySet());
  }

  /** The scopes that are good for what these are good for; all of them for none. */
  private static Set<Scope> covering(Set<Scope> documented) {
    Set<Scope> covering = EnumSet.copyOf(ALL);
    covering.removeIf(scope -> !Scope.cover(Set.of(scope), documented));
    return covering;
  }

  private static Set<Scope> lettingThrough(Viewer viewer, CallerRow row) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    CallerRow.Requests requests = row.requests();
    for (Scope scope : ALL) {
      int status =
          requests.send(viewer.asksWith(service(viewer), scope.word()), viewer).statusCode();
      if (!CallerRow.isRefusal(status)) {
        scopes.add(scope);
      }
    }
    return scopes;
  }

  /** Where a viewer is what the name says and the operation is there, which may need mail. */
  private static Wharfinger service(Viewer viewer) {
    return viewer == Viewer.SU ? Wharfinger.shared() : Wharfinger.fullAccess();
  }
}
