package dev.wharfinger.repositories.repositorynotification;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Wharfinger.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.api.MailBox;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import io.restassured.http.ContentType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What receivers get, and what becomes of those that do not take it. */
class NotificationDeliveryApiTest {

  private static final Wharfinger SERVICE = Wharfinger.fullAccess();

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String repository = Scene.repository(organization, "web", false);
  private final String base = repository + "/notification/";
  private final List<HookServer> servers = new ArrayList<>();
  private final HookServer hook = server();

  private HookServer server() {
    HookServer server = new HookServer();
    servers.add(server);
    return server;
  }

  /** Nobody is to be told of what waits still. */
  @AfterEach
  void end() {
    isDone(Viewer.ADM.asks().delete(repository));
    servers.forEach(HookServer::close);
  }

  @Test
  void aWebhookIsToldOfEachPushOnce() {
    var _ = create("repo_push", "webhook", url(hook));
    String report = push("v1", "ada");
    report(report);
    HookServer.Received first = hook.message(1);
    assertThat(first.method()).isEqualTo("POST");
    assertThat(first.path()).isEqualTo("/hook");
    assertThat(first.type()).isEqualTo("application/json");
    assertThat(first.json()).isEqualTo(told("\"updated_tags\": [\"v1\"]"));

    report(report, push("v2", "ada"), push("v3", "$wharfinger"));
    assertThat(hook.message(2).json().at("/updated_tags/0").textValue()).isEqualTo("v2");
    nothingWaits();
    assertThat(hook.received()).hasSize(2);
  }

  @Test
  void aTemplateMakesTheBody() {
    ObjectNode config = url(hook).put("template", "{\"${name}\": [\"${updated_tags}\", \"${x}\"]}");
    test(create("repo_push", "webhook", config));
    assertThat(hook.message(1).body()).isEqualTo("{\"web\":[[\"latest\",\"foo\"],null]}");
  }

  @Test
  void slackGetsAnAttachment() {
    var _ = create("repo_push", "slack", url(hook));
    report(push("v1", "ada"));
    String page = "http://localhost:8080/repository/" + organization + "/web";
    String summary = "Repository %s/web updated".formatted(organization);
    assertThat(hook.message(1).json())
        .isEqualTo(
            json(
                """
                {"text": "%1$s", "username": "quayiobot", "attachments": [{"fallback": "%1$s",
                 "text": "ada pushed to <%2$s|%3$s/web>: <%2$s?tag=v1&amp;tab=tags|v1>",
                 "color": "good", "mrkdwn_in": ["text"]}]}
                """
                    .formatted(summary, page, organization)));
  }

  @Test
  void aTestSendsASample() {
    test(create("repo_image_expiry", "webhook", url(hook), "{\"days\": 3}"));
    assertThat(hook.message(1).json())
        .isEqualTo(told("\"tags\": [\"latest\", \"v1\"], \"expiring_in\": \"3 days\""));
    for (String event : List.of("build_queued", "vulnerability_found", "quota_error")) {
      test(create(event, "webhook", url(hook)));
    }
    assertThat(hook.message(4).json().get("namespace").textValue()).isEqualTo(organization);
  }

  @Test
  void tagsThatExpireSoonAreToldOnce() {
    report(push("soon", "ada"), push("late", "ada"), push("never", "ada"));
    long now = Instant.now().getEpochSecond();
    expires("soon", now + 86_000);
    expires("late", now + 3 * 86_400);
    var _ = create("repo_image_expiry", "webhook", url(server()), "{}");
    var _ = create("repo_image_expiry", "webhook", url(server()), "{\"days\": \"2\"}");
    String uuid = create("repo_image_expiry", "webhook", url(hook), "{\"days\": 2}");
    String keys =
        "\"tags\": [\"%s\"], \"expiring_in\": \"2 days\", \"notification_uuid\": \"" + uuid + "\"";
    assertThat(hook.message(1).json()).isEqualTo(told(keys.formatted("soon")));
    expires("late", now + 86_001);
    assertThat(hook.message(2).json()).isEqualTo(told(keys.formatted("late")));
    nothingWaits();
    assertThat(servers.stream().mapToInt(it -> it.received().size()).sum()).isEqualTo(2);
  }

