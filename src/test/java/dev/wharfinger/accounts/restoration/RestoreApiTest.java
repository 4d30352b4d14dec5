package dev.wharfinger.accounts.restoration;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** restoreDeleted and listDeleted. */
class RestoreApiTest {

  private static final String HISTORY = "/api/wharfinger/v1/history/";

  @Test
  void restoresATeamAsItWas() {
    String name = Scene.organization();
    String repository = Scene.repository(name, "web", false);
    Scene.grant(repository, "team", "crew", "write");
    prototype(name, "{\"name\": \"crew\", \"kind\": \"team\"}");
    isOk(
        Viewer.ADM
            .sends("{\"role\": \"creator\", \"description\": \"all hands\"}")
            .put("/organization/" + name + "/team/crew"));
    Map<String, JsonNode> before = states("team/" + name + "/crew");
    String list = "/organization/" + name + "/team/crew/members";
    String members = Viewer.ADM.asks().get(list).asString();
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/team/crew"));
    long seq = now();

    JsonNode answer = restored(Viewer.ADM, "team/" + name + "/crew", "");
    assertThat(answer.get("name").textValue()).isEqualTo(name + "/crew");
    assertThat(answer.get("seq").asLong()).isEqualTo(seq - 1);
    assertThat(answer.get("restored_seq").asLong()).isEqualTo(seq + 1);
    assertThat(answer.at("/restored/members").asInt()).isOne();
    assertThat(answer.at("/restored/permissions").asInt()).isOne();
    assertThat(answer.at("/restored/default_permissions").asInt()).isOne();
    assertThat(answer.get("left_out")).isEmpty();
    assertThat(states("team/" + name + "/crew")).isEqualTo(before);
    assertThat(Viewer.ADM.asks().get(list).asString()).isEqualTo(members);
    assertThat(Scene.lastLog(name).toString())
        .isEqualTo("{\"team\":\"crew\",\"kind\":\"team_restore\"}");
    JsonNode history =
        json(Viewer.ADM.asks().basePath("").get(HISTORY + "team/" + name + "/crew"), 200);
    assertThat(history.get("id")).isEqualTo(answer.get("id"));
    assertThat(history.get("first_seq")).isEqualTo(answer.get("restored_seq"));
    assertThat(history.at("/others/0/id")).as("its earlier life").isEqualTo(answer.get("id"));
    assertThat(history.at("/others/0/last_seq").asLong()).isEqualTo(seq);

    isTaken(restore(Viewer.ADM, "team/" + name + "/crew", ""), "crew");
  }

  @Test
  void restoresARobotWithAnotherToken() {
    String name = Scene.organization();
    String robot = Scene.robot(name, "crane");
    String repository = Scene.repository(name, "web", false);
    Scene.grant(repository, "user", robot, "write");
    isOk(Viewer.ADM.sends("{}").put("/organization/" + name + "/team/crew/members/" + robot));
    isOk(
        Viewer.ADM
            .sends("[{\"issuer\": \"https://ci.example\", \"subject\": \"main\"}]")
            .post("/organization/" + name + "/robots/crane/federation"));
    String path = "/organization/" + name + "/robots/crane";
    JsonNode was = json(Viewer.ADM.asks().get(path), 200);
    Map<String, JsonNode> before = states("robot/" + robot);
    isDone(Viewer.ADM.asks().delete(path));

    JsonNode answer = restored(Viewer.ADM, "robot/" + robot, "");
    assertThat(answer.get("name").textValue()).isEqualTo(robot);
    assertThat(answer.get("secrets_renewed").toString())
        .isEqualTo("[{\"kind\":\"robot\",\"name\":\"crane\"}]");
    assertThat(withoutSecrets(states("robot/" + robot))).isEqualTo(withoutSecrets(before));
    JsonNode is = json(Viewer.ADM.asks().get(path), 200);
    assertThat(is.get("token").textValue()).hasSize(64).isNotEqualTo(was.get("token").textValue());
    assertThat(is.get("created")).isEqualTo(was.get("created"));
    assertThat(answer.toString()).doesNotContain(is.get("token").textValue());
    assertThat(Viewer.ADM.asks().get(path + "/permissions").asString()).contains("\"write\"");
    assertThat(Scene.lastLog(name).toString())
        .isEqualTo("{\"robot\":\"crane\",\"kind\":\"robot_restore\"}");
  }

