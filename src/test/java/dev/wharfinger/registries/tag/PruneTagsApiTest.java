package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.RegistryProcess;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import dev.wharfinger.platform.sql.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Policies of a namespace, carried out on what was reported; no registry need answer for that. */
class PruneTagsApiTest {

  /** It prunes, whoever is asked. */
  @BeforeAll
  static void startTheOneWithARegistry() {
    var _ = Wharfinger.restricted();
  }

  private final Instant now = Instant.now();
  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String repository = Scene.repository(organization, "goods", false);
  private final ReportedTags goods = new ReportedTags(organization + "/goods");

  /** Nobody is to delete at a registry what is at none. */
  @AfterEach
  void deleteTheRepository() {
    isDone(Viewer.ADM.asks().delete(repository));
  }

  private void policy(String policy) {
    var _ =
        json(
            Viewer.ADM.sends(policy).post("/organization/" + organization + "/autoprunepolicy/"),
            201);
  }

  private void ownPolicy(String policy) {
    var _ = json(Viewer.ADM.sends(policy).post(repository + "/autoprunepolicy/"), 201);
  }

  private List<String> living(String filter) {
    return living(repository, filter);
  }

  private static List<String> living(String repository, String filter) {
    JsonNode page =
        json(
            Viewer.ADM.asks().get(repository + "/tag/?onlyActiveTags=true&limit=100" + filter),
            200);
    List<String> names = new ArrayList<>();
    page.get("tags").forEach(tag -> names.add(tag.get("name").textValue()));
    return names;
  }

  private List<JsonNode> pruned() {
    List<JsonNode> entries = new ArrayList<>();
    json(Viewer.ADM.asks().get("/organization/" + organization + "/logs"), 200)
        .get("logs")
        .forEach(entry -> {
          if (entry.get("kind").textValue().equals("autoprune_tag_delete")) {
            entries.add(entry);
          }
        });
    return entries;
  }

  @Test
  void prunesByAgeAndByNumber() {
    String signature = "sha256-" + "0a".repeat(32) + ".sig";
    goods.send(
        goods.image(now.minus(Duration.ofDays(30)), "old", "old", 1),
        goods.image(now.minus(Duration.ofDays(29)), signature, "signature", 1),
        goods.image(now.minus(Duration.ofDays(28)), "kept-old", "kept", 1),
        goods.image(now.minus(Duration.ofHours(5)), "v1", "1", 1),
        goods.image(now.minus(Duration.ofHours(4)), "v2", "2", 1),
        goods.image(now.minus(Duration.ofHours(3)), "v3", "3", 1));
    policy("{\"method\": \"number_of_tags\", \"value\": 2, \"tagPattern\": \"^v\"}");
    policy(
        """
        {"method": "creation_date", "value": "2w", "tagPattern": "^kept-", "tagPatternMatches": false}
        """);
    Waiting.until("two are pruned", () -> living("").size() == 4);
    assertThat(living("")).containsExactly("v3", "v2", "kept-old", signature);
    assertThat(pruned())
        .hasSize(2)
        .allSatisfy(entry -> {
          assertThat(entry.has("performer")).isFalse();
          assertThat(entry.path("ip").textValue()).isNull();
        })
        .extracting(entry -> entry.get("metadata"))
        .containsExactlyInAnyOrder(metadata("old"), metadata("v1"));
    JsonNode ended = json(Viewer.ADM.asks().get(repository + "/tag/?specificTag=v1"), 200);
    assertThat(ended.at("/tags/0/end_ts").longValue())
        .as("the time machine has it")
        .isGreaterThanOrEqualTo(now.getEpochSecond());
  }

  @Test
  void prunesOneRepositoryByPoliciesOfItsOwn() {
    String other = Scene.repository(organization, "other", false);
    ReportedTags others = new ReportedTags(organization + "/other");
    for (ReportedTags tags : List.of(goods, others)) {
      tags.send(
          IntStream.range(0, 5)
              .mapToObj(
                  days -> tags.image(now.minus(Duration.ofDays(days)), "v" + days, "v" + days, 1))
              .toArray(String[]::new));
    }
    ownPolicy("{\"method\": \"number_of_tags\", \"value\": 2}");
    Waiting.until("two are left", () -> living("").size() == 2);
    assertThat(living("")).containsExactly("v0", "v1");
    assertThat(living(other, "")).hasSize(5);

    policy("{\"method\": \"creation_date\", \"value\": \"84h\"}");
    Waiting.until("the oldest goes elsewhere", () -> living(other, "").size() == 4);
    assertThat(living("")).containsExactly("v0", "v1");
    isDone(Viewer.ADM.asks().delete(other));
  }

  @Test
  void carriesOutThePolicyOfTheOperatorEverywhere() {
    goods.send(
        goods.image(now.minus(Duration.ofDays(12 * 365)), "ancient", "ancient", 1),
        goods.image(now.minus(Duration.ofDays(10 * 365)), "old", "old", 1),
        goods.image(now, "new", "new", 1));
    Wharfinger another =
        Wharfinger.another(
            "default-policy",
            Map.of(
                "WHARFINGER_REGISTRY_URL",
                "http://127.0.0.1:" + RegistryProcess.ATTACHED_PORT,
                "AUTO_PRUNING_POLL_PERIOD",
                "1",
                "DEFAULT_NAMESPACE_AUTOPRUNE_POLICY",
                "method=creation_date,value=11y"));
    try {
      Waiting.until("it is pruned", () -> living("").size() == 2);
      assertThat(living("")).containsExactly("new", "old");
    } finally {
      another.stop();
    }
  }

  private JsonNode metadata(String tag) {
    return json(
        """
        {"performer": "autoprune worker", "namespace": "%s", "repo": "goods", "tag": "%s"}
        """
            .formatted(organization, tag));
  }

  @Test
  void goesThroughMoreTagsThanItReadsAtATime() {
    int tags = Pages.ROWS + 10;
    goods.send(
        IntStream.range(0, tags)
            .mapToObj(number ->
                goods.image(now.minusSeconds(number), "t%04d".formatted(number), "same", 1))
            .toArray(String[]::new));
    policy("{\"method\": \"number_of_tags\", \"value\": %d}".formatted(Pages.ROWS + 3));
    Waiting.until(
        "the last is pruned", () -> living("&specificTag=t%04d".formatted(tags - 1)).isEmpty());
    for (int number = Pages.ROWS - 2; number < tags; number++) {
      String tag = "t%04d".formatted(number);
      assertThat(living("&specificTag=" + tag)).as(tag).hasSize(number < Pages.ROWS + 3 ? 1 : 0);
    }
  }
}
