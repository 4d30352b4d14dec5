package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isAnsweredOnce;
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
 * and neither a secret nor a session. One row for every operation that writes.
 */
class RepeatedRequestsApiTest {

  static final String EVERY_SCOPE =
      "repo:read repo:write repo:admin repo:create user:read user:admin org:admin super:user";

  private static final String TERMS = "{\"method\": \"number_of_tags\", \"value\": 3}";

  /**
   * Who asks, what a repeat gets, the request. {@code gone}: the right went with what was deleted,
   * and so it is told nevertheless that it is done. {@code out}: the request ended its own caller.
   */
  static final String ROWS =
      """
      ADM same POST /organization/ {"name": "{fresh}"}
      ADM gone DELETE /organization/{org}
      ADM same PUT /organization/{org} {"invoice_email": true}
      ADM once POST /organization/{org}/applications {"name": "x"}
      ADM same DELETE /organization/{org}/applications/{app}
      ADM once PUT /organization/{org}/applications/{app} {"name": "x", "redirect_uri": "", "application_uri": ""}
      ADM once POST /organization/{org}/applications/{app}/resetclientsecret
      ADM once POST /organization/{org}/applications/{app}/tokens {"name": "x", "scope": "repo:read"}
      ADM same DELETE /organization/{org}/applications/{app}/tokens/{token}
      ADM same POST /organization/{org}/autoprunepolicy/ {"method": "number_of_tags", "value": 4}
      ADM same DELETE /organization/{org}/autoprunepolicy/{policy}
      ADM same PUT /organization/{org}/autoprunepolicy/{policy} {"method": "number_of_tags", "value": 5}
      ADM same POST /organization/{org}/exportlogs {}
      ADM same DELETE /organization/{org}/members/mel
      ADM same POST /organization/{org}/prototypes {"role": "read", "delegate": {"name": "crew", "kind": "team"}}
      ADM same DELETE /organization/{org}/prototypes/{prototype}
      ADM same PUT /organization/{org}/prototypes/{prototype} {"role": "admin"}
      ADM same POST /organization/{org}/proxycache {"upstream_registry": "8.8.8.8"}
      ADM same DELETE /organization/{org}/proxycache {proxied}
      SU same POST /organization/{org}/quota {"limit_bytes": 5}
      SU same DELETE /organization/{org}/quota/{quota}
      SU same PUT /organization/{org}/quota/{quota} {"limit_bytes": 7}
      SU same POST /organization/{org}/quota/{quota}/limit {"type": "Warning", "threshold_percent": 50}
      SU same DELETE /organization/{org}/quota/{quota}/limit/{limit}
      SU same PUT /organization/{org}/quota/{quota}/limit/{limit} {"threshold_percent": 60}
      ADM once PUT /organization/{org}/robots/ci
      ADM same DELETE /organization/{org}/robots/{robot}
      ADM same DELETE /organization/{org}/robots/{robot}/federation
      ADM same POST /organization/{org}/robots/{robot}/federation []
      ADM once POST /organization/{org}/robots/{robot}/regenerate
      ADM same DELETE /organization/{org}/team/crew
      ADM same PUT /organization/{org}/team/crew {"role": "creator"}
      ADM same PUT /organization/{org}/team/crew/invite/a@example.org
      ADM same DELETE /organization/{org}/team/crew/invite/{invited}
      ADM same DELETE /organization/{org}/team/crew/members/mel
      ADM same PUT /organization/{org}/team/crew/members/olga
      ADM same POST /repository {"namespace": "{org}", "repository": "r", "visibility": "public", "description": ""}
      ADM gone DELETE /repository/{repo}
      ADM same PUT /repository/{repo} {"description": "x"}
      ADM same PUT /repository/{repo}/changestate {"state": "READ_ONLY"}
      ADM same POST /repository/{repo}/changevisibility {"visibility": "public"}
      ADM same POST /repository/{repo}/exportlogs {}
      ADM same PUT /repository/{repo}/permissions/team/crew {"role": "read"}
      ADM same DELETE /repository/{repo}/permissions/team/{granted}
      ADM same PUT /repository/{repo}/permissions/user/mel {"role": "read"}
      ADM same DELETE /repository/{repo}/permissions/user/ada
      SU same DELETE /message/{message}
      SU same POST /messages {"message": {"content": "x", "media_type": "text/plain", "severity": "info"}}
      SU same POST /superuser/approvedkeys/{kid}
      SU key POST /superuser/keys {"service": "quay", "expiration": null}
      SU same DELETE /superuser/keys/{kid}
      SU same PUT /superuser/keys/{kid} {"name": "x"}
      SU same POST /superuser/organization/{org}/quota {"limit_bytes": 5}
      SU same DELETE /superuser/organization/{org}/quota/{quota}
      SU same PUT /superuser/organization/{org}/quota/{quota} {"limit_bytes": 7}
      SU same DELETE /superuser/organizations/{org}
      SU same PUT /superuser/organizations/{org} {"invoice_email": true}
      SU same POST /superuser/registrysize/
      SU same POST /superuser/takeownership/{org}
      SU once POST /superuser/users/ {"username": "{fresh}", "email": "{fresh}@x.org"}
      SU same POST /superuser/users/{org}/quota {"limit_bytes": 5}
      SU same DELETE /superuser/users/{org}/quota/{quota}
      SU same PUT /superuser/users/{org}/quota/{quota} {"limit_bytes": 7}
      SU same DELETE /superuser/users/{user}
      SU same PUT /superuser/users/{user} {"enabled": false}
      SU once PUT /superuser/users/{user} {"password": "another-password"}
      SU same POST /superusers/users/{user}/sendrecovery
      NEW out DELETE /user/
      NEW same PUT /user/ {"company": "Quays"}
      NEW once PUT /user/ {"password": "another-password"}
      NEW once POST /user/apptoken {"title": "x"}
      NEW same DELETE /user/apptoken/{apptoken}
      NEW same POST /user/autoprunepolicy/ {"method": "number_of_tags", "value": 3}
      NEW same DELETE /user/autoprunepolicy/{own}
      NEW same PUT /user/autoprunepolicy/{own} {"method": "number_of_tags", "value": 5}
      NEW same POST /user/exportlogs {}
      NEW once PUT /user/robots/ci
      NEW same DELETE /user/robots/{tool}
      NEW same DELETE /user/robots/{tool}/federation
      NEW same POST /user/robots/{tool}/federation []
      NEW once POST /user/robots/{tool}/regenerate
      NEW same POST /signout
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

  static Stream<String> rows() {
    return ROWS.lines();
  }

  @Test
  void everyOperationThatWritesIsHere() {
    List<String> here =
        rows().map(row -> row.split(" ", 5)).map(RepeatedRequestsApiTest::route).toList();
    assertThat(
            Routes.ofApi().stream()
                .filter(route -> !route.method().equals("GET"))
                .filter(route -> !ELSEWHERE.contains(route.operationId()))
                .filter(route -> here.stream().noneMatch(it -> matches(route, it)))
                .map(Routes.Route::operationId)
                .toList())
        .isEmpty();
  }

  private static String route(String[] row) {
    return row[2] + " /api/v1" + row[3].replace("{repo}", "{org}/web");
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
            "tool"
          }) {
        String placeholder = "{" + name + "}";
        if (filled.contains(placeholder)) {
          filled = filled.replace(placeholder, made(name));
        }
      }
      return filled;
    }

    private String made(String name) {
      String org = "/organization/" + organization;
      return switch (name) {
        case "policy" -> post(org + "/autoprunepolicy/", TERMS).get("uuid").textValue();
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