  @Test
  void restoresARepositoryWithItsPermissionsAndPolicies() {
    String name = Scene.organization();
    String repository = Scene.repository(name, "deep/web", true);
    Scene.grant(repository, "team", "crew", "write");
    Scene.grant(repository, "user", Viewer.MEM.username(), "read");
    var _ =
        json(
            Viewer.ADM
                .sends("{\"method\": \"number_of_tags\", \"value\": 10}")
                .post(repository + "/autoprunepolicy/"),
            201);
    var _ =
        json(
            Viewer.ADM
                .sends("{\"tagPattern\": \"v.*\", \"tagPatternMatches\": false}")
                .post(repository + "/immutabilitypolicy/"),
            201);
    isOk(
        Viewer.ADM
            .sends(Wharfinger.fullAccess(), "{\"state\": \"READ_ONLY\"}")
            .put(repository + "/changestate"));
    String shown = Viewer.ADM.asks().get(repository).asString();
    String policies = Viewer.ADM.asks().get(repository + "/immutabilitypolicy/").asString();
    Map<String, JsonNode> before = states("repository/" + name + "/deep/web");
    var _ =
        json(
            Viewer.ADM
                .sends(
                    """
                    {"event": "repo_push", "method": "webhook", "title": "hook", "eventConfig": {},
                     "config": {"url": "https://example.com/"}}
                    """)
                .post(repository + "/notification/"),
            201);
    isDone(Viewer.ADM.asks().delete(repository));

    JsonNode answer = restored(Viewer.ADM, "repository/" + name + "/deep/web", "{}");
    assertThat(answer.at("/restored/permissions").asInt()).isEqualTo(3);
    assertThat(answer.at("/restored/policies").asInt()).isEqualTo(2);
    assertThat(answer.get("left_out")).hasSize(1);
    assertThat(answer.at("/left_out/0").toString()).contains("notification", "hook", "secret");
    assertThat(Viewer.ADM.asks().get(repository + "/immutabilitypolicy/").asString())
        .isEqualTo(policies);
    assertThat(states("repository/" + name + "/deep/web")).isEqualTo(before);
    assertThat(Viewer.ADM.asks().get(repository).asString()).isEqualTo(shown);
    assertThat(Scene.lastLog(name).get("kind").textValue()).isEqualTo("repo_restore");
    assertThat(Scene.lastLog(name).get("namespace").textValue()).isEqualTo(name);
  }

