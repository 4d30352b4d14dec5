package dev.wharfinger.repositories.quota;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The quota of an organization with its limits: read by members, written with full access. */
class OrganizationQuotaApiTest {

  private final String name = Scene.organization();
  private final String path = "/organization/" + name + "/quota";
  private String one = "";
  private String limits = "";

  @BeforeEach
  void giveAQuota() {
    isText(Viewer.FSU.sends("{\"limit_bytes\": 1536}").post(path), 201, "Created");
    one = path + "/" + json(Viewer.FSU.asks().get(path), 200).get(0).get("id");
    limits = one + "/limit";
  }

  @Test
  void showsTheSameToAllWhoMayRead() {
    isText(limit("warning", 80), 201, "Created");
    JsonNode quota = json(Viewer.FSU.asks().get(one), 200);
    assertThat(quota.get("limit").textValue()).isEqualTo("1.5 KiB");
    JsonNode limit = quota.get("limits").get(0);
    assertThat(limit.get("type").textValue()).isEqualTo("Warning");
    assertThat(limit.get("limit_percent").intValue()).isEqualTo(80);
    for (Viewer viewer : new Viewer[] {Viewer.MEM, Viewer.CREATOR, Viewer.ADM, Viewer.ROSU}) {
      assertThat(json(viewer.asks().get(path), 200).get(0)).isEqualTo(quota);
      assertThat(json(viewer.asks().get(one), 200)).isEqualTo(quota);
      assertThat(json(viewer.asks().get(limits), 200).get(0)).isEqualTo(limit);
      assertThat(json(viewer.asks().get(limits + "/" + limit.get("id")), 200)).isEqualTo(limit);
    }
    for (String read : new String[] {path, one, limits, limits + "/" + limit.get("id")}) {
      isP403(Viewer.OUT.asks().get(read));
      isP403(Viewer.SU.asks().get(read));
      isP401(Viewer.ANON.asks().get(read));
    }
  }

  private static io.restassured.response.Response send(String path, String type, Object percent) {
    return Viewer.FSU
        .sends("{\"type\": \"%s\", \"threshold_percent\": %s}".formatted(type, percent))
        .post(path);
  }

  private io.restassured.response.Response limit(String type, Object percent) {
    return send(limits, type, percent);
  }

  @Test
  void isWrittenWithFullAccessAlone() {
    isText(limit("Reject", 90), 201, "Created");
    String limit = limits + "/" + json(Viewer.FSU.asks().get(limits), 200).get(0).get("id");
    String size = "{\"limit_bytes\": 5}";
    String threshold = "{\"type\": \"Reject\", \"threshold_percent\": 5}";
    for (Viewer viewer : new Viewer[] {Viewer.ADM, Viewer.SU, Viewer.ROSU}) {
      isP403(viewer.sends(size).post(path));
      isP403(viewer.sends(size).put(one));
      isP403(viewer.asks().delete(one));
      isP403(viewer.sends(threshold).post(limits));
      isP403(viewer.sends(threshold).put(limit));
      isP403(viewer.asks().delete(limit));
    }
    isP400(Viewer.ANON.sends("{}").post(path), "'limit_bytes' is a required property");
    isP401(Viewer.ANON.sends(size).post(path));
    isP401(Viewer.ANON.asks().delete(one));
    assertThat(json(Viewer.FSU.sends(size).put(one), 200).get("limit_bytes").intValue())
        .isEqualTo(5);
    assertThat(
            json(Viewer.FSU.sends(threshold).put(limit), 200)
                .get("limits")
                .get(0)
                .get("limit_percent")
                .intValue())
        .isEqualTo(5);
    isDone(Viewer.FSU.asks().delete(limit));
    isDone(Viewer.FSU.asks().delete(one));
    assertThat(json(Viewer.ADM.asks().get(path), 200)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "deny; 50; M; Quota type must be one of [Warning, Reject]",
        "Reject; 101; M; Quota limit threshold must be between 1 and 100",
        "Reject; -1; M; Quota limit threshold must be between 1 and 100",
        "Reject; 0; P; Quota limit threshold must be between 1 and 100",
        "REJECT; 90; P; Quota limit already exists",
      })
  void refusesLimitsInTheContractsWords(String type, String percent, String kind, String text) {
    if (percent.equals("90")) {
      isText(limit("reject", 90), 201, "Created");
    }
    if (kind.equals("M")) {
      isM400(limit(type, percent), text);
    } else {
      isP400(limit(type, percent), text);
    }
  }

  @Test
  void refusesQuotasInTheContractsWords() {
    isP400(
        Viewer.FSU.sends("{\"limit_bytes\": 5}").post(path),
        "Organization quota for '" + name + "' already exists");
    isP400(
        Viewer.FSU.sends("{\"limit\": \"5 Zi\"}").put(one),
        "Invalid limit format, use a number followed by a unit (e.g. 1GiB)");
    isP400(
        Viewer.FSU.sends("{\"limit_bytes\": -1}").put(one), "Invalid quota size limit value: '-1'");
    isP400(
        Viewer.FSU.sends("{\"limit_bytes\": 9223372036854775808}").put(one),
        "Unsupported quota size limit.");
    isP404(
        Viewer.FSU.sends("{\"limit_bytes\": 5}").post("/organization/" + fresh("no") + "/quota"));
    isP404(Viewer.FSU.asks().get("/organization/" + fresh("no") + "/quota"));
    for (String id : new String[] {"/x", "/999999999999", "/-1"}) {
      isP404(Viewer.FSU.asks().get(path + id));
      isP404(Viewer.FSU.sends("{}").put(path + id));
      isP404(Viewer.FSU.asks().delete(path + id));
      isP404(Viewer.FSU.asks().get(limits + id));
      isP404(Viewer.FSU.sends("{}").put(limits + id));
      isP404(Viewer.FSU.asks().delete(limits + id));
    }
    isP404(Viewer.FSU.sends("{}").put(path.replace(name, Scene.organizationOf(Viewer.ADM)) + "/1"));
    isP404(Viewer.ADM.asks(Wharfinger.restricted()).get(path));
  }

