package dev.wharfinger.repositories.mirror;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Mirrors as they are kept; who may do what is in callers.txt. */
class RepositoryMirrorApiTest {

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String repository = Scene.repository(organization, "web", false);
  private final String mirror = repository + "/mirror";
  private final String robot = Scene.robot(organization, "ferry");

  private ObjectNode wanted() {
    return (ObjectNode)
        json(
            """
            {"external_reference": "8.8.8.8:5000/acme/web", "sync_interval": 3600,
             "sync_start_date": "2026-01-01T00:00:00Z", "skopeo_timeout_interval": 300,
             "root_rule": {"rule_kind": "tag_glob_csv", "rule_value": ["v*", "latest"]},
             "robot_username": "%s"}
            """
                .formatted(robot));
  }

  private static Response post(String path, JsonNode body) {
    return Viewer.ADM.sends(body.toString()).post(path);
  }

  private static Response put(String path, String body) {
    return Viewer.ADM.sends(body).put(path);
  }

  private static void isDetail(Response answer, int status, String text) {
    assertThat(json(answer, status)).isEqualTo(json("{\"detail\": \"" + text + "\"}"));
  }

  private void create() {
    isText(post(mirror, wanted()), 201, "");
  }

  private JsonNode shown() {
    return json(Viewer.ROSU.asks().get(mirror), 200);
  }

  private List<String> changes() {
    return StreamSupport.stream(Scene.logs(organization).spliterator(), false)
        .filter(log -> log.get("kind").textValue().equals("repo_mirror_config_changed"))
        .map(log -> log.at("/metadata/changed").asText() + "=" + log.at("/metadata/to").asText())
        .toList();
  }

  @Test
  void makesARepositoryAMirror() {
    create();
    assertThat(shown())
        .isEqualTo(
            json(
                """
                {"is_enabled": true, "mirror_type": "PULL", "external_reference": "8.8.8.8:5000/acme/web",
                 "external_registry_username": null, "external_registry_config": {}, "sync_interval": 3600,
                 "sync_start_date": "2026-01-01T00:00:00Z", "sync_expiration_date": null,
                 "sync_retries_remaining": 3, "sync_status": "NEVER_RUN",
                 "root_rule": {"rule_kind": "tag_glob_csv", "rule_value": ["v*", "latest"]},
                 "robot_username": "%s", "skopeo_timeout_interval": 300, "architecture_filter": []}
                """
                    .formatted(robot)));
    JsonNode now = json(Viewer.ADM.asks().get(repository), 200);
    assertThat(now.get("state").textValue()).isEqualTo("MIRROR");
    assertThat(
            json(Viewer.ADM.asks().get(repository + "/permissions/user/" + robot), 200)
                .get("role")
                .textValue())
        .isEqualTo("write");
    ObjectNode log = (ObjectNode) Scene.lastLog(organization);
    assertThat(log.remove("user-agent").isTextual()).isTrue();
    assertThat(log)
        .isEqualTo(
            json(
                """
                {"kind": "repo_mirror_config_changed", "repo": "web", "namespace": "%s", "username": "ada",
                 "changed": "external_reference", "to": "8.8.8.8:5000/acme/web"}
                """
                    .formatted(organization)));
    isDetail(
        post(mirror, wanted()),
        409,
        "Mirror configuration already exits for repository " + organization + "/web");
    isP400(
        Viewer.ADM.asks().delete("/organization/" + organization + "/robots/ferry"),
        "Robot is being used by a mirror");
    isDone(Viewer.ADM.asks().delete(repository));
    isDone(Viewer.ADM.asks().delete("/organization/" + organization + "/robots/ferry"));
  }

  @Test
  void leavesARobotWhatItMayDoMore() {
    Scene.grant(repository, "user", robot, "admin");
    create();
    String permission = repository + "/permissions/user/";
    assertThat(json(Viewer.ADM.asks().get(permission + robot), 200).get("role").textValue())
        .isEqualTo("admin");
    String other = Scene.robot(organization, "barge");
    Scene.grant(repository, "user", other, "read");
    isText(put(mirror, "{\"robot_username\": \"" + other + "\"}"), 201, "");
    assertThat(json(Viewer.ADM.asks().get(permission + other), 200).get("role").textValue())
        .isEqualTo("write");
    assertThat(shown().get("robot_username").textValue()).isEqualTo(other);
    assertThat(changes()).as("another robot is not logged").hasSize(1);
  }