  @Test
  void restoresAnOrganizationWithEverything() {
    String name = Scene.organization();
    String repository = Scene.repository(name, "web", false);
    var _ = Scene.repository(name, "api", true);
    String robot = Scene.robot(name, "crane");
    Scene.grant(repository, "user", robot, "write");
    Scene.grant(repository, "team", "crew", "read");
    prototype(name, "{\"name\": \"%s\", \"kind\": \"user\"}".formatted(robot));
    prototype(name, "{\"name\": \"crew\", \"kind\": \"team\"}");
    String organization = "/organization/" + name;
    String client = Scene.application(name);
    JsonNode application =
        json(Viewer.ADM.asks().get(organization + "/applications/" + client), 200);
    isOk(Viewer.ADM.sends("{\"invoice_email\": true}").put(organization));
    for (String policies :
        List.of(organization + "/autoprunepolicy/", repository + "/autoprunepolicy/")) {
      var _ =
          json(
              Viewer.ADM.sends("{\"method\": \"creation_date\", \"value\": \"2w\"}").post(policies),
              201);
    }
    var _ =
        json(
            Viewer.ADM
                .sends("{\"tagPattern\": \"v.*\"}")
                .post(organization + "/immutabilitypolicy/"),
            201);
    isText(
        Viewer.FSU.sends("{\"limit_bytes\": 100000}").post(organization + "/quota"),
        201,
        "Created");
    String quota =
        json(Viewer.ADM.asks().get(organization + "/quota"), 200).get(0).get("id").asText();
    isText(
        Viewer.FSU
            .sends("{\"type\": \"Reject\", \"threshold_percent\": 80}")
            .post(organization + "/quota/" + quota + "/limit"),
        201,
        "Created");
    isText(
        Viewer.ADM
            .sends(
                "{\"upstream_registry\": \"8.8.8.8\", \"upstream_registry_username\": \"ada\","
                    + " \"upstream_registry_password\": \"secret\"}")
            .post(organization + "/proxycache"),
        201,
        "Created");
    List<String> views =
        List.of(
            "",
            "/prototypes",
            "/quota",
            "/members",
            "/autoprunepolicy/",
            "/immutabilitypolicy/",
            "/team/crew/members");
    List<String> shown =
        views.stream().map(it -> Viewer.ADM.asks().get(organization + it).asString()).toList();
    Map<String, JsonNode> before = states("organization/" + name);
    isDone(Viewer.ADM.asks().delete(organization));
    long seq = now();

    JsonNode would = restored(Viewer.FSU, "organization/" + name, "{\"dry_run\": true}");
    assertThat(would.get("restored_seq").isNull()).isTrue();
    isP404(Viewer.FSU.asks().get(organization));
    JsonNode answer = restored(Viewer.FSU, "organization/" + name, "{\"strict\": true}");
    assertThat(answer.get("restored_seq").asLong()).isEqualTo(seq + 1);
    assertThat(((ObjectNode) answer).putNull("restored_seq")).isEqualTo(would);
    assertThat(answer.get("left_out").toString())
        .contains("credentials", "8.8.8.8", "secret")
        .doesNotContain("deleted");
    assertThat(answer.get("secrets_renewed")).hasSize(2);
    assertThat(answer.at("/restored/repositories").asInt()).isEqualTo(2);

    Map<String, JsonNode> after = states("organization/" + name);
    assertThat(withoutSecrets(after)).isEqualTo(withoutSecrets(before));
    for (int i = 0; i < views.size(); i++) {
      assertThat(Viewer.ADM.asks().get(organization + views.get(i)).asString())
          .as(views.get(i))
          .isEqualTo(shown.get(i));
    }
    JsonNode secret = json(Viewer.ADM.asks().get(organization + "/applications/" + client), 200);
    assertThat(secret.get("client_secret").textValue())
        .hasSize(40)
        .isNotEqualTo(application.get("client_secret").textValue());
    assertThat(((ObjectNode) secret).without("client_secret").toString())
        .isEqualTo(((ObjectNode) application).without("client_secret").toString());
    assertThat(
            json(Viewer.ADM.asks().get(organization + "/robots/crane"), 200)
                .get("token")
                .textValue())
        .hasSize(64);
    assertThat(Scene.kinds(json(Viewer.ADM.asks().get(organization + "/logs"), 200).get("logs")))
        .as("the log goes on")
        .startsWith("org_restore", "org_delete")
        .contains("create_robot");
    assertThat(Scene.lastLog(name).toString())
        .isEqualTo("{\"namespace\":\"%s\",\"kind\":\"org_restore\"}".formatted(name));
    isTaken(restore(Viewer.FSU, "organization/" + name, ""), name);
  }

  @Test
  void restoresALargeOrganizationInSeveralRecords() {
    String name = Scene.organization();
    String body =
        "{\"namespace\": \"%s\", \"repository\": \"web%d\", \"visibility\": \"private\","
            + " \"description\": \"%s\"}";
    for (int i = 0; i < 30; i++) {
      var _ =
          json(
              Viewer.ADM.sends(body.formatted(name, i, "x".repeat(20_000))).post("/repository"),
              201);
    }
    Map<String, JsonNode> before = states("organization/" + name);
    isDone(Viewer.ADM.asks().delete("/organization/" + name));
    long seq = now();
    JsonNode answer = restored(Viewer.FSU, "organization/" + name, "");
    assertThat(now()).as("records").isGreaterThanOrEqualTo(seq + 4);
    assertThat(answer.at("/restored/repositories").asInt()).isEqualTo(30);
    assertThat(answer.at("/restored/permissions").asInt()).isEqualTo(30);
    assertThat(states("organization/" + name)).isEqualTo(before);
    isTaken(restore(Viewer.FSU, "organization/" + name, ""), name);
  }

