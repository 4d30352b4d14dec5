package dev.wharfinger.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.GeneratedRequest.Header;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes requests of the operations that the OpenAPI document lists: a well-meant one first, then a
 * few twists of it. What it makes depends on the seed, the number of the request and the ids of the
 * cast alone; a twist can be left out without changing the others, by which a failure is made
 * smaller.
 */
final class RequestGenerator {

  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** Routes beside the operations. */
  private static final List<String> OTHERS =
      List.of(
          "/",
          "/api",
          "/api/v1",
          "/api/v1/",
          "/api/v1/none",
          "/api/v1/superuser",
          "/api/v1/repository/harbour/goods/tag/1",
          "/api/v1/organization/harbour/none",
          "/v2/",
          "/v2/harbour/goods/tags/list",
          "/oauth/none",
          "/oauth/",
          "/.well-known/none",
          "/.well-known/openid-configuration",
          "/exportedlogs/",
          "/exportedlogs/a/b",
          "/keys",
          "/keys/services/quay",
          "/keys/services/quay/keys/none",
          "/q",
          "/q/openapi",
          "/q/health",
          "/q/health/live",
          "/q/health/ready",
          "/q/none",
          "/operator",
          "/operator/none",
          "/index.html",
          "/favicon.ico",
          "/robots.txt",
          "*");

  /** What costs a password hash or a key pair: fewer of them. */
  private static final Set<String> DEAR =
      Set.of(
          "createInstallUser",
          "createNewUser",
          "changeInstallUser",
          "changeUserDetails",
          "generateUserClientKey",
          "convertUserToOrganization",
          "createServiceKey",
          "initializeUser",
          "signinUser",
          "verifyUser",
          "issueAccessToken",
          "validateProxyCacheConfig",
          "createProxyCacheConfig");

  /** What takes away the ground of the others: only of things that nobody needs. */
  private static final Set<String> GRAVE =
      Set.of(
          "deleteOrganization",
          "deleteAdminedOrganization",
          "changeOrganization",
          "deleteRepository",
          "deleteUserQuotaSuperUser",
          "deleteOrganizationQuotaSuperUser");

  /** What ends the account that asks. */
  private static final Set<String> SUICIDAL =
      Set.of("deleteCurrentUser", "convertUserToOrganization");

  /** An operation of the document. */
  record Operation(
      String id, String method, String path, JsonNode schema, List<String> query, boolean form) {}

  private final long seed;
  private final Cast cast;
  private final WellMeant wellMeant;
  private final Twister twister;
  private final List<Operation> operations;
  private final List<Operation> cheap;

  RequestGenerator(long seed, JsonNode document, Cast cast) {
    this.seed = seed;
    this.cast = cast;
    this.wellMeant = new WellMeant(cast);
    this.twister = new Twister(cast);
    this.operations = operations(document);
    this.cheap = operations.stream().filter(it -> !DEAR.contains(it.id())).toList();
  }

  List<String> operationIds() {
    return operations.stream()
        .map(Operation::id)
        .filter(it -> !OTHERS.contains(it))
        .distinct()
        .sorted()
        .toList();
  }

  /** Request number {@code index}, by one of these callers. */
  GeneratedRequest request(long index, Set<Role> roles) {
    SplittableRandom random = random(index, -1);
    Set<Twist> twists = EnumSet.noneOf(Twist.class);
    int wanted = Nasty.pick(List.of(0, 0, 1, 1, 1, 1, 1, 2, 2, 3), random);
    for (int i = 0; i < wanted; i++) {
      twists.add(Nasty.pick(List.of(Twist.values()), random));
    }
    return request(index, roles, twists);
  }

  /** The same with these twists only. */
  GeneratedRequest request(long index, Set<Role> roles, Set<Twist> twists) {
    SplittableRandom random = random(index, -2);
    Operation operation = operation(index, random);
    Role role = role(operation, roles, random);
    Draft draft = wellMeant(operation, role, random);
    for (Twist twist : Twist.values()) {
      if (twists.contains(twist)) {
        twister.apply(twist, draft, random(index, twist.name().hashCode()));
      }
    }
    return draft.request(index, operation.id(), role, twists);
  }

  private static Role role(Operation operation, Set<Role> roles, SplittableRandom random) {
    List<Role> able = roles.stream().sorted(Comparator.naturalOrder()).toList();
    Role role =
        SUICIDAL.contains(operation.id()) && random.nextInt(20) != 0
            ? Role.ANONYMOUS
            : Nasty.pick(able, random);
    if (operation.id().equals("receiveRegistryEvents") && roles.contains(Role.REGISTRY)) {
      role = Nasty.pick(List.of(role, Role.REGISTRY), random);
    }
    if (operation.id().equals("logout") && Role.OF_THE_SESSION.contains(role)) {
      boolean anybodyMayWrite = !Role.WITHOUT_WRITES.containsAll(roles);
      role = anybodyMayWrite && random.nextInt(20) == 0 ? role : Role.ANONYMOUS;
    }
    return role;
  }

