package dev.wharfinger.accounts.robot;

import static dev.wharfinger.api.Answers.isAnsweredOnce;
import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isParameterMessage;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Robots of organizations and of users, through all their operations. */
class RobotApiTest {

  private static final String UNKNOWN = "Could not find robot with specified username";
  private static final String TEXT_OF_G403 =
      "You don't have the permission to access the requested resource. It is either"
          + " read-protected or not readable by the server.";

  private final String organization = Scene.organization();
  private final String robots = "/organization/" + organization + "/robots";
  private final String crane = robots + "/crane";

  @Test
  void makesARobotShowsItAndLogsIt() {
    String body =
        """
        {"description": "It lifts", "unstructured_metadata": {"berth": {"number": 4.5}, "a": null}}
        """;
    JsonNode made = json(Viewer.ADM.sends(body).put(crane), 201);
    assertThat(keys(made))
        .containsExactly(
            "name", "created", "last_accessed", "description", "token", "unstructured_metadata");
    assertThat(made.get("name").textValue()).isEqualTo(organization + "+crane");
    assertThat(made.get("created").textValue()).endsWith(" -0000");
    assertThat(made.get("last_accessed").isNull()).isTrue();
    assertThat(made.get("token").textValue()).matches("[A-Z0-9]{64}");
    assertThat(made.get("unstructured_metadata"))
        .isEqualTo(json("{\"berth\": {\"number\": 4.5}, \"a\": null}"));
    assertThat(json(Viewer.ADM.asks().get(crane), 200)).isEqualTo(made);
    assertThat(json(Viewer.FSU.asks().get(crane), 200)).isEqualTo(made);
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "create_robot", "robot": "crane", "description": "It lifts",
                 "unstructured_metadata": {"berth": {"number": 4.5}, "a": null}}
                """));
  }

  @Test
  void needsNoBodyToMakeARobot() {
    JsonNode made = json(Viewer.ADM.asks().put(crane), 201);
    assertThat(made.get("description").textValue()).isEmpty();
    assertThat(made.get("unstructured_metadata").isNull()).isTrue();
    assertThat(json(Viewer.ADM.asks().get(crane), 200).get("unstructured_metadata"))
        .isEqualTo(json("{}"));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "create_robot", "robot": "crane", "description": null,
                 "unstructured_metadata": null}
                """));
    assertThat(json(Viewer.ADM.sends("null").put(robots + "/winch"), 201)).isNotEmpty();
    assertThat(json(Viewer.FSU.sends("{}").put(robots + "/hoist"), 201)).isNotEmpty();
  }

  @Test
  void refusesNamesAndBodiesThatAreNone() {
    isP400(
        Viewer.ADM.asks().put(robots + "/Crane"),
        "The name for the robot 'Crane' is invalid: Namespace must match expression"
            + " ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
    isP400(
        Viewer.ADM.asks().put(robots + "/c"),
        "The name for the robot 'c' is invalid: Namespace must be between 2 and 255 characters in"
            + " length");
    assertThat(Scene.robot(organization, "crane")).isNotEmpty();
    isP400(Viewer.ADM.asks().put(crane), "Existing robot with name: " + organization + "+crane");
    isP400(Viewer.OUT.sends("{\"description\": 5}").put(crane), "5 is not of type 'string'");
    isP400(
        Viewer.ADM.sends("{\"description\": \"" + "x".repeat(4_097) + "\"}").put(crane),
        "'description' must be at most 4096 characters");
    isP400(
        Viewer.ADM.sends("{\"unstructured_metadata\": []}").put(crane),
        "[] is not of type 'object'");
    isP400(Viewer.ADM.sends("[]").put(crane), "[] is not of type 'object'");
    isMessage(Viewer.ADM.sends("{").put(crane), 400, Answers.G400);
    assertThat(Viewer.ADM.asks().contentType("text/plain").body("{}").put(crane).statusCode())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\": 99999999999999999999999999, \"b\": 1e308, \"c\": -0.1, \"d\": [[[{}]], true, null]}",
        "{\"\": \"\", \"\\u202e\": \"\\ud83d\\ude00\", \"/ip\": \"(erased)\", \"robot\": {\"robot\": 1}}",
      })
  void keepsAnyMetadata(String metadata) {
    String body = "{\"unstructured_metadata\": " + metadata + "}";
    assertThat(json(Viewer.ADM.sends(body).put(crane), 201).get("unstructured_metadata"))
        .isEqualTo(json(metadata));
    JsonNode shown = json(Viewer.ADM.asks().get(crane), 200).get("unstructured_metadata");
    assertThat(shown.toString()).isEqualTo(json(metadata).toString());
    assertThat(Scene.kinds(Scene.logs(organization))).startsWith("create_robot");
  }

  @Test
  void makesNoRobotWhereTheyAreSwitchedOff() {
    String off = "Robot accounts have been disabled. Please contact your administrator.";
    isP400(Viewer.ADM.asks(Wharfinger.restricted()).put(robots + "/CRANE"), off);
    isP400(Viewer.ADM.asks(Wharfinger.restricted()).put("/user/robots/crane"), off);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/permissions", "/federation"})
  void findsNoRobotAndNoOrganization(String below) {
    isM400(Viewer.ADM.asks().get(crane + below), UNKNOWN);
    isM400(Viewer.ADM.asks().get("/user/robots/" + fresh("none") + below), UNKNOWN);
    for (Viewer viewer : List.of(Viewer.FSU, Viewer.ROSU)) {
      isM400(
          viewer.asks().get("/organization/no-such-organization/robots/crane" + below),
          "Organization does not exist: no-such-organization");
    }
    isM400(
        Viewer.ADM.asks().get("/organization/ada/robots/crane" + below),
        "Organization does not exist: ada");
  }

  @Test
  void changesNoRobotThatIsNotThere() {
    isM400(Viewer.ADM.asks().delete(crane), UNKNOWN);
    isM400(Viewer.ADM.asks().post(crane + "/regenerate"), UNKNOWN);
    isM400(Viewer.ADM.sends("[]").post(crane + "/federation"), UNKNOWN);
    isM400(Viewer.ADM.asks().delete(crane + "/federation"), UNKNOWN);
    String missing = "Organization does not exist: no-such-organization";
    String elsewhere = "/organization/no-such-organization/robots/crane";
    isM400(Viewer.FSU.asks().put(elsewhere), missing);
    isM400(Viewer.FSU.asks().delete(elsewhere), missing);
    isM400(Viewer.FSU.asks().post(elsewhere + "/regenerate"), missing);
    isM400(Viewer.ROSU.asks().get("/organization/no-such-organization/robots"), missing);
    assertThat(Scene.logs(organization)).as("nothing was logged").hasSize(1);
  }

  @Test
  void listsWhatTheViewerMaySee() {
    assertThat(Scene.robot(organization, "crane")).isNotEmpty();
    assertThat(Scene.robot(organization, "winch")).isNotEmpty();
    String repository = Scene.repository(organization, "web", false);
    Scene.grant(repository, "user", organization + "+crane", "write");
    assertThat(
            json(
                Viewer.ADM
                    .asks()
                    .put(
                        "/organization/"
                            + organization
                            + "/team/crew/members/"
                            + organization
                            + "+crane"),
                200))
        .isNotEmpty();
    JsonNode plain = list(Viewer.ADM, "");
    assertThat(plain.findValuesAsText("name"))
        .containsExactly(organization + "+crane", organization + "+winch");
    assertThat(keys(plain.get(0)))
        .containsExactly("name", "created", "last_accessed", "description", "token");
    assertThat(plain.get(0).get("token")).isNotEqualTo(plain.get(1).get("token"));
    JsonNode whole = list(Viewer.FSU, "?permissions=true&token=false");
    assertThat(keys(whole.get(0)))
        .containsExactly(
            "name", "created", "last_accessed", "description", "teams", "repositories");
    assertThat(whole.at("/0/teams/0/name").textValue()).isEqualTo("crew");
    assertThat(whole.at("/0/teams/0/avatar/kind").textValue()).isEqualTo("team");
    assertThat(whole.at("/0/repositories")).isEqualTo(json("[\"web\"]"));
    assertThat(whole.at("/1/teams")).isEmpty();
    assertThat(whole.at("/1/repositories")).isEmpty();
    assertThat(keys(list(Viewer.ROSU, "?permissions=true&token=true").get(0)))
        .contains("teams")
        .doesNotContain("token");
    for (Viewer viewer : List.of(Viewer.MEM, Viewer.CREATOR)) {
      assertThat(keys(list(viewer, "?permissions=true").get(0)))
          .containsExactly("name", "created", "last_accessed", "description");
    }
    Wharfinger.shared()
        .sql(
            "INSERT INTO vault.robot_use (robot, last_accessed)"
                + " SELECT id, '2026-08-21T16:02:54Z' FROM namespace WHERE name = ?",
            organization + "+winch");
    JsonNode used = list(Viewer.ADM, "?limit=1");
    assertThat(used.findValuesAsText("name"))
        .as("who was there last comes first")
        .containsExactly(organization + "+winch");
    assertThat(used.at("/0/last_accessed").textValue())
        .isEqualTo("Fri, 21 Aug 2026 16:02:54 -0000");
    assertThat(list(Viewer.ADM, "?limit=0")).isEmpty();
    assertThat(list(Viewer.ADM, "?limit=-1")).isEmpty();
    isParameterMessage(
        Viewer.ANON.asks().get(robots + "?limit=x"),
        "limit",
        "If specified, the number of robots to return.");
    assertThat(keys(json(Viewer.ROSU.asks().get(crane), 200))).doesNotContain("token");
  }

  private JsonNode list(Viewer viewer, String query) {
    JsonNode list = json(viewer.asks().get(robots + query), 200);
    assertThat(keys(list)).containsExactly("robots");
    return list.get("robots");
  }

  @Test
  void replacesTheToken() {
    assertThat(Scene.robot(organization, "crane")).isNotEmpty();
    String before = json(Viewer.ADM.asks().get(crane), 200).get("token").textValue();
    JsonNode again = json(Viewer.ADM.asks().post(crane + "/regenerate"), 200);
    assertThat(keys(again))
        .containsExactly("name", "created", "last_accessed", "description", "token");
    assertThat(again.get("token").textValue()).matches("[A-Z0-9]{64}").isNotEqualTo(before);
    assertThat(json(Viewer.ADM.asks().get(crane), 200).get("token")).isEqualTo(again.get("token"));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(json("{\"kind\": \"regenerate_robot_token\", \"robot\": \"crane\"}"));
  }

  @Test
  void keepsNoTokenThatCanBeRead() {
    String token = json(Viewer.ADM.asks().put(crane), 201).get("token").textValue();
    for (String table : List.of("robot", "usage_log", "namespace", "command_outcome")) {
      assertThat(
              Wharfinger.shared()
                  .count(
                      "SELECT count(*) FROM " + table + " t WHERE t::text LIKE ?",
                      "%" + token + "%"))
          .as(table)
          .isZero();
    }
    assertThat(Wharfinger.shared().count("SELECT count(*) FROM robot WHERE token = ''")).isZero();
  }

  @Test
  void showsARepeatedRequestNoToken() {
    String key = fresh("key");
    assertThat(json(Viewer.ADM.sends("{}").header("Idempotency-Key", key).put(crane), 201))
        .isNotEmpty();
    isAnsweredOnce(
        Viewer.ADM.sends("{}").header("Idempotency-Key", key).put(crane), crane.substring(1));
  }

  @Test
  void letsOthersActAsTheRobotUntilToldOtherwise() {
    assertThat(Scene.robot(organization, "crane")).isNotEmpty();
    assertThat(json(Viewer.ADM.asks().get(crane + "/federation"), 200)).isEqualTo(json("[]"));
    String config =
        """
        [{"issuer": "https://a.example", "subject": "one"},
         {"issuer": "http://b.example", "subject": "two"}]
        """;
    assertThat(json(Viewer.ADM.sends(config).post(crane + "/federation"), 200))
        .isEqualTo(json(config));
    assertThat(json(Viewer.ROSU.asks().get(crane + "/federation"), 200)).isEqualTo(json(config));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                "{\"kind\": \"create_robot_federation\", \"robot\": \"crane\", \"config\": "
                    + config
                    + "}"));
    isDone(Viewer.ADM.asks().delete(crane + "/federation"));
    assertThat(json(Viewer.ADM.asks().get(crane + "/federation"), 200)).isEqualTo(json("[]"));
    assertThat(Scene.lastLog(organization))
        .isEqualTo(json("{\"kind\": \"delete_robot_federation\", \"robot\": \"crane\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                | {} is not of type 'array'
          [{"issuer": "http://a"}]                          | 'subject' is a required property
          [{"issuer": "http://a", "subject": ""}]           | Missing one or more required fields (issuer, subject)
          [{"issuer": "a", "subject": "b"}]                 | Issuer must be a URL (http:// or https://)
          [{"issuer": "http://a", "subject": "b"}, {"issuer": "http://a", "subject": "b"}] | Duplicate federation config entry
          null                                              | Missing JSON body
          """)
  void refusesIdentitiesThatAreNone(String body, String why) {
    isP400(Viewer.ADM.sends(body).post(crane + "/federation"), why);
    isP400(Viewer.ADM.sends(body).post("/user/robots/none/federation"), why);
  }

  @Test
  void listsThePermissionsOfARobot() {
    String robot = Scene.robot(organization, "crane");
    Scene.grant(Scene.repository(organization, "web", true), "user", robot, "read");
    Scene.grant(Scene.repository(organization, "db", false), "user", robot, "admin");
    JsonNode expected =
        json(
            """
            {"permissions": [
              {"repository": {"name": "web", "is_public": true}, "role": "read"},
              {"repository": {"name": "db", "is_public": false}, "role": "admin"}]}
            """);
    for (Viewer viewer : List.of(Viewer.ADM, Viewer.FSU, Viewer.ROSU)) {
      assertThat(json(viewer.asks().get(crane + "/permissions"), 200)).isEqualTo(expected);
    }
    for (Viewer viewer : List.of(Viewer.OUT, Viewer.MEM, Viewer.CREATOR, Viewer.SU)) {
      isMessage(viewer.asks().get(crane + "/permissions"), 403, TEXT_OF_G403);
    }
    isP401(Viewer.ANON.asks().get(crane + "/permissions"));
    isP403(Viewer.ADM.asksWith("org:admin").get(crane + "/permissions"));
    Wharfinger fullAccess = Wharfinger.fullAccess();
    isP403(Viewer.FSU.asksWith(fullAccess, "super:user").get(crane + "/permissions"));
    isP403(Viewer.FSU.asksWith(fullAccess, "super:user org:admin").get(crane + "/permissions"));
    isP403(Viewer.ROSU.asksWith("org:admin repo:admin").get(crane + "/permissions"));
    assertThat(
            json(
                Viewer.FSU
                    .asksWith(fullAccess, "super:user user:admin")
                    .get(crane + "/permissions"),
                200))
        .isEqualTo(expected);
    isMessage(Viewer.ADM.asksWith("user:admin").get(crane + "/permissions"), 403, TEXT_OF_G403);
  }

  @Test
  void deletesARobot() {
    assertThat(Scene.robot(organization, "crane")).isNotEmpty();
    isDone(Viewer.ADM.asks().delete(crane));
    isM400(Viewer.ADM.asks().get(crane), UNKNOWN);
    assertThat(list(Viewer.ADM, "")).isEmpty();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(json("{\"kind\": \"delete_robot\", \"robot\": \"crane\"}"));
    assertThat(Scene.robot(organization, "crane")).as("its name is free").isNotEmpty();
  }

  @Test
  void servesUsersAsItServesOrganizations() {
    String name = fresh("bot");
    String bot = "/user/robots/" + name;
    JsonNode made = json(Viewer.OUT.sends("{\"description\": \"Mine\"}").put(bot), 201);
    assertThat(made.get("name").textValue()).isEqualTo("olga+" + name);
    assertThat(made.get("token").textValue()).matches("[A-Z0-9]{64}");
    JsonNode shown = json(Viewer.OUT.asks().get(bot), 200);
    assertThat(shown.get("token")).isEqualTo(made.get("token"));
    assertThat(shown.get("unstructured_metadata")).isEqualTo(json("{}"));
    assertThat(
            json(Viewer.OUT.asks().get("/user/robots"), 200).get("robots").findValuesAsText("name"))
        .contains("olga+" + name)
        .allMatch(each -> each.startsWith("olga+"));
    assertThat(
            keys(
                json(Viewer.OUT.asks().get("/user/robots?token=false&limit=1"), 200)
                    .at("/robots/0")))
        .containsExactly("name", "created", "last_accessed", "description");
    isM400(Viewer.ADM.asks().get(bot), UNKNOWN);
    assertThat(json(Viewer.OUT.asks().get(bot + "/permissions"), 200))
        .isEqualTo(json("{\"permissions\": []}"));
    String federation = "[{\"issuer\": \"https://a\", \"subject\": \"b\"}]";
    assertThat(json(Viewer.OUT.sends(federation).post(bot + "/federation"), 200))
        .isEqualTo(json(federation));
    assertThat(json(Viewer.OUT.asks().get(bot + "/federation"), 200)).isEqualTo(json(federation));
    isDone(Viewer.OUT.asks().delete(bot + "/federation"));
    assertThat(json(Viewer.OUT.asks().post(bot + "/regenerate"), 200).get("token"))
        .isNotEqualTo(made.get("token"));
    isDone(Viewer.OUT.asks().delete(bot));
    JsonNode logs = json(Viewer.OUT.asks().get("/user/logs"), 200).get("logs");
    assertThat(Scene.kinds(logs).subList(0, 5))
        .containsExactly(
            "delete_robot",
            "regenerate_robot_token",
            "delete_robot_federation",
            "create_robot_federation",
            "create_robot");
    assertThat(logs.at("/4/metadata/robot").textValue()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /user/robots",
    "GET, /user/robots?limit=x",
    "GET, /user/robots/any",
    "PUT, /user/robots/any",
    "DELETE, /user/robots/any",
    "GET, /user/robots/any/permissions",
    "POST, /user/robots/any/regenerate",
    "GET, /user/robots/any/federation",
    "POST, /user/robots/any/federation",
    "DELETE, /user/robots/any/federation",
  })
  void servesNoTokenThatIsNotGoodForTheAccount(String method, String path) {
    isP403(
        Viewer.ADM
            .asksWith("org:admin")
            .contentType(ContentType.JSON)
            .body("{")
            .request(method, path));
    isP401(Viewer.ANON.asks().contentType(ContentType.JSON).body("{").request(method, path));
  }

  @Test
  void followsTheNameOfItsOrganization() {
    assertThat(Scene.robot(organization, "crane")).isNotEmpty();
    String renamed = fresh("renamed");
    assertThat(
            json(
                Viewer.SU
                    .sends("{\"name\": \"" + renamed + "\"}")
                    .put("/superuser/organizations/" + organization),
                200))
        .isNotEmpty();
    assertThat(
            json(Viewer.ADM.asks().get("/organization/" + renamed + "/robots/crane"), 200)
                .get("name")
                .textValue())
        .isEqualTo(renamed + "+crane");
  }

  @Test
  void isNoCaller() {
    String token = json(Viewer.ADM.asks().put(crane), 201).get("token").textValue();
    isP401(Wharfinger.shared().request(token).get("/user/robots"));
    isP401(
        Wharfinger.shared()
            .request()
            .auth()
            .preemptive()
            .basic(organization + "+crane", token)
            .get("/user/robots"));
  }
}