  @Test
  void restoresManyTeamsMembersAndRepositoriesAsTheyWere() {
    String name = Scene.organization();
    String organization = "/organization/" + name;
    for (int team = 0; team < 20; team++) {
      isOk(
          Viewer.ADM
              .sends("{\"role\": \"creator\", \"description\": \"number %d\"}".formatted(team))
              .put(organization + "/team/team" + team));
      for (int member = 0; member < 10; member++) {
        String robot = Scene.robot(name, "r%dx%d".formatted(team, member));
        isOk(Viewer.ADM.sends("{}").put(organization + "/team/team" + team + "/members/" + robot));
      }
    }
    for (int number = 0; number < 300; number++) {
      String repository = Scene.repository(name, "web" + number, number % 2 == 0);
      Scene.grant(repository, "team", "team" + number % 20, "write");
    }
    Map<String, JsonNode> before = states("organization/" + name);
    String shown = Viewer.ADM.asks().get(organization).asString();
    isDone(Viewer.ADM.asks().delete(organization));

    JsonNode answer = restored(Viewer.FSU, "organization/" + name, "{\"strict\": true}");
    assertThat(answer.at("/restored/teams").asInt()).isGreaterThanOrEqualTo(20);
    assertThat(answer.at("/restored/members").asInt()).isGreaterThanOrEqualTo(200);
    assertThat(answer.at("/restored/repositories").asInt()).isEqualTo(300);
    assertThat(answer.get("left_out")).isEmpty();
    assertThat(withoutSecrets(states("organization/" + name))).isEqualTo(withoutSecrets(before));
    assertThat(Viewer.ADM.asks().get(organization).asString()).isEqualTo(shown);
  }

  @Test
  void leavesOutWhatIsGoneOrRefuses() {
    String name = Scene.organization();
    String repository = Scene.repository(name, "web", false);
    Scene.grant(repository, "team", "crew", "write");
    String user = fresh("mayfly");
    var _ = Viewer.newUser(user);
    String robot = Scene.robot(name, "crane");
    for (String member : List.of(user, robot)) {
      isOk(Viewer.ADM.sends("{}").put("/organization/" + name + "/team/crew/members/" + member));
    }
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/team/crew"));
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/robots/crane"));
    isDone(Viewer.ADM.asks().delete(repository));
    isDone(Viewer.SU.asks().delete("/superuser/users/" + user));

    Response strict = restore(Viewer.ADM, "team/" + name + "/crew", "{\"strict\": true}");
    assertThat(strict.statusCode()).as(strict.asString()).isEqualTo(409);
    assertThat(strict.asString()).contains("Cannot be restored: 3 of its parts");
    isP404(Viewer.ADM.asks().get("/organization/" + name + "/team/crew/members"));
    JsonNode answer = restored(Viewer.ADM, "team/" + name + "/crew", "{\"strict\": false}");
    assertThat(answer.get("left_out").findValuesAsText("kind"))
        .containsExactlyInAnyOrder("user", "robot", "repository");
    assertThat(answer.get("left_out").findValuesAsText("name"))
        .containsExactlyInAnyOrder("(erased)", "crane", "web");
    assertThat(answer.get("left_out").findValuesAsText("reason")).containsOnly("deleted");
    assertThat(answer.at("/restored/members").asInt()).isOne();
    assertThat(answer.toString()).doesNotContain(user);
  }