  /** Each in turn, so that none is forgotten; the dear ones rarely. */
  private Operation operation(long index, SplittableRandom random) {
    Operation operation = operations.get((int) (index % operations.size()));
    return DEAR.contains(operation.id()) && random.nextInt(8) != 0
        ? Nasty.pick(cheap, random)
        : operation;
  }

  private Draft wellMeant(Operation operation, Role role, SplittableRandom random) {
    Draft draft = new Draft(operation.method());
    Matcher matcher = VARIABLE.matcher(operation.path());
    draft.path =
        matcher.replaceAll(
            variable -> Matcher.quoteReplacement(value(operation, variable.group(1), random)));
    for (String name : operation.query()) {
      if (random.nextInt(3) == 0) {
        draft.query.add(name + "=" + encoded(wellMeant.text(name, random)));
      }
    }
    if (random.nextBoolean() && draft.path.startsWith("/api/v1/")) {
      draft.path = draft.path.endsWith("/") ? draft.path : draft.path + "/";
    }
    draft.headers.addAll(cast.credentials(role));
    if (operation.form()) {
      form(operation, draft, random);
    } else if (!operation.schema().isMissingNode()) {
      draft.json = wellMeant.body("", operation.schema(), random);
      draft.headers.add(new Header("Content-Type", "application/json"));
    }
    return draft;
  }

  private void form(Operation operation, Draft draft, SplittableRandom random) {
    List<String> fields =
        operation.path().startsWith("/v2/")
            ? List.of("grant_type", "service", "client_id", "scope", "username", "password")
            : List.of(
                "grant_type",
                "response_type",
                "client_id",
                "client_secret",
                "redirect_uri",
                "scope",
                "state",
                "code",
                "code_verifier",
                "code_challenge",
                "code_challenge_method",
                "username",
                "password",
                "token",
                "format",
                "assignment_uuid");
    boolean isQuery = draft.method.equals("GET");
    for (String field : fields) {
      if (random.nextInt(3) != 0) {
        String pair = field + "=" + encoded(wellMeant.text(field, random));
        (isQuery || random.nextInt(10) == 0 ? draft.query : draft.form).add(pair);
      }
    }
    if (!isQuery) {
      draft.headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
    }
  }

  /**
   * What there is comes first in its list: half of the requests that delete nothing are about it.
   */
  private String value(Operation operation, String variable, SplittableRandom random) {
    if (GRAVE.contains(operation.id())) {
      return variable.equals("repository")
          ? Cast.ORGANIZATION + "/" + Nasty.pick(Cast.disposable("repo"), random)
          : Nasty.pick(Cast.disposable("org"), random);
    }
    boolean harmless = operation.method().equals("GET") && variable.equals("username");
    List<String> values = cast.values(harmless ? "anybody" : variable);
    boolean usual = !operation.method().equals("DELETE") && random.nextBoolean();
    return usual ? values.getFirst() : Nasty.pick(values, random);
  }

  private SplittableRandom random(long index, int part) {
    SplittableRandom mixed = new SplittableRandom(seed + index * GOLDEN);
    return new SplittableRandom(mixed.nextLong() + part * GOLDEN);
  }

  static String encoded(String text) {
    return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<Operation> operations(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    for (var path : document.get("paths").properties()) {
      for (var method : path.getValue().properties()) {
        if (method.getValue().has("operationId")) {
          operations.add(operation(document, path.getKey(), method.getKey(), method.getValue()));
        }
      }
    }
    for (String other : OTHERS) {
      operations.add(
          new Operation(
              other,
              "GET",
              other,
              com.fasterxml.jackson.databind.node.MissingNode.getInstance(),
              List.of(),
              false));
    }
    return List.copyOf(operations);
  }

  private static Operation operation(
      JsonNode document, String path, String method, JsonNode described) {
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : described.path("parameters")) {
      JsonNode resolved =
          parameter.has("$ref")
              ? document.at(parameter.get("$ref").asText().substring(1))
              : parameter;
      if (resolved.path("in").asText().equals("query")) {
        query.add(resolved.get("name").asText());
      }
    }
    return new Operation(
        described.get("operationId").asText(),
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        described.at("/requestBody/content/application~1json/schema"),
        List.copyOf(query),
        path.startsWith("/oauth/") || path.equals("/v2/auth"));
  }
}
