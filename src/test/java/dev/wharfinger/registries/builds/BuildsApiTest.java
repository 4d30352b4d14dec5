package dev.wharfinger.registries.builds;

import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The builds of any repository, as superusers see them. */
class BuildsApiTest {

  private static final Wharfinger SERVICE = Wharfinger.shared();
  private static final String NOT_ARCHIVED = "Archived logs not available";

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String uuid = Scene.build(organization);

  @Test
  void showsABuildWhole() {
    long now = Instant.now().getEpochSecond();
    report(
        """
        "phase": "building", "resource_key": "resource",
        "trigger": {"id": "trigger-of-$U", "service": "github", "is_active": true,
          "build_source": "acme/source", "repository_url": "https://github.com/acme/source",
          "config": {"a": 1}},
        "job": {"build_subdir": "/sub", "context": "/", "docker_tags": ["v1"],
          "manual_user": "ada", "trigger_metadata": {"commit": "c0ffee"},
          "archive_url": "https://files.example.com/1"},
        "status": {"total_commands": 3, "current_command": 1, "heartbeat": $H}
        """
            .replace("$U", uuid)
            .replace("$H", Long.toString(now)));
    assertThat(shown(Viewer.FSU))
        .isEqualTo(
            json(
                """
                {"id": "$U", "phase": "building", "started": "Fri, 21 Aug 2026 16:02:54 -0000",
                 "display_name": "build of $U",
                 "status": {"total_commands": 3, "current_command": 1, "heartbeat": $H},
                 "subdirectory": "/sub", "dockerfile_path": "/sub", "context": "/", "tags": ["v1"],
                 "manual_user": "ada", "is_writer": true,
                 "trigger": {"id": "trigger-of-$U", "service": "github", "is_active": true,
                  "build_source": "acme/source",
                  "repository_url": "https://github.com/acme/source", "config": {"a": 1},
                  "can_invoke": true},
                 "trigger_metadata": {"commit": "c0ffee"}, "resource_key": "resource",
                 "pull_robot": null, "repository": {"namespace": "$O", "name": "goods"},
                 "error": null, "archive_url": "https://files.example.com/1"}
                """
                    .replace("$U", uuid)
                    .replace("$O", organization)
                    .replace("$H", Long.toString(now))));
    JsonNode outside = shown(Viewer.SU);
    assertThat(outside.get("is_writer").booleanValue()).isFalse();
    assertThat(outside.has("archive_url")).isFalse();
    assertThat(outside.get("trigger_metadata").isNull()).isTrue();
    JsonNode trigger = outside.get("trigger");
    assertThat(trigger.get("build_source").isNull()).isTrue();
    assertThat(trigger.get("repository_url").isNull()).isTrue();
    assertThat(trigger.get("config")).isEmpty();
    assertThat(trigger.get("can_invoke").booleanValue()).isFalse();
  }

  @Test
  void showsABuildOfWhichLittleIsKnown() {
    JsonNode shown = shown(Viewer.ROSU);
    assertThat(keys(shown))
        .containsExactly(
            "id",
            "phase",
            "started",
            "display_name",
            "status",
            "subdirectory",
            "dockerfile_path",
            "context",
            "tags",
            "manual_user",
            "is_writer",
            "trigger",
            "trigger_metadata",
            "resource_key",
            "pull_robot",
            "repository",
            "error");
    assertThat(shown.get("status")).isEqualTo(json("{}"));
    assertThat(shown.get("tags")).isEqualTo(json("[]"));
    for (String key : new String[] {"subdirectory", "dockerfile_path", "context"}) {
      assertThat(shown.get(key).textValue()).isEmpty();
    }
    for (String key : new String[] {"manual_user", "trigger", "resource_key", "pull_robot"}) {
      assertThat(shown.get(key).isNull()).as(key).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "complete, true, 0, complete, false",
    "error, false, 3600, error, false",
    "cancelled, false, 3600, cancelled, false",
    "internalerror, true, 0, internalerror, false",
    "internalerror, false, 0, expired, false",
    "building, false, 30, building, true",
    "building, false, 3600, expired, true",
    "pushing, true, 3600, internalerror, true",
    "waiting, false, , waiting, true",
  })
  void tellsSilentBuildsFromLivingOnes(
      String stored, boolean retries, Integer silence, String shown, boolean withStatus) {
    String heartbeat =
        silence == null ? "null" : Long.toString(Instant.now().getEpochSecond() - silence);
    report(
        """
        "phase": "%s", "has_retries": %s, "status": {"heartbeat": %s, "push_completion": 0.5}
        """
            .formatted(stored, retries, heartbeat));
    JsonNode build = shown(Viewer.SU);
    assertThat(build.get("phase").textValue()).isEqualTo(shown);
    assertThat(build.get("status").has("push_completion")).isEqualTo(withStatus);
  }

