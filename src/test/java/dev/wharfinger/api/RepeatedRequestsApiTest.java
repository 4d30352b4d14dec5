package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isAnsweredOnce;
import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.docs.Routes;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a request gets that is sent again under its {@code Idempotency-Key}: the checks of today,
 * and neither a secret nor a session. One row for every operation that writes, in {@code
 * repeats.txt} of its area.
 */
class RepeatedRequestsApiTest {

  static final String EVERY_SCOPE =
      "repo:read repo:write repo:admin repo:create user:read user:admin org:admin super:user";

  private static final String TERMS = "{\"method\": \"number_of_tags\", \"value\": 3}";

  private static final String NOTICE =
      """
      {"event": "repo_push", "method": "slack", "config": {"url": "x"}, "eventConfig": {}}
      """;

  /** Held elsewhere, with why they are not here. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          // begins the registry: InitializeUserApiTest
          "initializeUser",
          // of anonymous callers, who have no right that could be taken away: GetLoggedInUser aside
          "createNewUser",
          "requestRecoveryEmail",
          // begin sessions or compute something, and append nothing that has an outcome
          "signinUser",
          "verifyUser",
          "generateUserClientKey",
          "validateProxyCacheConfig",
          // change nothing, because there is nothing of the kind
          "linkExternalUser",
          "createToken",
          "changeToken",
          "deleteToken",
          "requestRepoBuild",
          "cancelRepoBuild",
          "updateBuildTrigger",
          "deleteBuildTrigger",
          "listBuildTriggerSubdirs",
          "activateBuildTrigger",
          "analyzeBuildTrigger",
          "manuallyStartBuildTrigger",
          "listTriggerBuildSources",
          "listTriggerFieldValues",
          // at an attached registry: AttachedRegistryApiTest
          "deleteFullTag",
          "restoreTag",
          "removeTagFromTimemachine",
          "changeTag",
          "startReconciliation", // ReconciliationIT
          // of what registries report: ManifestLabelsApiTest
          "addManifestLabel",
          "deleteManifestLabel",
          // write nothing to the journal
          "previewAutoPrunePolicy",
          "testRepoNotification",
          // of registries, which send events with ids of their own
          "receiveRegistryEvents",
          // takes the account away from its caller, by his password and another one's
          "convertUserToOrganization",
          // by a code of a mail or of a notification, which is spent: TeamInvitationApiTest
          "acceptOrganizationTeamInvite",
          "declineOrganizationTeamInvite",
          // of things that only consent pages and quotas make: OAuthPagesApiTest,
          // NotificationsApiTest
          "deleteAssignedAuthorization",
          "deleteUserAuthorization",
          "updateUserNotification");

  private static final Wharfinger SERVICE = Wharfinger.fullAccess();

  /**
   * The rows of all areas: who asks, what a repeat gets, the request. {@code gone}: the right went
   * with what was deleted, and so the caller is told nevertheless that it is done. {@code out}: the
   * request ended its own caller.
   */
  static Stream<String> rows() {
    return AreaRow.of("repeats.txt").stream().map(AreaRow::line);
  }

  @Test
  void everyOperationThatWritesIsHere() {
    List<String> here =
        rows().map(row -> row.split(" ", 5)).map(RepeatedRequestsApiTest::route).toList();
    assertThat(
            Routes.ofEveryApi().stream()
                .filter(route -> !route.method().equals("GET"))
                .filter(route -> !ELSEWHERE.contains(route.operationId()))
                .filter(route -> here.stream().noneMatch(it -> matches(route, it)))
                .map(Routes.Route::operationId)
                .toList())
        .isEmpty();
  }

  private static String route(String[] row) {
    String path = row[3].replaceAll("\\{(repo|mirrored|requested)}", "{org}/web");
    return row[2] + " " + (isWhole(path) ? path : "/api/v1" + path);
  }