  @Test
  void restoresWhatTheNameWasOnceOrEarlierInItsLife() {
    String name = Scene.organization();
    String path = "/organization/" + name + "/team/sailors";
    Scene.addTeam(name, "sailors", "member", Viewer.MEM.username());
    long first = now();
    isDone(Viewer.ADM.asks().delete(path));
    Scene.addTeam(name, "sailors", "creator", Viewer.OUT.username());
    isDone(Viewer.ADM.asks().delete(path + "/members/" + Viewer.OUT.username()));
    isTaken(
        restore(Viewer.ADM, "team/" + name + "/sailors", "{\"seq\": %d}".formatted(first)),
        "sailors");
    isDone(Viewer.ADM.asks().delete(path));
    JsonNode earlier =
        restored(Viewer.ADM, "team/" + name + "/sailors", "{\"seq\": %d}".formatted(first));
    assertThat(earlier.get("seq").asLong()).isEqualTo(first);
    assertThat(Viewer.ADM.asks().get(path + "/members").asString()).contains(Viewer.MEM.username());
    isDone(Viewer.ADM.asks().delete(path));
    JsonNode again = restored(Viewer.ADM, "team/" + name + "/sailors", "");
    assertThat(again.get("id")).as("its latest life").isEqualTo(earlier.get("id"));
    isDone(Viewer.ADM.asks().delete(path));
    isP404(restore(Viewer.ADM, "team/" + name + "/sailors", "{\"seq\": 1}"));
  }

  @Test
  void refusesWhatCannotBeRestored() {
    String name = Scene.organization();
    isP404(restore(Viewer.ADM, "team/" + name + "/never", ""));
    isP404(restore(Viewer.ADM, "planet/" + name, ""));
    isP404(restore(Viewer.ADM, "team/" + name, ""));
    isP404(restore(Viewer.FSU, "team/" + fresh("nowhere") + "/crew", ""));
    isP404(restore(Viewer.FSU, "organization/" + fresh("nowhere"), ""));
    isTaken(restore(Viewer.ADM, "team/" + name + "/crew", ""), "crew");
    isP403(restore(Viewer.MEM, "team/" + name + "/crew", ""));
    isP403(restore(Viewer.ADM, "organization/" + name, ""));
    isP403(restore(Viewer.SU, "organization/" + name, ""));
    isMessage(
        restore(Viewer.FSU, "user/" + Viewer.MEM.username(), ""),
        409,
        "Deleted users are erased and cannot be restored");
    assertThat(restore(Viewer.ADM, "team/" + name + "/crew", "{\"seq\": \"x\"}").statusCode())
        .isEqualTo(400);
    assertThat(restore(Viewer.ADM, "team/" + name + "/crew", "{\"seq\": -1}").statusCode())
        .isEqualTo(400);
    assertThat(restore(Viewer.ADM, "team/" + name + "/crew", "[]").statusCode()).isEqualTo(400);
  }

  @Test
  void listsWhatCanBeRestored() {
    String name = Scene.organization();
    var _ = Scene.repository(name, "web", false);
    String robot = Scene.robot(name, "crane");
    isDone(Viewer.ADM.asks().delete("/repository/" + name + "/web"));
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/robots/crane"));
    isDone(Viewer.ADM.asks().delete("/organization/" + name + "/team/crew"));
    long seq = now();
    assertThat(deleted(Viewer.ADM, "", name)).containsExactly(name + "/crew", robot, name + "/web");
    assertThat(deleted(Viewer.ADM, "?kind=team", name)).containsExactly(name + "/crew");
    assertThat(deleted(Viewer.ROSU, "?kind=robot", name)).containsExactly(robot);
    assertThat(deleted(Viewer.MEM, "", name)).isEmpty();
    JsonNode first = page(Viewer.ADM, "?kind=team").at("/deleted/0");
    assertThat(first.get("last_seq").asLong()).isEqualTo(seq);
    assertThat(first.at("/actor/name").textValue()).isEqualTo(Viewer.ADM.username());
    assertThat(Answers.keys(first))
        .containsExactly("kind", "name", "id", "first_seq", "last_seq", "time", "actor");

    var _ = restored(Viewer.ADM, "team/" + name + "/crew", "");
    assertThat(deleted(Viewer.SU, "", name)).containsExactly(robot, name + "/web");
    isDone(Viewer.ADM.asks().delete("/organization/" + name));
    assertThat(deleted(Viewer.SU, "", name)).as("only as a whole").containsExactly(name);
    assertThat(deleted(Viewer.ADM, "", name)).isEmpty();
    assertThat(deleted(Viewer.SU, "?kind=organization", name)).containsExactly(name);
    assertThat(deleted(Viewer.SU, "?kind=user", name)).isEmpty();
    isP404(Viewer.SU.asks().basePath("").get(HISTORY + "deleted?kind=planet"));
    isP403(Viewer.UNSCOPED.asks().basePath("").get(HISTORY + "deleted"));
    var _ = restored(Viewer.FSU, "organization/" + name, "");
    assertThat(deleted(Viewer.ADM, "", name)).containsExactly(robot, name + "/web");
    var _ = restored(Viewer.ADM, "repository/" + name + "/web", "");
  }