  @Test
  void tellsOfManyTagsInSeveralMessages() {
    report(push("one", "ada"));
    SERVICE.sql(
        """
        INSERT INTO activity.tag_row (repository, name, at, event, digest, is_index)
        SELECT r.id, 't' || g, now(), 'e', 'sha256:00', false
        FROM repository r JOIN namespace n ON n.id = r.namespace, generate_series(1, ?) g WHERE n.name = ?
        """,
        TellOfExpiry.MOST_TAGS + 1,
        organization);
    SERVICE.sql(
        """
        INSERT INTO tag_expiration (repository, tag, starts, expires)
        SELECT t.repository, t.name, t.at, now() + interval '1 hour' FROM activity.tag_row t
        JOIN repository r ON r.id = t.repository JOIN namespace n ON n.id = r.namespace
        WHERE n.name = ? AND t.name LIKE 't%'
        """,
        organization);
    var _ = create("repo_image_expiry", "webhook", url(hook), "{\"days\": 2}");
    assertThat(hook.message(1).json().get("tags")).hasSize(TellOfExpiry.MOST_TAGS);
    assertThat(hook.message(2).json().get("tags")).hasSize(1);
  }

  private void expires(String tag, long at) {
    assertThat(
            Viewer.ADM
                .sends("{\"expiration\": " + at + "}")
                .put(repository + "/tag/" + tag)
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void aServiceThatIsGoneIsSentNothing() {
    String uuid = create("repo_push", "flowdock", json("{\"flow_api_token\": \"x\"}"));
    test(uuid);
    nothingWaits();
    assertThat(failures(uuid)).isZero();
  }

  @Test
  void aMailTellsInWordsWithLinks() {
    String email = authorized();
    var _ = create("repo_push", "email", json("{\"email\": \"" + email + "\"}"));
    report(push("v1", "ada"));
    MailBox.InvitationMail letter = MailBox.lettersTo(email, 2).getLast();
    assertThat(letter.subject()).isEqualTo("Repository %s/web updated".formatted(organization));
    assertThat(letter.text())
        .contains(
            "ada pushed to <a href=\"http://localhost:8080/repository/%1$s/web\">%1$s/web</a>"
                .formatted(organization))
        .contains(">v1</a>");
  }

  private String authorized() {
    String email = fresh("told") + "@example.com";
    var _ = json(Viewer.ADM.asks(SERVICE).post(repository + "/authorizedemail/" + email), 200);
    String code = MailBox.letterTo(email).code();
    assertThat(SERVICE.request().basePath("").get("/authrepoemail?code=" + code).statusCode())
        .isEqualTo(200);
    return email;
  }

  @Test
  void keepsSoManyMailsWaiting() {
    String email = authorized();
    var _ = create("repo_push", "email", json("{\"email\": \"" + email + "\"}"));
    long first = Math.abs((long) email.hashCode()) << 20;
    SERVICE.sql(
        """
        INSERT INTO mail (id, kind, sender, address, code, about, created)
        SELECT ? + g, 'REPOSITORY_NOTIFICATION', n.id, 'x', gen_random_uuid(), '{}', now()
        FROM namespace n, generate_series(1, 200) g WHERE n.name = ?
        """,
        first,
        organization);
    // Nobody sends them: they are no addresses, and soon parked.
    report(push("v1", "ada"));
    nothingWaits();
    assertThat(SERVICE.count("SELECT count(*) FROM mail WHERE address = ?", email)).isZero();
    SERVICE.sql(
        "DELETE FROM vault.attempt WHERE queue = 'mail' AND item::bigint BETWEEN ? AND ?",
        first,
        first + 200);
    SERVICE.sql("DELETE FROM mail WHERE id BETWEEN ? AND ?", first, first + 200);
    report(push("v2", "ada"));
    assertThat(MailBox.lettersTo(email, 2)).hasSize(2);
  }

  @Test
  void accountsAreToldWhereTheyReadTheirNotifications() {
    Scene.addTeam(organization, "crew", "member", "mel");
    Viewer.MEM.arrives();
    for (String target :
        List.of(
            "{\"kind\": \"org\", \"name\": \"" + organization + "\"}",
            "{\"kind\": \"team\", \"name\": \"crew\"}")) {
      var _ = create("repo_push", "quay_notification", json("{\"target\": " + target + "}"));
    }
    report(push("v1", "ada"));
    for (Viewer viewer : List.of(Viewer.ADM, Viewer.MEM)) {
      Waiting.until(viewer + " is told", () -> !notices(viewer).isEmpty());
      JsonNode notice = notices(viewer).getFirst();
      assertThat(notice.get("kind").textValue()).isEqualTo("repo_push");
      assertThat(notice.get("metadata")).isEqualTo(told("\"updated_tags\": [\"v1\"]"));
    }
    assertThat(notices(Viewer.ADM).getFirst().get("organization").textValue())
        .isEqualTo(organization);
    nothingWaits();
    assertThat(notices(Viewer.MEM)).hasSize(1);
  }

  private List<JsonNode> notices(Viewer viewer) {
    return json(viewer.asks().get("/user/notifications"), 200)
        .get("notifications")
        .valueStream()
        .filter(it -> it.at("/metadata/namespace").asText().equals(organization))
        .toList();
  }

  @Test
  void aFailingReceiverIsTriedAgainAndThenDisabled() {
    hook.answers(HookServer.status(500));
    String uuid = create("repo_push", "webhook", url(hook));
    test(uuid);
    for (int i = 1; i <= 3; i++) {
      int failures = i;
      var _ = hook.message(i);
      Waiting.until("it is counted", () -> failures(uuid) == failures);
      assertThat(
              SERVICE.count(
                  "SELECT count(*) FROM activity.notification_job WHERE notification = ?::uuid"
                      + " AND tries = ? AND due BETWEEN now() + interval '20 seconds' AND now() + interval '30 seconds'",
                  uuid,
                  i))
          .isEqualTo(1);
      hasten(uuid);
    }
    nothingWaits();
    test(uuid);
    report(push("v1", "ada"));
    nothingWaits();
    assertThat(hook.received()).as("disabled").hasSize(3);

    isDone(Viewer.ADM.asks().post(base + uuid));
    assertThat(failures(uuid)).isZero();
    test(uuid);
    var _ = hook.message(4);
    Waiting.until("it is counted anew", () -> failures(uuid) == 1);
    hook.answers(HookServer.status(204));
    hasten(uuid);
    var _ = hook.message(5);
    Waiting.until("success", () -> failures(uuid) == 0);
    nothingWaits();
  }

  @Test
  void givesUpAMessageAfterItsLastTry() {
    hook.answers(HookServer.status(404));
    String uuid = create("repo_push", "webhook", url(hook));
    test(uuid);
    var _ = hook.message(1);
    Waiting.until("it is counted", () -> failures(uuid) == 1);
    SERVICE.sql(
        "UPDATE activity.notification_job SET tries = ?, due = now() WHERE notification = ?::uuid",
        SendMessages.TRIES - 1,
        uuid);
    var _ = hook.message(2);
    nothingWaits();
    assertThat(failures(uuid)).isEqualTo(2);
  }

  static Stream<HookServer.Answer> refusals() {
    return Stream.of(
        HookServer.redirect("http://127.0.0.1:1/"),
        HookServer.redirect("http://169.254.169.254/latest/meta-data"),
        HookServer.redirect("file:///etc/passwd"),
        HookServer.redirect("/hook"),
        HookServer.endless(),
        HookServer.silence());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aHostileReceiverFails(HookServer.Answer answer) {
    hook.answers(answer);
    String uuid = create("repo_push", "webhook", url(hook));
    test(uuid);
    Waiting.until("it failed", () -> failures(uuid) == 1);
  }

  @Test
  void noMessageGoesToTheServiceItself() {
    HookServer trap = new HookServer("127.0.0.1");
    servers.add(trap);
    hook.answers(HookServer.redirect(trap.url()));
    String uuid = create("repo_push", "webhook", url(hook));
    String direct = create("repo_push", "slack", json("{\"url\": \"" + trap.url() + "\"}"));
    test(uuid);
    test(direct);
    Waiting.until("both failed", () -> failures(uuid) == 1 && failures(direct) == 1);
    assertThat(trap.received()).isEmpty();
  }

  @Test
  void followsRedirectsWithTheSameContent() {
    HookServer other = server();
    hook.answers(HookServer.redirect(other.url()));
    String uuid = create("repo_push", "webhook", url(hook));
    test(uuid);
    HookServer.Received there = other.message(1);
    assertThat(there).isEqualTo(hook.message(1));
    nothingWaits();
    assertThat(failures(uuid)).isZero();
  }

  @Test
  void aSilentReceiverHoldsUpNoOther() {
    hook.answers(HookServer.silence());
    HookServer quick = server();
    List<String> slow = new ArrayList<>();
    for (int i = 0; i < SendMessages.AT_ONCE_FOR_ONE + 2; i++) {
      slow.add(create("repo_push", "webhook", url(hook)));
    }
    slow.forEach(this::test);
    var _ = hook.message(SendMessages.AT_ONCE_FOR_ONE);
    String elsewhere = Scene.organizationOf(Viewer.ADM);
    String other = Scene.repository(elsewhere, "web", false) + "/notification/";
    String uuid =
        json(Viewer.ADM.sends(body("repo_push", "webhook", url(quick), "{}")).post(other), 201)
            .get("uuid")
            .textValue();
    long begun = System.nanoTime();
    isTested(other + uuid);
    var _ = quick.message(1);
    assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
    assertThat(hook.received()).hasSizeLessThanOrEqualTo(slow.size());
    Waiting.until("all were tried", () -> slow.stream().allMatch(each -> failures(each) == 1));
  }

  @Test
  void keepsSoManyMessagesWaiting() {
    String uuid = create("repo_push", "webhook", url(hook));
    SERVICE.sql(
        "INSERT INTO activity.notification_job (notification, about, due)"
            + " SELECT ?::uuid, '{}', now() + interval '1 day' FROM generate_series(1, ?)",
        uuid,
        WaitingMessagesView.MOST - 1);
    report(push("v1", "ada"), push("v2", "ada"));
    assertThat(waiting(uuid)).isLessThanOrEqualTo(WaitingMessagesView.MOST);
    assertThat(hook.message(1).json().at("/updated_tags/0").textValue()).isEqualTo("v1");
    Waiting.until("it is sent", () -> waiting(uuid) == WaitingMessagesView.MOST - 1);
    SERVICE.sql(
        "INSERT INTO activity.notification_job (notification, about, due)"
            + " VALUES (?::uuid, '{}', now() + interval '1 day')",
        uuid);
    test(uuid);
    report(push("v3", "ada"));
    assertThat(waiting(uuid)).isEqualTo(WaitingMessagesView.MOST);
    assertThat(hook.received()).hasSize(1);
  }

  private static long waiting(String uuid) {
    return SERVICE.count(
        "SELECT count(*) FROM activity.notification_job WHERE notification = ?::uuid", uuid);
  }

  private static void hasten(String uuid) {
    SERVICE.sql(
        "UPDATE activity.notification_job SET due = now() WHERE notification = ?::uuid", uuid);
  }

  private void nothingWaits() {
    Waiting.until(
        "nothing waits",
        () ->
            SERVICE.count(
                    """
                    SELECT count(*) FROM activity.notification_job j
                    JOIN repository_notification x ON x.uuid = j.notification
                    JOIN repository r ON r.id = x.repository JOIN namespace n ON n.id = r.namespace
                    WHERE n.name = ?
                    """,
                    organization)
                == 0);
  }

  private int failures(String uuid) {
    return json(Viewer.ADM.asks().get(base + uuid), 200).get("number_of_failures").intValue();
  }

  private void test(String uuid) {
    isTested(base + uuid);
  }

  private static void isTested(String path) {
    assertThat(json(Viewer.ADM.asks().post(path + "/test"), 200)).isEqualTo(json("{}"));
  }

  private JsonNode told(String more) {
    return json(
        """
        {"repository": "%1$s/web", "namespace": "%1$s", "name": "web",
         "docker_url": "localhost:8080/%1$s/web",
         "homepage": "http://localhost:8080/repository/%1$s/web", %2$s}
        """
            .formatted(organization, more));
  }

  private static ObjectNode url(HookServer server) {
    return JsonNodeFactory.instance.objectNode().put("url", server.url());
  }

  private String create(String event, String method, JsonNode config) {
    return create(event, method, config, "{}");
  }

  private String create(String event, String method, JsonNode config, String eventConfig) {
    return json(Viewer.ADM.sends(body(event, method, config, eventConfig)).post(base), 201)
        .get("uuid")
        .textValue();
  }

  private static String body(String event, String method, JsonNode config, String eventConfig) {
    return "{\"event\": \"%s\", \"method\": \"%s\", \"config\": %s, \"eventConfig\": %s}"
        .formatted(event, method, config, eventConfig);
  }

  private String push(String tag, String actor) {
    String digest = "sha256:%064x".formatted(Math.abs((long) fresh("digest").hashCode()) + 1);
    return event(
        digest,
        tag.isEmpty() ? "" : "\"tag\": %s,".formatted(JsonNodeFactory.instance.textNode(tag)),
        actor);
  }

  private String event(String digest, String tag, String actor) {
    return """
    {"id": "%s", "timestamp": "%s", "action": "push", "actor": {"name": "%s"},
     "target": {"repository": "%s/web", %s "digest": "%s",
       "mediaType": "application/vnd.oci.image.manifest.v1+json",
       "references": [{"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "sha256:%064x", "size": 2}]}}
    """
        .formatted(fresh("event"), Instant.now(), actor, organization, tag, digest, 7);
  }

  /** Sends reports and waits until they are projected. */
  private void report(String... events) {
    String digest = "sha256:%064x".formatted(Math.abs((long) fresh("last").hashCode()) + 1);
    isDone(
        Wharfinger.shared()
            .request(Wharfinger.REGISTRY_SECRET)
            .contentType(ContentType.JSON)
            .body(
                "{\"events\": [" + String.join(",", events) + "," + event(digest, "", "ada") + "]}")
            .post("/registry/events"));
    Waiting.until(
        "the reports are projected",
        () ->
            SERVICE.count("SELECT count(*) FROM activity.manifest WHERE digest = ?", digest) == 1);
  }
}