  /** Whether a path is not below the root of Quay's API. */
  private static boolean isWhole(String path) {
    return path.startsWith("/api/");
  }

  private static boolean matches(Routes.Route route, String request) {
    String path =
        Arrays.stream(route.path().split("/", -1))
            .map(part ->
                part.equals("{repository}")
                    ? "[^/]+/[^/]+"
                    : part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
            .collect(Collectors.joining("/"));
    return request.matches(route.method() + " " + path + "/?");
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aRepeatPassesTodaysChecksAndIsShownNoSecret(String row) {
    Viewer.OUT.arrives();
    String[] parts = row.split(" ", 5);
    String name = parts[0].equals("NEW") ? Wharfinger.fresh("newcomer") : "";
    String password = name.isEmpty() ? "" : Viewer.newUser(name);
    String token =
        name.isEmpty()
            ? Viewer.valueOf(parts[0]).token()
            : Viewer.grant(name, password, EVERY_SCOPE);
    Filled filled = new Filled(token);
    String path = filled.in(parts[3]);
    String body = parts.length == 5 ? filled.in(parts[4]) : "";
    String key = Wharfinger.fresh("repeat");
    String weak =
        switch (parts[0]) {
          case "NEW" -> Viewer.grant(name, password, "repo:read");
          case "SU" -> Viewer.grant("root", "rootpassword", "repo:read");
          default -> Viewer.UNSCOPED.token();
        };

    Response first = send(SERVICE.request(token), key, parts[2], path, body);
    assertThat(first.statusCode()).as(first.asString()).isBetween(200, 204);
    Response again = send(SERVICE.request(token), key, parts[2], path, body);
    switch (parts[1]) {
      case "once" -> assertThat(again.statusCode()).as(again.asString()).isEqualTo(409);
      case "key" -> assertThat(again.asString()).contains("private key was shown once");
      case "out" -> assertThat(again.statusCode()).isEqualTo(401);
      default -> {
        assertThat(again.statusCode()).as(again.asString()).isEqualTo(first.statusCode());
        assertThat(again.asString()).isEqualTo(first.asString());
      }
    }
    assertThat(again.header("Set-Cookie")).isNull();
    if (!path.equals("/signout")) {
      int unscoped = send(SERVICE.request(weak), key, parts[2], path, body).statusCode();
      assertThat(unscoped).as("with a token of repo:read").isIn(401, 403);
    }
    if (parts[0].equals("ADM") && !filled.organization.isEmpty()) {
      leave(filled.organization);
      Response removed = send(SERVICE.request(token), key, parts[2], path, body);
      if (parts[1].equals("gone")) {
        assertThat(removed.statusCode()).isEqualTo(204);
      } else {
        isP403(removed);
      }
    }
  }

  @Test
  void aRemovedAdministratorLearnsNoTokenThatWasRotatedSince() {
    String organization = Scene.organization();
    String robot = "/organization/" + organization + "/robots/ci";
    String key = Wharfinger.fresh("robot");
    var _ = json(Viewer.ADM.asks().header("Idempotency-Key", key).put(robot), 201);
    isAnsweredOnce(Viewer.ADM.asks().header("Idempotency-Key", key).put(robot), robot.substring(1));
    var _ = json(Viewer.ADM.asks().post(robot + "/regenerate"), 200);
    isP403(Viewer.UNSCOPED.asks().header("Idempotency-Key", key).put(robot));
    leave(organization);
    isP403(Viewer.ADM.asks().header("Idempotency-Key", key).put(robot));
  }

  /** A token of other scopes has keys of its own: it neither meets nor spends those of this one. */
  @Test
  void aKeyIsOfTheCallersScopes() {
    String key = Wharfinger.fresh("scoped");
    for (String scopes : List.of("user:admin", "user:admin user:read")) {
      String body = "{\"name\": \"%1$s\", \"email\": \"%1$s@x.org\"}";
      Response created =
          Viewer.ADM
              .asksWith(scopes)
              .header("Idempotency-Key", key)
              .contentType(ContentType.JSON)
              .body(body.formatted(Wharfinger.fresh("org")))
              .post("/organization/");
      assertThat(created.statusCode()).as(created.asString()).isEqualTo(201);
    }
  }

  @Test
  void aSignUpBeginsOneSession() {
    String name = Wharfinger.fresh("signer");
    String body =
        "{\"username\": \"%s\", \"password\": \"good-password\", \"email\": \"%s@example.com\"}"
            .formatted(name, name);
    Browser browser = Browser.anonymous();
    String key = Wharfinger.fresh("signup");
    Response first = browser.sends(body).header("Idempotency-Key", key).post("/user/");
    assertThat(json(first, 200).get("username").textValue()).isEqualTo(name);
    Browser other = Browser.anonymous();
    Response again = other.sends(body).header("Idempotency-Key", key).post("/user/");
    isAnsweredOnce(again, "user/");
    assertThat(again.header("Set-Cookie")).isNull();
  }

  /** {@code ada} is in no team of it any more, and has no permission on its repositories. */
  private static void leave(String organization) {
    SERVICE.sql(
        "DELETE FROM repository_permission p USING repository r, namespace o, namespace a"
            + " WHERE p.repository = r.id AND r.namespace = o.id AND o.name = ?"
            + " AND p.account = a.id AND a.name = 'ada'",
        organization);
    SERVICE.sql(
        "DELETE FROM team_member m USING team t, namespace o, namespace a WHERE m.team = t.id"
            + " AND t.organization = o.id AND o.name = ? AND m.account = a.id AND a.name = 'ada'",
        organization);
  }

  private static Response send(
      RequestSpecification asks, String key, String method, String path, String body) {
    RequestSpecification request = asks.header("Idempotency-Key", key);
    if (isWhole(path)) {
      request.basePath("");
    }
    return (body.isEmpty() ? request : request.contentType(ContentType.JSON).body(body))
        .request(Method.valueOf(method), path);
  }

  /** A request with what it takes made beforehand. */
  private static final class Filled {

    private final String token;
    private String organization = "";

    Filled(String token) {
      this.token = token;
    }

    String in(String text) {
      String filled = text;
      if ((text.contains("{org}") || text.contains("{repo}")) && organization.isEmpty()) {
        organization = Scene.organization();
      }
      if (text.contains("{repo}")) {
        var _ = Scene.repository(organization, "web", false);
      }
      filled =
          filled
              .replace("{repo}", organization + "/web")
              .replace("{org}", organization)
              .replace("{fresh}", Wharfinger.fresh("fresh"));
      if (text.contains("{app}")) {
        String app = Scene.application(organization);
        filled =
            filled
                .replace("{app}", app)
                .replace(
                    "{token}",
                    text.contains("{token}")
                        ? Scene.applicationToken(organization, app, "repo:read")
                            .get("uuid")
                            .textValue()
                        : "");
      }
      if (text.contains("{quota}")) {
        filled = filled.replace("{quota}", quota()).replace("{limit}", limit(text));
      }
      for (String name :
          new String[] {
            "policy",
            "prototype",
            "proxied",
            "robot",
            "invited",
            "granted",
            "message",
            "kid",
            "user",
            "apptoken",
            "own",
            "mirrored",
            "requested",
            "pruned",
            "notice",
            "keeping",
            "kept",
            "tool",
            "deleted"
          }) {
        String placeholder = "{" + name + "}";
        if (filled.contains(placeholder)) {
          filled = filled.replace(placeholder, made(name));
        }
      }
      return filled;
    }

    private String mirror() {
      organization = Scene.organization();
      var _ = Scene.mirror(organization, "web");
      return organization + "/web";
    }

    private String made(String name) {
      String org = "/organization/" + organization;
      return switch (name) {
        case "policy" -> post(org + "/autoprunepolicy/", TERMS).get("uuid").textValue();
        case "mirrored" -> mirror();
        case "requested" -> {
          String mirror = mirror();
          isDone(Viewer.ADM.asks().post("/repository/" + mirror + "/mirror/sync-now"));
          yield mirror;
        }
        case "pruned" ->
            post("/repository/" + organization + "/web/autoprunepolicy/", TERMS)
                .get("uuid")
                .textValue();
        case "keeping" ->
            post(org + "/immutabilitypolicy/", "{\"tagPattern\": \"v1\"}").get("uuid").textValue();
        case "kept" ->
            post(
                    "/repository/" + organization + "/web/immutabilitypolicy/",
                    "{\"tagPattern\": \"v1\"}")
                .get("uuid")
                .textValue();
        case "notice" ->
            post("/repository/" + organization + "/web/notification/", NOTICE)
                .get("uuid")
                .textValue();
        case "own" -> post("/user/autoprunepolicy/", TERMS).get("uuid").textValue();
        case "prototype" ->
            post(
                    org + "/prototypes",
                    "{\"role\": \"read\", \"delegate\": {\"name\": \"crew\", \"kind\": \"team\"}}")
                .get("id")
                .textValue();
        case "proxied" -> {
          var _ = post(org + "/proxycache", "{\"upstream_registry\": \"8.8.8.8\"}");
          yield "";
        }
        case "robot" -> {
          var _ = Scene.robot(organization, "crane");
          yield "crane";
        }
        case "deleted" -> {
          var _ = Scene.robot(organization, "davit");
          isDone(Viewer.ADM.asks().delete(org + "/robots/davit"));
          yield "davit";
        }
        case "tool" -> {
          var _ = SERVICE.request(token).put("/user/robots/tool");
          yield "tool";
        }
        case "invited" -> {
          var _ = SERVICE.request(token).put(org + "/team/crew/invite/b@example.org");
          yield "b@example.org";
        }
        case "granted" -> {
          Scene.grant("/repository/" + organization + "/web", "team", "crew", "read");
          yield "crew";
        }
        case "message" -> {
          var _ =
              SERVICE
                  .request(token)
                  .contentType(ContentType.JSON)
                  .body(
                      "{\"message\": {\"content\": \"y\", \"media_type\": \"text/plain\","
                          + " \"severity\": \"info\"}}")
                  .post("/messages");
          yield json(SERVICE.request(token).get("/messages"), 200)
              .at("/messages/0/uuid")
              .textValue();
        }
        case "kid" -> Scene.serviceKey();
        case "user" -> {
          String user = Wharfinger.fresh("somebody");
          var _ = Viewer.newUser(user);
          yield user;
        }
        case "apptoken" ->
            post("/user/apptoken", "{\"title\": \"y\"}").at("/token/uuid").textValue();
        default -> throw new AssertionError(name);
      };
    }

    private String quota() {
      String path = "/organization/" + organization + "/quota";
      var _ = post(path, "{\"limit_bytes\": 9}");
      return json(SERVICE.request(token).get(path), 200).at("/0/id").asText();
    }

    private String limit(String text) {
      if (!text.contains("{limit}")) {
        return "";
      }
      String path = "/organization/" + organization + "/quota";
      String quota = json(SERVICE.request(token).get(path), 200).at("/0/id").asText();
      var _ =
          post(path + "/" + quota + "/limit", "{\"type\": \"Warning\", \"threshold_percent\": 40}");
      return json(SERVICE.request(token).get(path), 200).at("/0/limits/0/id").asText();
    }

    private JsonNode post(String path, String body) {
      Response answer = SERVICE.request(token).contentType(ContentType.JSON).body(body).post(path);
      assertThat(answer.statusCode()).as(answer.asString()).isBetween(200, 201);
      return json(answer.asString());
    }
  }
}