  @Test
  void logsEveryChangeButNoneThatChangesNothing() {
    assertThat(Viewer.FSU.sends("{\"limit\": \"2 KiB\"}").put(one).statusCode()).isEqualTo(200);
    int before = Scene.logs(name).size();
    assertThat(Viewer.FSU.sends("{}").put(one).statusCode()).isEqualTo(200);
    assertThat(Scene.logs(name)).hasSize(before);
    assertThat(Scene.lastLog(name))
        .isEqualTo(
            json(
                """
                {"kind": "org_change_quota", "namespace": "$N", "limit_bytes": 2048,
                 "limit": "2.0 KiB", "previous_limit_bytes": 1536, "previous_limit": "1.5 KiB"}
                """
                    .replace("$N", name)));
    isText(limit("reJECT", 90), 201, "Created");
    isLogged("org_create_quota_limit", "\"type\": \"reJECT\", \"threshold_percent\": 90");
    isDone(Viewer.FSU.asks().delete(one));
    isLogged(
        "org_delete_quota",
        "\"quota_id\": %s, \"limit_bytes\": 2048, \"limit\": \"2.0 KiB\""
            .formatted(one.substring(path.length() + 1)));
    isText(Viewer.FSU.sends("{\"limit\": \"5 K\"}").post(path), 201, "Created");
    isLogged("org_create_quota", "\"limit_bytes\": 5000, \"limit\": \"4.9 KiB\"");
  }

  private void isLogged(String kind, String metadata) {
    assertThat(Scene.lastLog(name))
        .isEqualTo(
            json("{\"kind\": \"%s\", \"namespace\": \"%s\", %s}".formatted(kind, name, metadata)));
  }

  @Test
  void changesAndDeletesALimitAndLogsIt() {
    isText(limit("Reject", 90), 201, "Created");
    isText(limit("Reject", 80), 201, "Created");
    String id = json(Viewer.FSU.asks().get(limits), 200).get(0).get("id").toString();
    String limit = limits + "/" + id;
    String body = "{\"type\": \"%s\", \"threshold_percent\": %s}";
    isM400(
        Viewer.FSU.sends(body.formatted("deny", 0)).put(limit),
        "Quota type must be one of [Warning, Reject]");
    isM400(
        Viewer.FSU.sends(body.formatted("Reject", 0)).put(limit),
        "Quota limit threshold must be between 1 and 100");
    isP400(Viewer.FSU.sends(body.formatted("reject", 80)).put(limit), "Quota limit already exists");
    JsonNode quota = json(Viewer.FSU.sends(body.formatted("Warning", 70)).put(limit), 200);
    assertThat(quota).as("the whole quota").isEqualTo(json(Viewer.FSU.asks().get(one), 200));
    isLogged(
        "org_change_quota_limit",
        "\"type\": \"Warning\", \"threshold_percent\": 70, \"previous_type\": \"Reject\","
            + " \"previous_threshold_percent\": 90");
    isDone(Viewer.FSU.asks().delete(limit));
    isLogged(
        "org_delete_quota_limit",
        "\"limit_id\": %s, \"type\": \"Warning\", \"threshold_percent\": 70".formatted(id));
    isP404(Viewer.FSU.asks().delete(limit));
  }

  @Test
  void showsEverybodyHisOwnQuota() {
    String user = fresh("own");
    String token = Viewer.grant(user, Viewer.newUser(user), "user:admin");
    Wharfinger service = Wharfinger.shared();
    assertThat(json(service.request(token).get("/user/quota"), 200)).isEmpty();
    isText(
        Viewer.SU.sends("{\"limit_bytes\": 5}").post("/superuser/users/" + user + "/quota"),
        201,
        "Created");
    JsonNode quota = json(service.request(token).get("/user/quota"), 200).get(0);
    String own = "/user/quota/" + quota.get("id");
    isText(
        send("/organization/" + user + "/quota/" + quota.get("id") + "/limit", "Reject", 7),
        201,
        "Created");
    JsonNode limit = json(service.request(token).get(own + "/limit"), 200).get(0);
    assertThat(limit.get("limit_percent").intValue()).isEqualTo(7);
    assertThat(json(service.request(token).get(own + "/limit/" + limit.get("id")), 200))
        .as("the quota again, as in Quay")
        .isEqualTo(json(service.request(token).get(own), 200));
    isP404(service.request(token).get("/user/quota/" + one.substring(path.length() + 1)));
    isP404(service.request(token).get(own + "/limit/999999999999"));
    isP403(Viewer.UNSCOPED.asks().get("/user/quota"));
    isP401(Viewer.ANON.asks().get("/user/quota"));
    isP404(Viewer.FSU.asks().get("/organization/" + user + "/quota"));
  }
}