  @Test
  void changesWhatARequestNames() {
    create();
    isText(put(mirror, "{}"), 201, "");
    isText(
        put(
            mirror,
            """
            {"is_enabled": false, "external_registry_username": "u", "external_registry_password": "hunter2",
             "external_registry_config": {"verify_tls": false, "proxy": {"https_proxy": "http://p:1"}},
             "root_rule": {"rule_kind": "tag_glob_csv", "rule_value": ["*"]}, "sync_interval": 7,
             "sync_start_date": "2027-01-01T00:00:00Z", "skopeo_timeout_interval": 301}
            """),
        201,
        "");
    JsonNode shown = shown();
    assertThat(shown.get("is_enabled").booleanValue()).isFalse();
    assertThat(shown.get("external_registry_username").textValue()).isEqualTo("u");
    assertThat(shown.get("external_registry_config"))
        .isEqualTo(
            json(
                """
                {"verify_tls": false,
                 "proxy": {"http_proxy": null, "https_proxy": "http://p:1", "no_proxy": null}}
                """));
    assertThat(shown.at("/root_rule/rule_value/0").textValue()).isEqualTo("*");
    assertThat(shown.get("sync_start_date").textValue()).isEqualTo("2027-01-01T00:00:00Z");
    assertThat(shown.toString()).doesNotContain("hunter2");
    assertThat(Scene.logs(organization).toString()).doesNotContain("hunter2");
    assertThat(changes())
        .containsExactlyInAnyOrder(
            "external_reference=8.8.8.8:5000/acme/web",
            "is_enabled=false",
            "external_registry_username=u",
            "external_registry_password=********",
            "verify_tls=false",
            "https_proxy=http://p:1",
            "sync_interval=7",
            "sync_start_date=1798761600",
            "mirror_rule=*",
            "skopeo_timeout_interval=301");
    isText(put(mirror, "{\"external_registry_config\": {\"unsigned_images\": true}}"), 201, "");
    assertThat(shown().at("/external_registry_config/verify_tls").isBoolean()).isTrue();
    assertThat(
            Wharfinger.shared()
                .count("SELECT count(*) FROM repository_mirror m WHERE m::text LIKE '%hunter2%'"))
        .isZero();
  }

  @Test
  void keepsWhatIsAskedOfTheSynchronization() {
    isP404(Viewer.ADM.asks().post(mirror + "/sync-now"));
    create();
    isP404(Viewer.ADM.asks().post(mirror + "/sync-cancel"));
    isDone(Viewer.ADM.asks().post(mirror + "/sync-now"));
    isDone(Viewer.ADM.asks().post(mirror + "/sync-now"));
    assertThat(shown().get("sync_status").textValue()).isEqualTo("SYNC_NOW");
    isDone(Viewer.ADM.asks().post(mirror + "/sync-cancel"));
    assertThat(shown().get("sync_status").textValue()).isEqualTo("CANCEL");
    assertThat(shown().get("sync_retries_remaining").intValue()).isZero();
    isP404(Viewer.ADM.asks().post(mirror + "/sync-cancel"));
    isDone(Viewer.ADM.asks().post(mirror + "/sync-now"));
    assertThat(shown().get("sync_retries_remaining").intValue()).isEqualTo(1);
    assertThat(changes()).contains("sync_status=SYNC_NOW", "sync_status=SYNC_CANCEL");
  }

  @Test
  void refusesReferencesInQuaysWords() {
    refusesReference(" ", "is required");
    refusesReference("a b/c", "must not include whitespace");
    refusesReference("https://quay.io/a", "must not include a URL scheme");
    refusesReference("quay.io/a?b", "contains an invalid character");
    refusesReference("quay.io", "must include a repository path");
    refusesReference("a@b/c", "contains an invalid registry authority");
    refusesReference("quay.io:70000/a", "contains an invalid registry port");
    refusesReference("-quay/a", "must include a valid registry hostname");
    isP400(
        post(mirror, wanted().put("external_reference", "10.0.0.1/a")),
        "The provided registry location is not allowed");
    isP400(
        post(mirror, wanted().put("external_reference", "none.invalid/a")),
        "Cannot resolve hostname 'none.invalid'");
    isP404(Viewer.ADM.asks().get(mirror));
  }

  private void refusesReference(String reference, String words) {
    isP400(
        post(mirror, wanted().put("external_reference", reference)),
        "External registry reference " + words);
  }

