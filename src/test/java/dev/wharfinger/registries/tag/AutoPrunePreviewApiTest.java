package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.isOk;
import static dev.wharfinger.api.Answers.isP400;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.platform.sql.Pages;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AutoPrunePreviewApiTest {

  private final Instant now = Instant.now();
  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String repository = Scene.repository(organization, "goods", false);
  private final String preview = repository + "/autoprunepolicy/preview";
  private final ReportedTags goods = new ReportedTags(organization + "/goods");

  /** In a run of all tests there may be an instance that prunes. */
  @AfterEach
  void deleteTheRepository() {
    isDone(Viewer.ADM.asks().delete(repository));
  }

  private static RequestSpecification own(RequestSpecification request) {
    return request.basePath("/api/wharfinger/v1");
  }

  private JsonNode proposed(String policy) {
    return json(own(Viewer.ADM.sends(policy)).post(preview), 200);
  }

  private static List<String> names(JsonNode answer) {
    List<String> names = new ArrayList<>();
    answer.get("tags").forEach(tag -> names.add(tag.get("name").textValue()));
    return names;
  }

  private void tags(int count, Duration apart) {
    goods.send(
        IntStream.range(0, count)
            .mapToObj(number ->
                goods.image(
                    now.minus(apart.multipliedBy(number)), "v%04d".formatted(number), "same", 1))
            .toArray(String[]::new));
  }

  @Test
  void showsWhatAPolicyWouldRemoveAndChangesNothing() {
    tags(4, Duration.ofDays(1));
    JsonNode answer =
        proposed("{\"method\": \"number_of_tags\", \"value\": 1, \"tagPattern\": \"v000[0-2]\"}");
    assertThat(answer.get("more").booleanValue()).isFalse();
    assertThat(names(answer)).containsExactly("v0001", "v0002");
    JsonNode first = answer.at("/tags/0");
    assertThat(first.get("manifest_digest").textValue()).isEqualTo(goods.digest("same"));
    assertThat(first.get("start_ts").longValue())
        .isEqualTo(now.minus(Duration.ofDays(1)).getEpochSecond());
    assertThat(names(proposed("{\"method\": \"creation_date\", \"value\": \"36h\"}")))
        .containsExactly("v0002", "v0003");
    isP400(
        own(Viewer.ADM.sends("{\"method\": \"age\", \"value\": 1}")).post(preview),
        "Invalid method provided");
    assertThat(json(Viewer.ADM.asks().get(repository + "/autoprunepolicy/"), 200).get("policies"))
        .isEmpty();
    assertThat(names(json(own(Viewer.ADM.asks()).get(preview), 200))).isEmpty();
  }

  @Test
  void goesByThePoliciesOfTheRepositoryAndOfItsNamespace() {
    tags(6, Duration.ofDays(1));
    String of = "{\"method\": \"%s\", \"value\": %s}";
    var _ =
        json(
            Viewer.ADM
                .sends(of.formatted("creation_date", "\"108h\""))
                .post("/organization/" + organization + "/autoprunepolicy/"),
            201);
    assertThat(names(json(own(Viewer.ROSU.asks()).get(preview), 200))).containsExactly("v0005");
    var _ =
        json(
            Viewer.ADM
                .sends(of.formatted("number_of_tags", "4"))
                .post(repository + "/autoprunepolicy/"),
            201);
    assertThat(names(json(own(Viewer.ADM.asks()).get(preview), 200)))
        .containsExactly("v0004", "v0005");

    Wharfinger full = Wharfinger.fullAccess();
    isOk(Viewer.ADM.sends(full, "{\"state\": \"READ_ONLY\"}").put(repository + "/changestate"));
    assertThat(names(json(own(Viewer.ADM.asks()).get(preview), 200)))
        .as("nothing is pruned")
        .isEmpty();
  }

  @Test
  void endsSomewhere() {
    int tags = AutoPrunePreview.MOST + 2;
    tags(tags, Duration.ofSeconds(1));
    JsonNode all = proposed("{\"method\": \"number_of_tags\", \"value\": 2}");
    assertThat(names(all)).hasSize(AutoPrunePreview.MOST).endsWith("v%04d".formatted(tags - 1));
    assertThat(all.get("more").booleanValue()).isFalse();
    JsonNode most = proposed("{\"method\": \"number_of_tags\", \"value\": 1}");
    assertThat(names(most)).hasSize(AutoPrunePreview.MOST).endsWith("v%04d".formatted(tags - 2));
    assertThat(most.get("more").booleanValue()).isTrue();
  }

  @Test
  void looksAtFewerTagsTheMoreThePoliciesTake() {
    tags(Pages.ROWS + 1, Duration.ofSeconds(1));
    String of = "{\"method\": \"number_of_tags\", \"value\": %d, \"tagPattern\": \"^(v|%s)\"}";
    String costly = "x{%d}".formatted((Pruning.MOST - 10) / 13);
    JsonNode answer = proposed(of.formatted(Pages.ROWS, costly));
    assertThat(names(answer)).isEmpty();
    assertThat(answer.get("more").booleanValue()).isTrue();
    answer = proposed(of.formatted(Pages.ROWS, "x"));
    assertThat(names(answer)).containsExactly("v%04d".formatted(Pages.ROWS));
    assertThat(answer.get("more").booleanValue()).isFalse();
  }

  @Test
  void isNotThereWithoutTheFeature() {
    Wharfinger off = Wharfinger.closed();
    isP404(own(Viewer.ADM.asks(off)).get(preview));
    isP404(own(Viewer.ADM.sends(off, "{}")).post(preview));
  }
}
