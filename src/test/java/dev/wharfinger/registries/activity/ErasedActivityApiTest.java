package dev.wharfinger.registries.activity;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Nothing of a deleted user is left in any table of any schema, nor in the log of the process. */
class ErasedActivityApiTest {

  private static final Wharfinger SERVICE = Wharfinger.shared();

  @Test
  void noTableHoldsANameAnAddressOrAnAgentOfADeletedUser() {
    Viewer.ADM.arrives();
    String name = Wharfinger.fresh("zebedee");
    String agent = "agent-of-" + name;
    String address = "198.51.100.77";
    String email = name + "@example.com";
    String password = Viewer.newUser(name);
    String token =
        Viewer.grant(name, password, "repo:admin repo:create user:admin user:read org:admin");
    String body =
        "{\"namespace\": \"%s\", \"repository\": \"own\", \"visibility\": \"private\", \"description\": \"\"}"
            .formatted(name);
    var _ =
        json(
            SERVICE
                .request(token)
                .header("User-Agent", agent)
                .header("X-Forwarded-For", address)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/repository"),
            201);
    assertThat(SERVICE.request(token).put("/user/robots/winch").statusCode()).isEqualTo(201);
    wrongPassword(name, agent, address);
    wrongPassword(email, agent, address);

    String organization = Scene.organizationOf(Viewer.ADM);
    String build = Scene.build(organization);
    Scene.reportBuild(
        SERVICE,
        organization,
        build,
        """
        "phase": "waiting", "trigger": {"id": "trigger-of-%3$s", "service": "github", "is_active": true,
          "config": {"connected_user": "%1$s", "branch": "main"}},
        "job": {"context": "/", "docker_tags": ["v1"], "manual_user": "%1$s", "trigger_metadata":
         {"commit": "c0ffee", "ref": "refs/heads/zebedee", "commit_info": {"message": "by <%2$s>", "author":
          {"username": "%1$s", "email": "%2$s", "url": "https://git.example/%1$s"}, "committer": {"username": "ada"}}}}
        """
            .formatted(name, email, build));
    String goods = organization + "/goods";
    String pushed = Wharfinger.fresh("push");
    Reports.report(
        pushOf(pushed + "-1", goods, name, agent, address),
        pushOf(pushed + "-2", name + "/own", name, agent, address),
        pushOf(pushed + "-3", goods, name + "+winch", agent, address),
        pushOf(pushed + "-4", goods, "ada", "skopeo/9", "192.0.2.9"));
    until(
        "SELECT count(*) >= 4 FROM activity.usage_log WHERE metadata ->> 'tag' LIKE ?",
        pushed + "%");
    assertThat(SERVICE.placesOf(name)).contains("activity.usage_log", "activity.build");
    assertThat(SERVICE.placesOf(agent)).contains("activity.usage_log");

    isDone(Viewer.SU.asks().delete("/superuser/users/" + name));
    assertThat(SERVICE.placesOf(agent)).as(agent).isEmpty();
    assertThat(SERVICE.placesOf(email)).as(email).isEmpty();
    assertThat(SERVICE.placesOf(name)).as(name).isEmpty();
    assertThat(SERVICE.placesOf(address)).as(address).isEmpty();
    assertThat(
            SERVICE.count(
                "SELECT count(*) FROM activity.usage_log WHERE metadata ->> 'tag' = ?"
                    + " AND metadata ->> 'user-agent' = 'skopeo/9' AND ip = '192.0.2.9'",
                pushed + "-4"))
        .as("of somebody else")
        .isOne();
    assertThat(
            SERVICE.count(
                "SELECT count(*) FROM activity.build WHERE uuid = ? AND job @> ?::jsonb",
                build,
                """
                {"context": "/", "docker_tags": ["v1"], "manual_user": "(erased)", "trigger_metadata":
                 {"commit": "c0ffee", "ref": "refs/heads/zebedee", "commit_info": {"message": "(erased)", "author":
                  {"username": "(erased)", "email": "(erased)", "url": "(erased)"}, "committer": {"username": "ada"}}}}
                """))
        .isOne();
  }

  private static void wrongPassword(String name, String agent, String address) {
    String body = "{\"username\": \"%s\", \"password\": \"wrong-password\"}".formatted(name);
    int status =
        SERVICE
            .request()
            .header("User-Agent", agent)
            .header("X-Forwarded-For", address)
            .contentType(ContentType.JSON)
            .body(body)
            .post("/signin")
            .statusCode();
    assertThat(List.of(400, 401, 403, 429)).contains(status);
  }

  private static String pushOf(
      String tag, String repository, String actor, String agent, String address) {
    return Reports.push(tag, Instant.now(), repository, tag, Map.of("layer", 7L))
        .replace("{\"name\": \"ada\"}", "{\"name\": \"%s\"}".formatted(actor))
        .replace("skopeo/1.14", agent)
        .replace("192.0.2.7:53412", address + ":53412");
  }

  private static void until(String condition, String value) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (SERVICE.count("SELECT (" + condition + ")::int", value) == 0) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain");
      }
      LockSupport.parkNanos(100_000_000);
    }
  }
}
