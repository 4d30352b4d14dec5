package dev.wharfinger.accounts.organization;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
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
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** changeOrganization and deleteOrganization, and what listAllOrganizations makes of a name. */
class SuperuserOrganizationApiTest {

  private static final String ORGANIZATIONS = "/superuser/organizations/";

  private final String name = Scene.organization();

  private Response put(String body) {
    return Viewer.SU.sends(body).put(ORGANIZATIONS + name);
  }

  @Test
  void renamesAndChangesAllAtOnce() {
    String other = fresh("renamed");
    JsonNode changed =
        json(
            put(
                "{\"name\": \"$N\", \"email\": \"$N@y.org\", \"tag_expiration_s\": 86400}"
                    .replace("$N", other)),
            200);
    assertThat(keys(changed)).containsExactly("name", "email", "avatar", "quotas", "quota_report");
    assertThat(changed.get("name").textValue()).isEqualTo(other);
    assertThat(changed.get("email").textValue()).isEqualTo(other + "@y.org");
    assertThat(
            json(Viewer.ADM.asks().get("/organization/" + other), 200)
                .get("is_admin")
                .booleanValue())
        .as("teams follow")
        .isTrue();
    isP404(Viewer.SU.sends("{}").put(ORGANIZATIONS + name));
    assertThat(Scene.lastLog(other))
        .isEqualTo(
            json(
                "{\"kind\": \"org_change_name\", \"old_name\": \"%s\", \"new_name\": \"%s\","
                        .formatted(name, other)
                    + " \"superuser\": \"root\"}"));
  }

  @Test
  void changesNothingForAnEmptyBody() {
    int before = Scene.logs(name).size();
    JsonNode shown = json(put("{}"), 200);
    assertThat(json(put("{\"other\": 1}"), 200)).isEqualTo(shown);
    assertThat(Scene.logs(name)).hasSize(before);
  }

  @Test
  void refusesChangesInTheContractsWords() {
    isP400(put("{\"name\": 5}"), "5 is not of type 'string'");
    isP400(put("[]"), "[] is not of type 'object'");
    isP404(Viewer.SU.sends("{}").put(ORGANIZATIONS + fresh("none")));
    isP404(Viewer.SU.sends("{\"name\": \"x-y\"}").put(ORGANIZATIONS + "ada"));
    isM400(
        put("{\"name\": \"A\"}"),
        "Invalid username A: Namespace must match expression"
            + " ^([a-z0-9]+(?:[._-][a-z0-9]+)*)$");
    isM400(
        put("{\"name\": \"a\"}"),
        "Invalid username a: Namespace must be between 2 and 255 characters in length");
    isM400(
        put("{\"name\": \"ada\"}"),
        "Username has already been taken by user cannot be reused: ada");
    String other = Scene.organizationOf(Viewer.ADM);
    isM400(
        put("{\"name\": \"" + other + "\"}"),
        "Username has already been taken by an organization and cannot be reused: " + other);
    String renaming = "{\"name\": \"" + fresh("renamed") + "\", ";
    isP400(put(renaming + "\"email\": \"a@b\"}"), "Invalid email address");
    isM400(put(renaming + "\"tag_expiration_s\": 5}"), "Invalid tag expiration option");
    isP400(put(renaming + "\"email\": null}"), "None is not of type 'string'");
    assertThat(Scene.logs(name)).as("all or nothing").hasSize(1);
    isP403(Viewer.ADM.sends("{}").put(ORGANIZATIONS + name));
    isP403(Viewer.ROSU.sends("{}").put(ORGANIZATIONS + fresh("none")));
    isP401(Viewer.ANON.sends("{\"name\": 5}").put(ORGANIZATIONS + name));
  }

  @Test
  void deletesWhatHeIsNotIn() {
    isDone(Viewer.SU.asks().delete(ORGANIZATIONS + name));
    isP404(Viewer.SU.asks().get("/organization/" + name));
    isP404(Viewer.SU.asks().delete(ORGANIZATIONS + name));
    isP404(Viewer.SU.asks().delete(ORGANIZATIONS + "ada"));
    JsonNode newest = json(Viewer.SU.asks().get("/superuser/logs"), 200).get("logs").get(0);
    assertThat(Scene.metadata(newest))
        .isEqualTo(json("{\"kind\": \"org_delete\", \"namespace\": \"" + name + "\"}"));
    assertThat(newest.has("namespace")).as("the account is gone").isFalse();
    isP403(Viewer.ADM.asks().delete(ORGANIZATIONS + name));
    isP403(Viewer.ROSU.asks().delete(ORGANIZATIONS + name));
    isP401(Viewer.ANON.asks().delete(ORGANIZATIONS + name));
  }

  /** The public reference sends a {@code name}: whoever does finds that organization, alone. */
  @Test
  void listsTheOrganizationOfTheNameInTheQuery() {
    JsonNode found = json(Viewer.SU.asks().get(ORGANIZATIONS + "?name=" + name), 200);
    assertThat(found.get("organizations").findValuesAsText("email"))
        .isEqualTo(List.of(name + "@x.org"));
    assertThat(json(Viewer.SU.asks().get(ORGANIZATIONS + "?limit=1&name=" + name), 200))
        .as("no second page")
        .isEqualTo(found);
    for (String nobody : List.of("ada", name + "-other", name.toUpperCase(Locale.ROOT), "%27")) {
      assertThat(json(Viewer.SU.asks().get(ORGANIZATIONS + "?name=" + nobody), 200))
          .as(nobody)
          .isEqualTo(json("{\"organizations\": []}"));
    }
    JsonNode all = json(Viewer.SU.asks().get(ORGANIZATIONS + "?limit=2"), 200);
    JsonNode unnamed = json(Viewer.SU.asks().get(ORGANIZATIONS + "?limit=2&name="), 200);
    assertThat(unnamed.get("organizations")).isEqualTo(all.get("organizations")).isNotEmpty();
    isP403(Viewer.OUT.asks().get(ORGANIZATIONS + "?name=" + name));
  }
}
