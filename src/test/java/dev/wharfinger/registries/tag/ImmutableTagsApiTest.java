package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isM400;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP403;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What policies and requests make of reported tags; no registry need answer for that. */
class ImmutableTagsApiTest {

  private static final int MOST = 1_000;

  private final Instant now = Instant.now();
  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String repository = Scene.repository(organization, "goods", false);
  private final ReportedTags goods = new ReportedTags(organization + "/goods");

  private String policy(String owner, String body) {
    return json(Viewer.ADM.sends(body).post(owner + "/immutabilitypolicy/"), 201)
        .get("uuid")
        .textValue();
  }

  private String policy(String body) {
    return policy("/organization/" + organization, body);
  }

  private JsonNode tag(String name) {
    return json(
            Viewer.ADM.asks().get(repository + "/tag/?onlyActiveTags=true&specificTag=" + name),
            200)
        .at("/tags/0");
  }

  private boolean isImmutable(String name) {
    return tag(name).get("immutable").booleanValue();
  }

  private List<JsonNode> logged(String kind) {
    List<JsonNode> entries = new ArrayList<>();
    json(Viewer.ADM.asks().get("/organization/" + organization + "/logs"), 200)
        .get("logs")
        .forEach(entry -> {
          if (entry.get("kind").textValue().equals(kind)) {
            assertThat(entry.has("performer")).as(kind).isFalse();
            entries.add(entry.get("metadata"));
          }
        });
    return entries;
  }

  private Response change(String tag, String body) {
    return Viewer.ADM.sends(body).put(repository + "/tag/" + tag);
  }

  private static void isUpdated(Response answer) {
    assertThat(json(answer, 201).textValue()).isEqualTo("Updated");
  }

  private static void isImmutable(Response answer, String text) {
    JsonNode problem = json(answer, 409);
    assertThat(problem.get("error_type").textValue()).isEqualTo("tag_immutable");
    assertThat(problem.get("detail").textValue()).isEqualTo(text);
  }

  @Test
  void becomeSoWhenAPolicyIsCreatedOrChanged() {
    goods.send(
        goods.image(now, "v1", "1", 1),
        goods.image(now, "v1-rc", "2", 1),
        goods.image(now, "latest", "2", 1));
    String policy = policy("{\"tagPattern\": \"v[0-9]+\"}");
    assertThat(isImmutable("v1")).isTrue();
    assertThat(isImmutable("v1-rc")).as("the whole name must match").isFalse();
    assertThat(logged("tags_made_immutable_by_policy"))
        .containsExactly(
            json(
                """
                {"namespace": "%s", "tag_pattern": "v[0-9]+", "tag_pattern_matches": true, "count": 1}
                """
                    .formatted(organization)));
    isDone(
        Viewer.ADM
            .sends("{\"tagPattern\": \"latest\", \"tagPatternMatches\": false}")
            .put("/organization/" + organization + "/immutabilitypolicy/" + policy));
    assertThat(isImmutable("v1-rc")).isTrue();
    assertThat(isImmutable("latest")).isFalse();
    assertThat(logged("tags_made_immutable_by_policy")).as("v1 was before").hasSize(2);
    var _ =
        json(
            Viewer.ADM
                .asks()
                .delete("/organization/" + organization + "/immutabilitypolicy/" + policy),
            200);
    assertThat(isImmutable("v1")).as("nothing is freed").isTrue();
    assertThat(isImmutable("v1-rc")).isTrue();
  }

  @Test
  void becomeSoByPoliciesOfTheirRepository() {
    String other = Scene.repository(organization, "other", false);
    ReportedTags others = new ReportedTags(organization + "/other");
    goods.send(goods.image(now, "v1", "1", 1));
    others.send(others.image(now, "v1", "1", 1));
    var _ = policy(repository, "{\"tagPattern\": \"v.*\"}");
    assertThat(isImmutable("v1")).isTrue();
    JsonNode elsewhere = json(Viewer.ADM.asks().get(other + "/tag/"), 200).at("/tags/0");
    assertThat(elsewhere.get("immutable").booleanValue()).isFalse();
    assertThat(logged("tags_made_immutable_by_policy").getFirst().get("repo").textValue())
        .isEqualTo("goods");
  }

