package dev.wharfinger.repositories.repositorynotification;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Notifications as they are kept; who may do what is in callers.txt. */
class RepositoryNotificationApiTest {

  private static final String HOOK =
      """
      {"event": "repo_image_expiry", "method": "webhook", "title": "to the yard",
       "config": {"url": "https://c.org/x", "template": "{\\"n\\": \\"${name}\\"}", "z": 1e2, "a": []},
       "eventConfig": {"days": 7}, "ignored": true}
      """;

  private static final String SLACK =
      """
      {"event": "%s", "method": "slack", "config": {"url": "x"}, "eventConfig": {}}
      """;

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String repository = Scene.repository(organization, "web", false);
  private final String base = repository + "/notification/";

  @Test
  void keepsTheNotificationsOfARepository() {
    JsonNode first = create(HOOK);
    assertThat(first)
        .isEqualTo(
            json(
                """
                {"uuid": "%s", "title": "to the yard", "event": "repo_image_expiry",
                 "method": "webhook",
                 "config": {"url": "https://c.org/x", "template": "{\\"n\\": \\"${name}\\"}", "z": 100.0, "a": []},
                 "event_config": {"days": 7}, "number_of_failures": 0}
                """
                    .formatted(first.get("uuid").textValue())));
    logged("add_repo_notification", first);
    JsonNode second = create(SLACK.formatted("repo_push"));
    assertThat(second.get("title").isNull()).isTrue();
    assertThat(json(Viewer.ROSU.asks().get(base), 200).get("notifications"))
        .containsExactly(first, second);
    String one = base + first.get("uuid").textValue();
    assertThat(json(Viewer.ADM.asks().get(one), 200)).isEqualTo(first);

    isDone(Viewer.ADM.asks().post(one));
    logged("reset_repo_notification", first);
    isDone(Viewer.ADM.asks().delete(one));
    logged("delete_repo_notification", first);
    isP404(Viewer.ADM.asks().get(one));
    assertThat(json(Viewer.ADM.asks().get(base), 200).get("notifications")).containsExactly(second);
  }

  @Test
  void tellsWhichOneThereIsNot() {
    for (String uuid : List.of("nothing", UUID.randomUUID().toString())) {
      String text =
          "No repository notification found for: %s, web, %s".formatted(organization, uuid);
      isP404(Viewer.ADM.asks().get(base + uuid));
      isP400(Viewer.ADM.asks().delete(base + uuid), text);
      isP400(Viewer.ADM.asks().post(base + uuid), text);
      isP400(Viewer.ADM.asks().post(base + uuid + "/test"), text);
    }
  }

  @Test
  void doesNotReachIntoAnotherRepository() {
    String uuid = create(SLACK.formatted("repo_push")).get("uuid").textValue();
    String elsewhere = Scene.repository(organization, "other", false) + "/notification/" + uuid;
    String text =
        "No repository notification found for: %s, other, %s".formatted(organization, uuid);
    isP404(Viewer.ADM.asks().get(elsewhere));
    isP400(Viewer.ADM.asks().delete(elsewhere), text);
    isP400(Viewer.ADM.asks().post(elsewhere + "/test"), text);
    isM400(
        Viewer.ADM.asks().post(elsewhere), "No repository notification found with uuid: " + uuid);
    assertThat(json(Viewer.ADM.asks().get(base + uuid), 200).get("uuid").textValue())
        .isEqualTo(uuid);
  }

  @Test
  void refusesWhatItCannotTellOfInQuaysOrder() {
    isP400(Viewer.ADM.sends("{}").post(base), "'event' is a required property");
    isP400(
        Viewer.ADM
            .sends("{\"event\": \"x\", \"method\": \"y\", \"config\": {}, \"eventConfig\": {}}")
            .post(base),
        "Unable to find method: y");
    isP400(
        Viewer.ADM
            .sends(SLACK.formatted("x").replace("slack", "webhook").replace("url", "u"))
            .post(base),
        "Missing webhook URL");
    isP400(Viewer.ADM.sends(SLACK.formatted("x")).post(base), "Unable to find event: x");
    isP400(
        Viewer.ADM
            .sends(SLACK.formatted("repo_push").replace("{}", "{}, \"title\": null"))
            .post(base),
        "None is not of type 'string'");
    String nowhere = "/repository/" + organization + "/none/notification/";
    isP400(Viewer.ADM.sends(SLACK.formatted("x")).post(nowhere), "Unable to find event: x");
    isP404(Viewer.ADM.sends(SLACK.formatted("repo_push")).post(nowhere));
    assertThat(json(Viewer.ADM.asks().get(nowhere), 200))
        .isEqualTo(json("{\"notifications\": []}"));
    assertThat(json(Viewer.ADM.asks().get(base), 200)).isEqualTo(json("{\"notifications\": []}"));
  }

  @Test
  void aTargetKeepsItsNameAndIsMissedWhenItIsGone() {
    Scene.addTeam(organization, "crew", "member", "mel");
    for (String target :
        List.of(
            "{\"kind\": \"user\", \"name\": \"mel\"}",
            "{\"kind\": \"org\", \"name\": \"" + organization + "\"}",
            "{\"kind\": \"team\", \"name\": \"crew\"}")) {
      JsonNode config = json("{\"target\": " + target + "}");
      JsonNode created =
          create(
              "{\"event\": \"repo_push\", \"method\": \"quay_notification\", \"config\": %s, \"eventConfig\": {}}"
                  .formatted(config));
      assertThat(created.get("config")).isEqualTo(config);
    }
    isDone(Viewer.ADM.asks().delete("/organization/" + organization + "/team/crew"));
    JsonNode last = json(Viewer.ADM.asks().get(base), 200).get("notifications").get(2);
    assertThat(last.at("/config/target"))
        .isEqualTo(json("{\"kind\": \"team\", \"name\": \"(deleted)\"}"));
    isP400(
        Viewer.ADM
            .sends(
                """
                {"event": "repo_push", "method": "quay_notification",
                 "config": {"target": {"kind": "team", "name": "crew"}}, "eventConfig": {}}
                """)
            .post(base),
        "Unknown team crew");
  }

  @Test
  void endsWithTheRepositoryAndIsNotLeftInAnyLog() {
    String secret = Wharfinger.fresh("secret");
    var _ = create(HOOK.replace("c.org/x", "c.org/" + secret));
    assertThat(Scene.logs(organization).toString()).doesNotContain(secret);
    isDone(Viewer.ADM.asks().delete(repository));
    var _ = Scene.repository(organization, "web", false);
    assertThat(json(Viewer.ADM.asks().get(base), 200).get("notifications")).isEmpty();
  }

  private JsonNode create(String body) {
    return json(Viewer.ADM.sends(body).post(base), 201);
  }

  private void logged(String kind, JsonNode of) {
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            ((ObjectNode) json("{\"repo\": \"web\", \"namespace\": \"" + organization + "\"}"))
                .put("notification_id", of.get("uuid").textValue())
                .put("event", of.get("event").textValue())
                .put("method", of.get("method").textValue())
                .put("kind", kind));
  }
}
