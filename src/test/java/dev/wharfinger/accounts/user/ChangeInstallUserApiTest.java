package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP401;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeInstallUserApiTest {

  private final String name = fresh("changed");
  private final String password = Viewer.newUser(name);
  private final String token = Viewer.grant(name, password, "user:admin user:read");

  private Response put(String body) {
    return Viewer.SU.sends(body).put("/superuser/users/" + name);
  }

  @Test
  void showsTheUserAsHeIsAfterwards() {
    JsonNode before = json(Viewer.SU.asks().get("/superuser/users/" + name), 200);
    assertThat(json(put("{}"), 200)).isEqualTo(before);
    JsonNode changed =
        json(put("{\"email\": \"$N@x.org\", \"enabled\": false}".replace("$N", name)), 200);
    assertThat(changed.get("email").textValue()).isEqualTo(name + "@x.org");
    assertThat(changed.get("enabled").booleanValue()).isFalse();
    assertThat(changed.get("avatar")).isNotEqualTo(before.get("avatar"));
    assertThat(changed.has("encrypted_password")).isFalse();
    assertThat(json(Viewer.SU.asks().get("/superuser/users/" + name), 200)).isEqualTo(changed);
    assertThat(json(put("{\"email\": \"no e-mail\"}"), 200).get("email").textValue())
        .as("no check of the form")
        .isEqualTo("no e-mail");
    assertThat(json(put("{\"superuser\": true}"), 200).get("super_user").booleanValue()).isFalse();
  }

  @Test
  void vouchesForAnEmailThatHeSets() {
    Wharfinger.shared().sql("UPDATE namespace SET verified = false WHERE name = ?", name);
    assertThat(json(put("{\"enabled\": true}"), 200).get("verified").booleanValue()).isFalse();
    JsonNode changed = json(put("{\"email\": \"%s@x.org\"}".formatted(name)), 200);
    assertThat(changed.get("verified").booleanValue()).isTrue();
  }

  @Test
  void aDisabledUserIsNobodyUntilHeIsEnabledAgain() {
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode()).isEqualTo(200);
    assertThat(put("{\"enabled\": false}").statusCode()).isEqualTo(200);
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode()).isEqualTo(401);
    assertThat(put("{\"enabled\": true}").statusCode()).isEqualTo(200);
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode()).isEqualTo(200);
  }

  @Test
  void anotherPasswordReplacesTheFirst() {
    JsonNode changed = json(put("{\"password\": \"another-one\"}"), 200);
    assertThat(changed.get("encrypted_password").textValue()).isNotEmpty();
    assertThat(Viewer.grant(name, "another-one", "user:read")).isNotEmpty();
    assertThat(Wharfinger.shared().placesOf("another-one")).isEmpty();
  }

  @Test
  void logsEachPartOnTheUser() {
    assertThat(
            put("{\"password\": \"another-one\", \"email\": \"$N@x.org\", \"enabled\": true}"
                    .replace("$N", name))
                .statusCode())
        .isEqualTo(200);
    JsonNode logs = json(Wharfinger.shared().request(token).get("/user/logs"), 200).get("logs");
    List<JsonNode> entries =
        logs.valueStream()
            .map(Scene::metadata)
            .filter(entry -> !entry.get("kind").textValue().equals("user_create"))
            .toList();
    assertThat(entries)
        .containsExactlyInAnyOrder(
            json(
                "{\"kind\": \"user_change_password\", \"username\": \"$N\", \"superuser\": \"root\"}"
                    .replace("$N", name)),
            json(
                """
                {"kind": "user_change_email", "old_email": "$N@example.com", "email": "$N@x.org",
                 "superuser": "root"}
                """
                    .replace("$N", name)),
            json(
                "{\"kind\": \"user_enable\", \"username\": \"$N\", \"superuser\": \"root\"}"
                    .replace("$N", name)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"enabled\": 1}; 1 is not of type 'boolean'",
        "{\"password\": 5}; 5 is not of type 'string'",
        "{\"email\": null}; None is not of type 'string'",
        "[]; [] is not of type 'object'",
      })
  void refusesWhatDoesNotFitTheSchema(String body, String text) {
    isP400(put(body), text);
    isP400(Viewer.OUT.sends(body).put("/superuser/users/" + name), text);
    isP401(Viewer.ANON.sends(body).put("/superuser/users/" + name));
  }

  @Test
  void refusesInOrderAndThenChangesNothing() {
    isP404(Viewer.SU.sends("{\"password\": \"x\"}").put("/superuser/users/" + fresh("none")));
    isP404(Viewer.SU.sends("{}").put("/superuser/users/" + Scene.organizationOf(Viewer.ADM)));
    isP400(Viewer.SU.sends("{}").put("/superuser/users/root"), "Cannot update a superuser");
    isM400(
        put("{\"password\": \"a b\", \"email\": \"root@example.com\", \"enabled\": false}"),
        "Invalid password, password must be at least 8 characters and contain no whitespace.");
    isM400(
        put("{\"email\": \"root@example.com\", \"enabled\": false, \"password\": \"another-one\"}"),
        "E-mail address already used");
    assertThat(Wharfinger.shared().request(token).get("/user/").statusCode()).isEqualTo(200);
    assertThat(Viewer.grant(name, password, "user:read")).isNotEmpty();
    isP403(Viewer.ROSU.sends("{}").put("/superuser/users/" + name));
    isP403(
        Viewer.SU
            .asksWith("user:admin")
            .contentType("application/json")
            .body("{}")
            .put("/superuser/users/" + name));
    isP400(
        Viewer.SU
            .sends(Wharfinger.restricted(), "{\"password\": \"another-one\"}")
            .put("/superuser/users/" + name),
        "Cannot change password in non-database auth");
    isP400(
        Viewer.SU
            .sends(Wharfinger.restricted(), "{\"email\": \"a@b.org\"}")
            .put("/superuser/users/" + name),
        "Cannot change e-mail in non-database auth");
  }
}