  @Test
  void becomeSoWhenTheyArePushed() {
    var _ = policy("{\"tagPattern\": \"v.*\"}");
    goods.send(goods.image(now, "v1", "1", 1), goods.image(now, "latest", "1", 1));
    Waiting.until("it is seen", () -> isImmutable("v1"));
    assertThat(isImmutable("latest")).isFalse();
    assertThat(logged("tag_made_immutable_by_policy"))
        .containsExactly(
            json(
                "{\"namespace\": \"%s\", \"repo\": \"goods\", \"tag\": \"v1\", \"immutable\": true}"
                    .formatted(organization)));
    goods.send(goods.image(now.plusSeconds(1), "v1", "1", 1));
    Waiting.until(
        "it is pushed again", () -> tag("v1").get("start_ts").longValue() > now.getEpochSecond());
    assertThat(isImmutable("v1")).as("the same again is no change").isTrue();
  }

  @Test
  void areNotChangedByRequests() {
    goods.send(
        goods.image(now.minusSeconds(9), "v1", "old", 1),
        goods.image(now, "v1", "1", 1),
        goods.image(now, "other", "2", 1));
    isUpdated(change("v1", "{\"immutable\": true}"));
    assertThat(isImmutable("v1")).isTrue();
    assertThat(Scene.lastLog(organization))
        .isEqualTo(
            json(
                """
                {"kind": "change_tag_immutability", "username": "ada", "namespace": "%s", "repo": "goods",
                 "tag": "v1", "immutable": true, "previous_immutable": false}
                """
                    .formatted(organization)));
    String other = "{\"manifest_digest\": \"%s\"}".formatted(goods.digest("2"));
    isImmutable(change("v1", other), "Cannot overwrite immutable tag 'v1'");
    isImmutable(
        Viewer.ADM.asks().delete(repository + "/tag/v1"), "Cannot delete immutable tag 'v1'");
    isImmutable(
        Viewer.ADM
            .sends("{\"manifest_digest\": \"%s\"}".formatted(goods.digest("old")))
            .post(repository + "/tag/v1/restore"),
        "Cannot overwrite immutable tag 'v1'");
    isM400(
        change("v1", "{\"expiration\": %d}".formatted(now.getEpochSecond() + 99_999)),
        "Cannot set expiration on immutable tag 'v1'");
    isP404(change("v1", "{\"manifest_digest\": \"sha256:unknown\"}"));
    isP404(
        Viewer.ADM
            .sends(Wharfinger.restricted(), "{\"is_alive\": true}")
            .post(repository + "/tag/v1/expire"));
    isP404(
        Viewer.ADM
            .sends(
                Wharfinger.restricted(),
                "{\"manifest_digest\": \"%s\"}".formatted(goods.digest("old")))
            .post(repository + "/tag/v1/expire"));
    assertThat(tag("v1").get("manifest_digest").textValue()).isEqualTo(goods.digest("1"));

    isUpdated(change("v1", "{\"immutable\": true}"));
    assertThat(Scene.lastLog(organization).get("previous_immutable").booleanValue())
        .as("written even if unchanged")
        .isTrue();
    isUpdated(change("v1", "{\"immutable\": false}"));
    assertThat(isImmutable("v1")).isFalse();
    isP404(change("nothing", "{\"immutable\": true}"));
  }

  @Test
  void areFreedByAdministratorsOnly() {
    goods.send(goods.image(now, "v1", "1", 1));
    var _ = Viewer.MEM.asks(); // who is there from then on
    Scene.grant(repository, "user", Viewer.MEM.username(), "write");
    isUpdated(Viewer.MEM.sends("{\"immutable\": true}").put(repository + "/tag/v1"));
    isP403(Viewer.MEM.sends("{\"immutable\": false}").put(repository + "/tag/v1"));
    assertThat(isImmutable("v1")).isTrue();
    isUpdated(change("v1", "{\"immutable\": false}"));
    isUpdated(Viewer.MEM.sends("{\"immutable\": false}").put(repository + "/tag/v1"));
  }

  @Test
  void doNotExpire() {
    goods.send(goods.image(now, "v1", "1", 1), goods.image(now, "w1", "1", 1));
    String expire = "{\"expiration\": %d}".formatted(now.getEpochSecond() + 99_999);
    isUpdated(change("v1", expire));
    isUpdated(change("w1", expire));
    isM400(
        change("v1", "{\"immutable\": true}"),
        "Cannot make tag 'v1' immutable: tag has expiration set. Clear expiration first or enable"
            + " FEATURE_IMMUTABLE_TAGS_CAN_EXPIRE.");
    isUpdated(change("v1", "{\"immutable\": true, \"expiration\": null}"));
    assertThat(tag("v1").has("end_ts")).isFalse();
    var _ = policy("{\"tagPattern\": \"w1\"}");
    assertThat(isImmutable("w1")).isTrue();
    assertThat(tag("w1").has("end_ts")).as("a policy clears it").isFalse();
  }

