package dev.wharfinger.accounts.user;

import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GetInstallUserApiTest {

  /** The contract's example, superuser 1.1, with the check value of its e-mail. */
  @Test
  void looksLikeTheContractsExample() {
    String jane = "{\"username\": \"jane\", \"email\": \"jane@example.com\"}";
    assertThat(Viewer.SU.sends(jane).post("/superuser/users/").statusCode()).isEqualTo(200);
    assertThat(
            Scene.beforeBackfill(
                "jane", () -> json(Viewer.SU.asks().get("/superuser/users/jane"), 200)))
        .isEqualTo(
            json(
                """
                {"kind": "user", "name": "jane", "username": "jane", "email": "jane@example.com",
                 "verified": true,
                 "avatar": {"name": "jane",
                  "hash": "8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b52d",
                  "color": "#e377c2", "kind": "user"},
                 "super_user": false, "global_readonly_super_user": false, "enabled": true,
                 "quotas": [], "quota_report": {"quota_bytes": 0, "configured_quota": null,
                  "running_backfill": "waiting", "backfill_status": "waiting"}}
                """));
  }

  @Test
  void showsAStandInForAMissingEmail() {
    String name = fresh("bare");
    assertThat(
            Viewer.SU
                .sends("{\"username\": \"" + name + "\"}")
                .post("/superuser/users/")
                .statusCode())
        .isEqualTo(200);
    assertThat(
            json(Viewer.ROSU.asks().get("/superuser/users/" + name), 200).get("email").textValue())
        .matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  }

  @Test
  void tellsBothListsApart() {
    Viewer.ROSU.arrives();
    JsonNode auditor = json(Viewer.SU.asks().get("/superuser/users/auditor"), 200);
    assertThat(auditor.get("super_user").booleanValue()).isTrue();
    assertThat(auditor.get("global_readonly_super_user").booleanValue()).isTrue();
    JsonNode root = json(Viewer.SU.asks().get("/superuser/users/root"), 200);
    assertThat(root.get("super_user").booleanValue()).isTrue();
    assertThat(root.get("global_readonly_super_user").booleanValue()).isFalse();
  }

  @Test
  void leavesQuotaOutWhereItIsOff() {
    JsonNode view = json(Viewer.SU.asks(Wharfinger.restricted()).get("/superuser/users/root"), 200);
    assertThat(keys(view)).doesNotContainAnyElementsOf(List.of("quotas", "quota_report"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody-there", "ROOT", "root%0A", "r%C3%B6%C3%B6t", "a%2Bb", "%20"})
  void findsOnlyUsers(String name) {
    isP404(Viewer.SU.asks().get("/superuser/users/" + name));
  }

  @Test
  void findsNoOrganization() {
    isP404(Viewer.SU.asks().get("/superuser/users/" + Scene.organizationOf(Viewer.OUT)));
  }
}
