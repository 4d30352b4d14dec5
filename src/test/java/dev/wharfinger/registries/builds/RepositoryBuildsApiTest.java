package dev.wharfinger.registries.builds;

import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The builds and triggers of a repository; who may do what is in callers.txt. */
class RepositoryBuildsApiTest {

  private final String organization = Scene.organization();
  private final String uuid = Scene.build(organization);
  private final String builds = "/repository/" + organization + "/goods/build/";
  private final String triggers = "/repository/" + organization + "/goods/trigger/";

  @Test
  void showsABuildToItsReadersAccordingToTheirRights() {
    report(
        uuid,
        """
        "phase": "building", "trigger": {"id": "trigger-of-$U", "service": "github",
          "is_active": true, "build_source": "acme/source", "config": {"a": 1}},
        "job": {"archive_url": "https://files.example.com/1"}
        """
            .replace("$U", uuid));
    Scene.grant("/repository/" + organization + "/goods", "user", "mel", "read");
    JsonNode whole = json(Viewer.ADM.asks().get(builds + uuid), 200);
    assertThat(whole.get("is_writer").booleanValue()).isTrue();
    assertThat(whole.get("archive_url").textValue()).isEqualTo("https://files.example.com/1");
    assertThat(whole.get("trigger"))
        .isEqualTo(
            json(
                """
                {"id": "trigger-of-$U", "service": "github", "is_active": true,
                 "build_source": "acme/source", "repository_url": null, "config": {"a": 1},
                 "can_invoke": true, "enabled": true, "disabled_reason": null}
                """
                    .replace("$U", uuid)));
    assertThat(json(Viewer.ADM.asks().get(builds + uuid + "/status"), 200)).isEqualTo(whole);
    JsonNode read = json(Viewer.MEM.asks().get(builds + uuid), 200);
    assertThat(read.get("is_writer").booleanValue()).isFalse();
    assertThat(read.has("archive_url")).isFalse();
    assertThat(read.at("/trigger/build_source").textValue()).isEqualTo("acme/source");
    assertThat(read.at("/trigger/config")).isEmpty();
    assertThat(json(Viewer.MEM.asks().get(builds), 200).get("builds")).containsExactly(read);
  }

  @Test
  void listsTheNewestFirst() {
    String second = reported("2026-08-21T17:00:00Z");
    String third = reported("2026-08-21T18:00:00Z");
    assertThat(listed("")).containsExactly(third, second, uuid);
    assertThat(listed("?limit=2")).containsExactly(third, second);
    assertThat(listed("?limit=0")).isEmpty();
    assertThat(listed("?limit=-1")).isEmpty();
    assertThat(listed("?since=1787331600")).as("17:00 is in it").containsExactly(third, second);
    assertThat(listed("?since=1787331601")).containsExactly(third);
    assertThat(listed("?since=99999999999999999999")).isEmpty();
    assertThat(json(Viewer.ADM.asks().get(builds + "?limit=x"), 400).at("/message/limit"))
        .isEqualTo(json("\"The maximum number of builds to return\""));
    assertThat(json(Viewer.ADM.asks().get(builds + "?since=x"), 400).at("/message").has("since"))
        .isTrue();
    String other = Scene.repository(organization, "other", false);
    assertThat(json(Viewer.ADM.asks().get(other + "/build/"), 200))
        .isEqualTo(json("{\"builds\": []}"));
    isP404(Viewer.ADM.asks().get(other + "/build/" + uuid));
  }

  @Test
  void listsNoMoreThanAHundred() {
    Wharfinger.shared()
        .sql(
            """
            INSERT INTO activity.build (uuid, repository, phase, started, display_name, has_retries)
            SELECT b.uuid || '-' || i, b.repository, 'complete', now(), 'x', false
            FROM activity.build b, generate_series(1, 100) i WHERE b.uuid = ?
            """,
            uuid);
    assertThat(listed("?limit=1000")).hasSize(100);
  }

  @Test
  void showsTheLogToThoseWhoMayWrite() {
    report(uuid, "\"phase\": \"waiting\", \"log\": [{\"position\": 0, \"message\": \"a\"}]");
    Scene.grant("/repository/" + organization + "/goods", "user", "mel", "read");
    JsonNode log = json("{\"start\": 0, \"total\": 1, \"logs\": [{\"message\": \"a\"}]}");
    assertThat(json(Viewer.ADM.asks().get(builds + uuid + "/logs"), 200)).isEqualTo(log);
    assertThat(json(Viewer.ROSU.asks().get(builds + uuid + "/logs"), 200)).isEqualTo(log);
    isP403(Viewer.MEM.asks().get(builds + uuid + "/logs"));
    assertThat(json(Viewer.MEM.asks(Wharfinger.restricted()).get(builds + uuid + "/logs"), 200))
        .as("FEATURE_READER_BUILD_LOGS")
        .isEqualTo(log);
    isP403(Viewer.OUT.asks(Wharfinger.restricted()).get(builds + uuid + "/logs"));
    isP400(Viewer.ADM.asks().get(builds + uuid + "/logs?start=x"), "Invalid start index");
  }