  @Test
  void areTheSameWithoutTheFeature() {
    goods.send(goods.image(now, "v1", "1", 1));
    isUpdated(change("v1", "{\"immutable\": true}"));
    Wharfinger off = Wharfinger.closed();
    JsonNode tags = json(Viewer.ADM.asks(off).get(repository + "/tag/"), 200).get("tags");
    assertThat(tags.get(0).has("immutable")).isFalse();
    isUpdated(Viewer.ADM.sends(off, "{\"immutable\": false}").put(repository + "/tag/v1"));
    assertThat(isImmutable("v1")).as("it is ignored").isTrue();
  }

  @Test
  void areMissedWhenTheyArePushedOver() {
    goods.send(goods.image(now, "v1", "1", 1), goods.image(now, "v2", "1", 1));
    var _ = policy("{\"tagPattern\": \"v.\"}");
    assertThat(isImmutable("v1")).isTrue();
    goods.send(
        goods.image(now.plusSeconds(1), "v1", "2", 1), goods.untag(now.plusSeconds(1), "v2"));
    Waiting.until("both are seen", () -> logged("immutable_tag_overwritten").size() == 2);
    assertThat(logged("immutable_tag_overwritten"))
        .containsExactlyInAnyOrder(
            json(
                """
                {"namespace": "%s", "repo": "goods", "tag": "v1", "manifest_digest": "%s",
                 "original_manifest_digest": "%s"}
                """
                    .formatted(organization, goods.digest("2"), goods.digest("1"))),
            json(
                """
                {"namespace": "%s", "repo": "goods", "tag": "v2", "manifest_digest": null,
                 "original_manifest_digest": "%s"}
                """
                    .formatted(organization, goods.digest("1"))));
    assertThat(isImmutable("v1")).as("it is to be put back").isFalse();
    isDone(Viewer.ADM.asks().delete(repository));
  }

  @Test
  void makeNoProxyCacheOfTheirOrganization() {
    goods.send(goods.image(now, "v1", "1", 1));
    isUpdated(change("v1", "{\"immutable\": true}"));
    String cache = "/organization/" + organization + "/proxycache";
    String upstream = "{\"upstream_registry\": \"8.8.8.8\"}";
    isP400(
        Viewer.ADM.sends(upstream).post(cache),
        "Cannot convert organization to proxy cache: immutable tags exist");
    isUpdated(change("v1", "{\"immutable\": false}"));
    assertThat(json(Viewer.ADM.sends(upstream).post(cache), 201).textValue()).isEqualTo("Created");
  }

  @Test
  void becomeSoByPoliciesThatWereLeft() {
    goods.send(goods.image(now, "v1", "1", 1));
    String policy = policy("{\"tagPattern\": \"v.\"}");
    Wharfinger.shared()
        .sql(
            "DELETE FROM tag_immutability i USING repository r JOIN namespace n ON n.id = r.namespace"
                + " WHERE r.id = i.repository AND n.name = ?",
            organization);
    Wharfinger.shared()
        .sql(
            "UPDATE immutability_policy SET applied = false WHERE uuid = ?",
            UUID.fromString(policy));
    Waiting.until("the job has done it", () -> isImmutable("v1"));
  }

  @Test
  void areRecordedInSeveralEventsIfTheyAreMany() {
    int tags = 2 * MOST + 10;
    goods.send(
        IntStream.range(0, tags)
            .mapToObj(number ->
                goods.image(now.minusSeconds(number), "v%04d".formatted(number), "same", 1))
            .toArray(String[]::new));
    var _ = policy("{\"tagPattern\": \"v....\"}");
    Waiting.until("the last is immutable", () -> isImmutable("v%04d".formatted(tags - 1)));
    Waiting.until("all are", () -> logged("tags_made_immutable_by_policy").size() == 3);
    assertThat(logged("tags_made_immutable_by_policy"))
        .extracting(entry -> entry.get("count").intValue())
        .containsExactlyInAnyOrder(MOST, MOST, 10);
  }
}
