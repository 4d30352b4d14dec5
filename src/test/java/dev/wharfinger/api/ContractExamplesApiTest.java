package dev.wharfinger.api;

import static dev.wharfinger.api.Answers.isError;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isText;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The examples and tables of the contract that no operation's own test tells, key by key as they
 * are printed.
 */
class ContractExamplesApiTest {

  /** Common 4.1: the texts of all error types. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "external_service_timeout|An external service timed out. Retrying the request may resolve the issue.",
        "invalid_request|The request was invalid. It may have contained invalid values or was improperly formatted.",
        "invalid_response|The response was invalid.",
        "invalid_token|The access token provided was invalid.",
        "expired_token|The access token provided has expired.",
        "insufficient_scope|The access token did not have sufficient scope to access the requested resource.",
        "fresh_login_required|The action requires a fresh login to succeed.",
        "exceeds_license|The action was refused because the current license does not allow it.",
        "not_found|The resource was not found.",
        "downstream_issue|An error occurred in a downstream service.",
        "tag_immutable|The tag is immutable and cannot be modified or deleted.",
        "token_rotation_failed|Token rotation failed.",
      })
  void describesItsErrors(String type, String description) {
    JsonNode view = json(Viewer.ANON.asks().get("/error/" + type), 200);
    ObjectNode expected = (ObjectNode) json("{}");
    expected
        .put("type", Wharfinger.shared().origin() + "/api/v1/error/" + type)
        .put("title", type)
        .put("description", description);
    assertThat(view).isEqualTo(expected);
  }

  /** Common 4.1 and 2.4: no error of that name, and nobody may ask where all must sign in. */
  @Test
  void describesErrorsToWhoMayAsk() {
    isP404(Viewer.ANON.asks().get("/error/no_such_error"));
    String name = Scene.organization();
    for (String path : List.of("/error/not_found", "/organization/" + name, "/app/root")) {
      isError(
          Viewer.ANON.asks(Wharfinger.closed()).get(path), 401, "Anonymous access is not allowed");
      isOk(Viewer.ADM.asks(Wharfinger.closed()).get(path));
    }
  }

  /** Organization 2.2 and 2.14: what somebody from outside sees of an organization. */
  @Test
  void showsOutsidersAnOrganization() {
    String name = Scene.organization();
    String avatar = json(Viewer.ADM.asks().get("/organization/" + name), 200).get("avatar") + "";
    String shown =
        "\"name\": \"%s\", \"email\": \"\", \"avatar\": %s, \"is_admin\": false, \"is_member\": false"
            .formatted(name, avatar);
    String application = Scene.application(name);
    for (Viewer viewer : List.of(Viewer.ANON, Viewer.OUT)) {
      assertThat(json(viewer.asks().get("/organization/" + name), 200))
          .isEqualTo(json("{" + shown + "}"));
      assertThat(json(viewer.asks().get("/app/" + application), 200).get("organization"))
          .isEqualTo(json("{" + shown + ", \"teams\": {}, \"ordered_teams\": []}"));
    }
  }

  /** Common 2.4: both problem objects, in the order of their keys. */
  @ParameterizedTest
  @CsvSource({
    "ANON, 401, invalid_token, Requires authentication",
    "OUT, 403, insufficient_scope, Unauthorized",
  })
  void deniesInTheContractsWords(Viewer viewer, int status, String type, String detail) {
    assertThat(viewer.asks().get("/superuser/users/").asString().strip())
        .isEqualToIgnoringWhitespace(
            """
            {"detail": "%1$s", "error_message": "%1$s", "error_type": "%2$s", "title": "%2$s",
             "type": "%3$s/api/v1/error/%2$s", "status": %4$d}
            """
                .formatted(detail, type, Wharfinger.shared().origin(), status));
  }

  /** Common 10: hash and colour of an account by its e-mail, and of a team by its name. */
  @ParameterizedTest
  @CsvSource({
    "jane@example.com, 8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d, #e377c2",
    "newuser@example.com, f338a2c83bfdde84abe2d3348994d70c34185a234cfbf32f9e323e3578e7e771, #9edae5",
    "new-contact@test-org.com, a15d479002b20f211568fd4419e76686d2b88a4980a5b4c4bc10420776c5f6fe, #aec7e8",
  })
  void paintsAvatars(String email, String hash, String color) {
    String name = fresh("painted");
    String body = "{\"name\": \"%s\", \"email\": \" %s\"}".formatted(name, email).replace(" ", "");
    isText(Viewer.ADM.sends(Wharfinger.fullAccess(), body).post("/organization/"), 201, "Created");
    String avatar = "{\"name\": \"%s\", \"hash\": \"%s\", \"color\": \"%s\", \"kind\": \"%s\"}";
    assertThat(json(Viewer.ADM.asks().get("/organization/" + name), 200).get("avatar"))
        .isEqualTo(json(avatar.formatted(name, hash, color, "user")));
    JsonNode listed = json(Viewer.SU.asks().get("/superuser/organizations/?name=" + name), 200);
    assertThat(listed.at("/organizations/0/avatar"))
        .isEqualTo(json(avatar.formatted(name, hash, color, "org")));
  }

