package dev.wharfinger.records.feed;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.local.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;

/** The audit feed as a subscriber reads it who has its AsyncAPI document and nothing else. */
class AuditFeedApiTest {

  private static final Wharfinger SERVICE = Wharfinger.shared();
  private static final String AGENT = "audit-feed-test/1";

  @Test
  void aSubscriberReadsEveryMutationOfTheSession() {
    String name = Scene.organization();
    List<String> secrets = new ArrayList<>(mutate(name));
    secrets.add(Viewer.newUser(Wharfinger.fresh("feed")));
    WholeFeed whole = WholeFeed.of(SERVICE);
    whole.holds();
    List<FeedConsumer.Received> feed = whole.feed();
    assertThat(feed.stream().map(FeedConsumer.Received::partition).distinct())
        .as("spread by key")
        .hasSizeGreaterThan(1);
    for (String secret : secrets) {
      assertThat(secret).hasSizeGreaterThan(8);
      assertThat(feed)
          .noneMatch(
              it -> it.payload().toString().contains(secret) || it.headers().containsValue(secret));
    }
    sayWhoAndWhat(feed, name);
  }

  /** Many kinds of change; the secrets that came of them. */
  private static List<String> mutate(String name) {
    String organization = "/organization/" + name;
    List<String> secrets = new ArrayList<>();
    var _ =
        json(
            Viewer.ADM
                .sends("{\"tag_expiration_s\": 86400}")
                .header("User-Agent", AGENT)
                .put(organization),
            200);
    var _ =
        json(Viewer.ADM.sends("{\"role\": \"creator\"}").put(organization + "/team/haulers"), 200);
    var _ =
        json(Viewer.ADM.sends("{\"role\": \"admin\"}").put(organization + "/team/haulers"), 200);
    Viewer.OUT.arrives();
    var _ = json(Viewer.ADM.asks().put(organization + "/team/haulers/members/olga"), 200);
    String repository = Scene.repository(name, "goods", false);
    Scene.grant(repository, "user", "olga", "read");
    Scene.grant(repository, "user", "olga", "write");
    Scene.grant(repository, "team", "haulers", "read");
    String robot = Scene.robot(name, "winch");
    secrets.add(
        json(Viewer.ADM.asks().get(organization + "/robots/winch"), 200).get("token").textValue());
    assertThat(robot).contains("winch");
    String client = Scene.application(name);
    secrets.add(
        json(Viewer.ADM.asks().get(organization + "/applications/" + client), 200)
            .get("client_secret")
            .textValue());
    JsonNode token = Scene.applicationToken(name, client, "repo:read");
    token.forEach(value -> {
      if (value.isTextual() && value.textValue().length() > 100) {
        secrets.add(value.textValue());
      }
    });
    secrets.add(
        json(Viewer.ADM.sends("{\"title\": \"laptop\"}").post("/user/apptoken"), 200)
            .at("/token/token_code")
            .textValue());
    assertThat(secrets).hasSize(4);
    assertThat(Viewer.ADM.asks().delete(organization + "/members/olga").statusCode())
        .isEqualTo(204);
    assertThat(Viewer.ADM.asks().delete(repository).statusCode()).isEqualTo(204);
    return secrets;
  }

  private static void sayWhoAndWhat(List<FeedConsumer.Received> feed, String name) {
    JsonNode changed = only(feed, name, "organization-tag-expiration-set.v1");
    assertThat(changed.at("/actor/name").textValue()).isEqualTo("ada");
    assertThat(changed.at("/actor/address").textValue()).isEqualTo("127.0.0.1");
    assertThat(changed.at("/actor/userAgent").textValue()).isEqualTo(AGENT);
    assertThat(changed.at("/actor/token").isIntegralNumber()).isTrue();
    assertThat(changed.at("/changes/0/fields/tagExpirationSeconds").toString())
        .isEqualTo("{\"before\":1209600,\"after\":86400}");
    assertThat(only(feed, name, "team-role-changed.v1").at("/changes/0/fields/role").toString())
        .isEqualTo("{\"before\":\"CREATOR\",\"after\":\"ADMIN\"}");
    assertThat(
            only(feed, name, "organization-member-removed.v1")
                .get("changes")
                .findValuesAsText("action"))
        .as("from a team and from a repository")
        .containsExactly("deleted", "deleted");
  }

  private static JsonNode only(List<FeedConsumer.Received> feed, String name, String type) {
    List<JsonNode> found =
        feed.stream()
            .filter(it -> it.header("ce_type").equals("dev.wharfinger." + type))
            .map(FeedConsumer.Received::payload)
            .filter(it -> it.at("/namespace/name").asText().equals(name))
            .toList();
    assertThat(found).as(type).hasSize(1);
    return found.getFirst();
  }

  /** They are shown here, unlike by default, and so they do not stay. */
  @Test
  void personalDataLeaveTheTopicAfterAWhile() throws Exception {
    String topic = SERVICE.topicPrefix() + ".audit";
    assertThat(WholeFeed.of(SERVICE).feed()).isNotEmpty();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", LocalStack.shared().bootstrapServers()))) {
      Config config =
          Objects.requireNonNull(admin.describeConfigs(Set.of(resource)).all().get().get(resource));
      assertThat(config.get("retention.ms").value())
          .isEqualTo(Long.toString(Duration.ofDays(30).toMillis()));
    }
  }

  @Test
  void operatorsSeeHowFarItIsAndWhatIsInIt() throws IOException {
    assertThat(WholeFeed.of(SERVICE).feed()).isNotEmpty();
    assertThat(SERVICE.management().get("/q/metrics").asString())
        .contains("wharfinger_feed_lag ", "wharfinger_job_age_seconds{job=\"audit-feed\"");
    assertThat(SERVICE.management().get("/operator/asyncapi.yaml").asString())
        .isEqualTo(Files.readString(Path.of("docs/asyncapi.yaml")));
  }
}