  @Test
  void pagesWhatCanBeRestored() {
    String name = Scene.organization();
    for (int i = 0; i < 101; i++) {
      var _ = Scene.robot(name, "crane" + i);
      isDone(Viewer.ADM.asks().delete("/organization/" + name + "/robots/crane" + i));
    }
    JsonNode first = page(Viewer.ADM, "?kind=robot");
    assertThat(first.get("deleted")).hasSize(100);
    JsonNode second =
        page(Viewer.ADM, "?kind=robot&next_page=" + first.get("next_page").textValue());
    assertThat(second.at("/deleted/0/name").textValue()).isEqualTo(name + "+crane0");
  }

  private static void prototype(String organization, String delegate) {
    isOk(
        Viewer.ADM
            .sends("{\"role\": \"read\", \"delegate\": " + delegate + "}")
            .post("/organization/" + organization + "/prototypes"));
  }

  /** The state of something and of its parts now, as the history shows it, by entity. */
  private static Map<String, JsonNode> states(String path) {
    Map<String, JsonNode> states = new TreeMap<>();
    String next = "";
    do {
      JsonNode page =
          json(
              Viewer.ROSU
                  .asks()
                  .basePath("")
                  .get(
                      HISTORY
                          + path.replace("+", "%2B")
                          + (next.isEmpty() ? "" : "?next_page=" + next)),
              200);
      states.put("", compared(page.get("state")));
      page.get("parts")
          .forEach(part -> states.put(part.get("entity").textValue(), compared(part.get("state"))));
      next = page.path("next_page").asText();
    } while (!next.isEmpty());
    return states;
  }

  /** A field that is null is as good as none. */
  private static JsonNode compared(JsonNode state) {
    ObjectNode fields = state.deepCopy();
    List<String> nulls = new ArrayList<>();
    fields
        .properties()
        .forEach(each -> {
          if (each.getValue().isNull()) {
            nulls.add(each.getKey());
          }
        });
    return fields.without(nulls);
  }

  private static Map<String, JsonNode> withoutSecrets(Map<String, JsonNode> states) {
    Map<String, JsonNode> rest = new TreeMap<>();
    states.forEach((entity, state) ->
        rest.put(
            entity,
            ((ObjectNode) state)
                .without(List.of("token", "clientSecret", "username", "password"))));
    return rest;
  }

  private static long now() {
    return Wharfinger.shared().count("SELECT seq FROM journal_head");
  }

  private static Response restore(Viewer viewer, String path, String body) {
    var request = body.isEmpty() ? viewer.asks() : viewer.sends(body);
    return request.basePath("").post(HISTORY + path.replace("+", "%2B") + "/restore");
  }

  private static JsonNode restored(Viewer viewer, String path, String body) {
    return json(restore(viewer, path, body), 200);
  }

  private static void isTaken(Response answer, String name) {
    isMessage(answer, 409, "The name is taken: " + name);
  }

  private static JsonNode page(Viewer viewer, String query) {
    return json(viewer.asks().basePath("").get(HISTORY + "deleted" + query), 200);
  }

  /** The names with this namespace, of the first page. */
  private static List<String> deleted(Viewer viewer, String query, String namespace) {
    return page(viewer, query).get("deleted").findValuesAsText("name").stream()
        .filter(it -> it.startsWith(namespace))
        .toList();
  }
}