  /** Common 11.3: the size in words, of both ways to say it. */
  @ParameterizedTest
  @CsvSource({
    "500, 500.0 Byte",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "10737418240, 10.0 GiB",
    "12345678901, 11.5 GiB",
  })
  void saysSizesInWords(long bytes, String words) {
    String path = "/superuser/organization/" + Scene.organizationOf(Viewer.ADM) + "/quota";
    isText(Viewer.SU.sends("{\"limit_bytes\": " + bytes + "}").post(path), 201, "Created");
    JsonNode quota = json(Viewer.SU.asks().get(path), 200).get(0);
    assertThat(quota)
        .isEqualTo(
            json(
                """
                {"id": %d, "limit_bytes": %d, "limit": "%s", "default_config": false, "limits": [],
                 "default_config_exists": false}
                """
                    .formatted(quota.get("id").longValue(), bytes, words)));
  }

  /** Superuser 1.2, and common 11.2 and 11.4: an organization with its quota and a limit of it. */
  @Test
  void showsSuperusersAnOrganizationWithItsQuota() {
    String name = Scene.organizationOf(Viewer.ADM);
    String quotas = "/organization/" + name + "/quota";
    isText(Viewer.FSU.sends("{\"limit\": \"10 GiB\"}").post(quotas), 201, "Created");
    long quota = json(Viewer.ADM.asks().get(quotas), 200).get(0).get("id").longValue();
    String limits = quotas + "/" + quota + "/limit";
    isText(
        Viewer.FSU.sends("{\"type\": \"Reject\", \"threshold_percent\": 90}").post(limits),
        201,
        "Created");
    long limit = json(Viewer.ADM.asks().get(limits), 200).get(0).get("id").longValue();
    JsonNode shown =
        Scene.beforeBackfill(
            name,
            () ->
                json(Viewer.SU.asks().get("/superuser/organizations/?name=" + name), 200)
                    .at("/organizations/0"));
    assertThat(Answers.keys(shown))
        .containsExactly("name", "email", "avatar", "quotas", "quota_report");
    assertThat(shown.get("email").textValue()).isEqualTo(name + "@x.org");
    assertThat(shown.get("quotas"))
        .isEqualTo(
            json(
                """
                [{"id": %d, "limit_bytes": 10737418240,
                  "limits": [{"id": %d, "type": "Reject", "limit_percent": 90}]}]
                """
                    .formatted(quota, limit)));
    assertThat(shown.get("quota_report"))
        .isEqualTo(
            json(
                """
                {"quota_bytes": 0, "configured_quota": 10737418240,
                 "running_backfill": "waiting", "backfill_status": "waiting"}
                """));
    JsonNode own = json(Viewer.ADM.asks().get("/organization/" + name), 200);
    assertThat(own.get("quotas")).as("the same everywhere").isEqualTo(shown.get("quotas"));
    assertThat(own.at("/quota_report/configured_quota"))
        .isEqualTo(shown.at("/quota_report/configured_quota"));
  }

  /** Common 12: an entry of the usage log as superusers read it. */
  @Test
  void showsAUsageLogAsTheContractDoes() {
    String name = fresh("logged");
    String body = "{\"username\": \"%s\", \"email\": \"%s@example.com\"}".formatted(name, name);
    assertThat(json(Viewer.SU.sends(body).post("/superuser/users/"), 200).get("username"))
        .isNotNull();
    JsonNode user = json(Viewer.SU.asks().get("/superuser/users/" + name), 200);
    JsonNode root = json(Viewer.SU.asks().get("/superuser/users/root"), 200);
    ObjectNode entry =
        (ObjectNode) json(Viewer.SU.asks().get("/superuser/logs"), 200).get("logs").get(0);
    assertThat(entry.remove("datetime").textValue())
        .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d -0000");
    JsonNode metadata = Scene.metadata(entry);
    assertThat(metadata)
        .isEqualTo(
            json(
                """
                {"kind": "user_create", "email": "$N@example.com", "username": "$N",
                 "superuser": "root"}
                """
                    .replace("$N", name)));
    assertThat(Answers.keys(entry.get("metadata")))
        .as("of a call with a token of an application")
        .contains("oauth_token_id", "oauth_token_application_id", "oauth_token_application");
    entry.remove(List.of("kind", "metadata"));
    ObjectNode expected = (ObjectNode) json("{\"ip\": \"127.0.0.1\"}");
    expected
        .putObject("performer")
        .put("kind", "user")
        .put("name", "root")
        .put("is_robot", false)
        .set("avatar", root.get("avatar"));
    expected
        .putObject("namespace")
        .put("kind", "user")
        .put("name", name)
        .set("avatar", user.get("avatar"));
    assertThat(entry).isEqualTo(expected);
  }

  /** Organization 2.5: collaborators with the repositories that they may use. */
  @Test
  void showsCollaboratorsAsTheContractDoes() {
    String name = Scene.organizationOf(Viewer.ADM);
    Viewer.OUT.arrives();
    for (String repository : List.of("web", "db")) {
      Scene.grant(Scene.repository(name, repository, false), "user", "olga", "read");
    }
    JsonNode avatar = json(Viewer.SU.asks().get("/superuser/users/olga"), 200).get("avatar");
    ObjectNode expected =
        (ObjectNode)
            json(
                """
                {"collaborators": [{"kind": "user", "name": "olga", "avatar": {},
                 "repositories": ["web", "db"]}]}
                """);
    ((ObjectNode) expected.at("/collaborators/0")).set("avatar", avatar);
    assertThat(json(Viewer.ADM.asks().get("/organization/" + name + "/collaborators"), 200))
        .isEqualTo(expected);
  }
}