  @Test
  void refusesWhatIsWrongInQuaysOrder() {
    isP400(
        post(mirror, wanted().without("robot_username")),
        "'robot_username' is a required property");
    isP400(
        post(mirror, wanted().put("skopeo_timeout_interval", 299)),
        "299 is less than the minimum of 300");
    isP400(post(mirror, wanted().put("sync_interval", 0)), "0 is less than the minimum of 1");
    isP400(
        post(mirror, wanted().put("external_registry_password", 7)),
        "external_registry_password must be a string or null");
    ObjectNode filtered = wanted().put("sync_start_date", "soon");
    filtered.putArray("architecture_filter").add("vax");
    isDetail(
        post(mirror, filtered),
        400,
        "Architecture filtering requires FEATURE_SPARSE_INDEX to be enabled.");
    isDetail(
        post(mirror, wanted().put("sync_start_date", "2026-02-30T00:00:00Z")),
        400,
        "Incorrect DateTime format for sync_start_date.");
    ObjectNode empty = wanted();
    empty.withObject("/root_rule").putArray("rule_value");
    isP400(
        post(mirror, empty),
        "validation failed: rule_value for TAG_GLOB_CSV must be a list with at least one rule");
    String noRobot = "Could not find robot with specified username";
    isM400(post(mirror, wanted().put("robot_username", organization + "+none")), noRobot);
    isM400(post(mirror, wanted().put("robot_username", "ada")), noRobot);
    String foreign = Scene.robot(Scene.organizationOf(Viewer.ADM), "ferry");
    isM400(post(mirror, wanted().put("robot_username", foreign)), "Invalid robot");
    ObjectNode proxied = wanted();
    proxied
        .putObject("external_registry_config")
        .putObject("proxy")
        .put("http_proxy", "http://a:b@c");
    isP400(post(mirror, proxied), "A proxy must be an HTTP address without credentials");
    isP404(Viewer.ADM.asks().get(mirror));

    create();
    isDetail(
        put(mirror, "{\"external_registry_password\": \"x\"}"),
        400,
        "Unable to set a new password without also specifying a username.");
    isDetail(
        put(
            mirror,
            "{\"external_registry_username\": null, \"external_registry_password\": \"x\"}"),
        400,
        "Unable to delete username while setting a password.");
    isM400(put(mirror, "{\"is_enabled\": false, \"robot_username\": \"x\"}"), noRobot);
    assertThat(shown().get("is_enabled").booleanValue()).as("nothing changed").isTrue();
  }

  @Test
  void refusesWhatIsTooMuch() {
    List<String> globs = new ArrayList<>(IntStream.range(0, 100).mapToObj(i -> "v" + i).toList());
    ObjectNode most = wanted();
    globs.forEach(most.withObject("/root_rule").putArray("rule_value")::add);
    isText(post(mirror, most), 201, "");
    ObjectNode more = most.deepCopy();
    more.withObject("/root_rule").withArray("rule_value").add("x");
    assertThat(put(mirror, more.toString()).statusCode()).isEqualTo(400);
    assertThat(shown().at("/root_rule/rule_value")).hasSize(100);
  }

  @Test
  void letsOnlyItsRobotPush() {
    create();
    assertThat(pushes(robot)).isTrue();
    String other = Scene.robot(organization, "barge");
    Scene.grant(repository, "user", other, "admin");
    assertThat(pushes(other)).isFalse();
    isOk(put(repository + "/changestate", "{\"state\": \"READ_ONLY\"}"));
    assertThat(pushes(robot)).isFalse();
  }

  private boolean pushes(String name) {
    String token =
        json(
                Viewer.ADM
                    .asks()
                    .get(
                        "/organization/%s/robots/%s"
                            .formatted(organization, name.substring(name.indexOf('+') + 1))),
                200)
            .get("token")
            .textValue();
    String issued =
        json(
                Wharfinger.shared()
                    .request()
                    .basePath("")
                    .auth()
                    .preemptive()
                    .basic(name, token)
                    .get(
                        "/v2/auth?service=localhost:8080&scope=repository:%s/web:push"
                            .formatted(organization)),
                200)
            .get("token")
            .textValue();
    String claims =
        new String(
            java.util.Base64.getUrlDecoder().decode(issued.split("\\.", -1)[1]),
            java.nio.charset.StandardCharsets.UTF_8);
    return json(claims).get("access").toString().contains("\"push\"");
  }

  @Test
  void doesNotExistWithoutTheFeature() {
    create();
    Wharfinger off = Wharfinger.closed();
    isP404(Viewer.ADM.asks(off).get(mirror));
    isP404(Viewer.ADM.sends(off, "{}").put(mirror));
    isP404(Viewer.ADM.asks(off).post(mirror + "/sync-now"));
  }
}