  @Test
  void knowsNoOtherBuilds() {
    String none = fresh("none");
    String text = "Unable to locate a build by id: " + none;
    isM400(Viewer.ADM.asks().get(builds + none + "/status"), text);
    isM400(Viewer.ADM.asks().get(builds + none + "/logs"), text);
    String missing = "/repository/" + organization + "/missing/build/";
    isM400(Viewer.ADM.asks().get(missing + none + "/status"), text);
    isM400(Viewer.ADM.asks().get(missing + none + "/logs"), text);
    isP404(Viewer.ADM.asks().get(missing + none));
    isP404(Viewer.ADM.asks().delete(missing + none));
  }

  @Test
  void cancelsNothing() {
    isP400(Viewer.ADM.asks().delete(builds + uuid), "Build is currently running or has finished");
    isP404(Viewer.ADM.asks().delete(builds + fresh("none")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                         | file_id or archive_url required
          {"archive_url": "ftp://x.org/y"}                           | Invalid Archive URL: Must be http or https
          {"archive_url": "https://x.org/y"}                         | Builds are not supported by this registry
          {"file_id": "f"}                                           | File f could not be found or is invalid
          {"file_id": 5}                                             | 5 is not of type 'string'
          {"file_id": "f", "docker_tags": []}                        | [] is too short
          {"file_id": "f", "docker_tags": ["a", "a"]}                | ['a', 'a'] has non-unique elements
          """)
  void startsNothingAndSaysWhatIsWrong(String body, String text) {
    isP400(Viewer.ADM.sends(body).post(builds), text);
  }

  @Test
  void letsNobodyBuildWithARobotOfOthers() {
    String robot = Scene.robot(organization, "crane");
    String body = "{\"file_id\": \"f\", \"pull_robot\": \"%s\"}";
    isP400(
        Viewer.ADM.sends(body.formatted(robot)).post(builds),
        "File f could not be found or is invalid");
    isP404(Viewer.ADM.sends(body.formatted(organization + "+none")).post(builds));
    isP403(Viewer.ADM.sends(body.formatted("crane")).post(builds));
    String foreign = Scene.organizationOf(Viewer.OUT);
    var _ = json(Viewer.OUT.asks().put("/organization/" + foreign + "/robots/crane"), 201);
    isP403(Viewer.ADM.sends(body.formatted(foreign + "+crane")).post(builds));
  }

  @Test
  void changesNothingInARepositoryThatIsClosed() {
    isOk(
        Viewer.ADM
            .sends(Wharfinger.fullAccess(), "{\"state\": \"READ_ONLY\"}")
            .put("/repository/" + organization + "/goods/changestate"));
    String text = "Repository is in read only or mirror mode: 1";
    isMessage(Viewer.ADM.sends("{}").post(builds), 503, text);
    isMessage(Viewer.ADM.asks().delete(builds + uuid), 503, text);
    isMessage(Viewer.ADM.sends("{}").put(triggers + "none"), 503, text);
    isP403(Viewer.MEM.sends("{}").post(builds));
    assertThat(listed("")).containsExactly(uuid);
  }

  @Test
  void letsNobodyWhoIsRestrictedChangeWhatIsTheirs() {
    String name = fresh("own");
    String own = "/repository/olga/" + name;
    String created =
        "{\"namespace\": \"olga\", \"repository\": \"%s\", \"visibility\": \"private\","
            + " \"description\": \"\"}";
    assertThat(Viewer.OUT.sends(created.formatted(name)).post("/repository").statusCode())
        .isEqualTo(201);
    Response refused =
        Viewer.OUT.sends(Wharfinger.restricted(), "{\"file_id\": \"f\"}").post(own + "/build/");
    isMessage(refused, 403, "Operation not allowed on restricted user owned namespace");
    isP400(
        Viewer.OUT.sends("{\"file_id\": \"f\"}").post(own + "/build/"),
        "File f could not be found or is invalid");
  }

  @Test
  void hasNoTriggers() {
    assertThat(json(Viewer.ADM.asks().get(triggers), 200)).isEqualTo(json("{\"triggers\": []}"));
    assertThat(json(Viewer.ADM.asks().get(triggers + "none/builds?limit=3"), 200))
        .isEqualTo(json("{\"builds\": []}"));
    isP400(Viewer.ADM.sends("{}").put(triggers + "none"), "'enabled' is a required property");
    isP400(
        Viewer.ADM.sends("{}").post(triggers + "none/activate"), "'config' is a required property");
    isP400(
        Viewer.ADM.sends("{}").post(triggers + "none/analyze"), "'config' is a required property");
    isP400(
        Viewer.ADM.sends("{}").post(triggers + "none/sources"),
        "'namespace' is a required property");
    isP400(
        Viewer.ADM.sends("{\"x\": 1}").post(triggers + "none/start"),
        "Additional properties are not allowed ('x' was unexpected)");
    isP404(Viewer.ADM.asks().post(triggers + "none/fields/branch_name"));
  }

  private List<String> listed(String query) {
    List<String> ids = new ArrayList<>();
    json(Viewer.ADM.asks().get(builds + query), 200)
        .get("builds")
        .forEach(build -> ids.add(build.get("id").textValue()));
    return ids;
  }

  private String reported(String started) {
    String other = fresh("build");
    report(other, "\"phase\": \"complete\"");
    Wharfinger.shared()
        .sql("UPDATE activity.build SET started = ?::timestamptz WHERE uuid = ?", started, other);
    return other;
  }

  private void report(String build, String keys) {
    Scene.reportBuild(Wharfinger.shared(), organization, build, keys);
  }
}