  @ParameterizedTest
  @CsvSource({"read, false, true", "write, true, true", "admin, true, true"})
  void countsRealMembershipOfASuperuser(String role, boolean writer, boolean reader) {
    report("\"phase\": \"waiting\", \"job\": {\"trigger_metadata\": {\"commit\": \"c\"}}");
    Scene.addTeam(organization, "crew", "member", "root");
    Scene.grant("/repository/" + organization + "/goods", "team", "crew", role);
    JsonNode shown = shown(Viewer.SU);
    assertThat(shown.get("is_writer").booleanValue()).isEqualTo(writer);
    assertThat(shown.get("trigger_metadata").isObject()).isEqualTo(reader);
    JsonNode unscoped = json(Viewer.SU.asksWith("super:user").get(path("status")), 200);
    assertThat(unscoped.get("is_writer").booleanValue()).as("capped by the scopes").isFalse();
    assertThat(unscoped.get("trigger_metadata").isNull()).isTrue();
  }

  @Test
  void tellsTheLogFromAnyEntryOn() {
    report(
        """
        "phase": "waiting",
        "log": [{"position": 0, "message": "a"},
          {"position": 1, "message": "Step 1", "type": "command", "data": {"n": 1}},
          {"position": 2, "message": "b", "type": "phase"}]
        """);
    assertThat(json(Viewer.SU.asks().get(path("logs")), 200))
        .isEqualTo(
            json(
                """
                {"start": 0, "total": 3, "logs": [{"message": "a"},
                 {"message": "Step 1", "type": "command", "data": {"n": 1}},
                 {"message": "b", "type": "phase"}]}
                """));
    for (String[] from :
        new String[][] {{"1", "2"}, {"-1", "1"}, {"-9", "3"}, {"3", "0"}, {"%2B2", "1"}}) {
      JsonNode logs = json(Viewer.SU.asks().get(path("logs?start=" + from[0])), 200);
      assertThat(logs.get("logs")).hasSize(Integer.parseInt(from[1]));
      assertThat(logs.get("total").intValue()).isEqualTo(3);
    }
    JsonNode whole = json(Viewer.SU.asks().get(path("logs")), 200);
    isInvalidResponse(Viewer.SU.asks().get(path("logs/archive")), NOT_ARCHIVED);
    report("\"phase\": \"complete\", \"logs_url\": \"https://logs.example.com/1\"");
    assertThat(json(Viewer.SU.asks().get(path("logs?start=x")), 200))
        .isEqualTo(json("{\"logs_url\": \"https://logs.example.com/1\"}"));
    assertThat(json(Viewer.ROSU.asks().get(path("logs/archive")), 200)).isEqualTo(whole);
  }

  @Test
  void archivesNothingThatItWasNotTold() {
    report("\"phase\": \"complete\"");
    isInvalidResponse(Viewer.SU.asks().get(path("logs/archive")), NOT_ARCHIVED);
    isInvalidResponse(
        Viewer.SU.asks().get("/superuser/" + fresh("none") + "/logs/archive"), NOT_ARCHIVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "1.5"})
  void refusesAStartThatIsNoNumber(String start) {
    isP400(Viewer.SU.asks().get(path("logs?start=" + start)), "Invalid start index");
  }

  @Test
  void knowsNoOtherBuilds() {
    String none = fresh("none");
    String text = "Unable to locate a build by id: " + none;
    isInvalidResponse(Viewer.SU.asks().get("/superuser/" + none + "/status"), text);
    isInvalidResponse(Viewer.ROSU.asks().get("/superuser/" + none + "/logs?start=x"), text);
    isP404(Viewer.SU.asks().get("/superuser/" + none + "/build"));
    for (String what : new String[] {"status", "build", "logs", "logs/archive"}) {
      isP403(Viewer.ADM.asks().get(path(what)));
      isP401(Viewer.ANON.asks().get(path(what)));
    }
  }

  private static void isInvalidResponse(Response answer, String text) {
    JsonNode body = json(answer, 400);
    assertThat(body.get("error_type").textValue()).isEqualTo("invalid_response");
    assertThat(body.get("detail").textValue()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "build", "logs"})
  void isNoBuildWhatHasARouteOfItsOwn(String name) {
    isP404(Viewer.SU.asks().get("/superuser/users/" + name));
    isP404(Viewer.SU.asks().get("/superuser/keys/" + name));
  }

  private JsonNode shown(Viewer viewer) {
    JsonNode status = json(viewer.asks().get(path("status")), 200);
    assertThat(json(viewer.asks().get(path("build")), 200)).isEqualTo(status);
    return status;
  }

  private String path(String what) {
    return "/superuser/" + uuid + "/" + what;
  }

  private void report(String keys) {
    Scene.reportBuild(SERVICE, organization, uuid, keys);
  }
}
