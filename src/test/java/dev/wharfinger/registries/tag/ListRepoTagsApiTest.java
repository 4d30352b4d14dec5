package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.isMessage;
import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.isParameterMessage;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.api.Answers.keys;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tags of a repository and their history, as registries report them. */
class ListRepoTagsApiTest {

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String goods = Scene.repository(organization, "goods", false);
  private final String tags = goods + "/tag/";
  private final ReportedTags reported = new ReportedTags(organization + "/goods");
  private final Instant start = Instant.now().minusSeconds(10_000).truncatedTo(ChronoUnit.SECONDS);

  private Instant at(int seconds) {
    return start.plusSeconds(seconds);
  }

  private JsonNode page(String query) {
    return json(Viewer.ADM.asks().get(tags + query), 200);
  }

  /**
   * Of each tag its name, the second in which it began and the one in which it ended, if it did.
   */
  private List<String> listed(String query) {
    List<String> listed = new ArrayList<>();
    page(query)
        .get("tags")
        .forEach(tag ->
            listed.add(
                tag.get("name").textValue()
                    + " "
                    + (tag.get("start_ts").longValue() - start.getEpochSecond())
                    + (tag.has("end_ts")
                        ? "-" + (tag.get("end_ts").longValue() - start.getEpochSecond())
                        : "")));
    return listed;
  }

  @Test
  void showsNothingOfAnEmptyRepository() {
    assertThat(page("")).isEqualTo(json("{\"tags\": [], \"page\": 1, \"has_additional\": false}"));
    isP404(Viewer.ADM.asks().get("/repository/" + organization + "/none/tag/"));
  }

  @Test
  void showsATagWithTheSizeOfItsLayers() {
    reported.send(reported.image(at(7), "v1", "one", 100, 20, 20));
    JsonNode tag = page("").get("tags").get(0);
    assertThat(tag)
        .isEqualTo(
            json(
                """
                {"name": "v1", "reversion": false, "immutable": false, "start_ts": %d, "manifest_digest": "%s",
                 "is_manifest_list": false, "size": 140, "last_modified": %s}
                """
                    .formatted(
                        at(7).getEpochSecond(), reported.digest("one"), tag.get("last_modified"))));
    assertThat(tag.get("last_modified").textValue()).endsWith(" -0000");
  }

  @Test
  void showsWhatWasMovedAndDeletedUntilTheTimeMachineIsOver() {
    reported.send(
        reported.image(at(0), "latest", "one", 1),
        reported.image(at(1), "b", "two", 1),
        reported.image(at(1), "a", "two", 1),
        reported.image(at(10), "latest", "two", 1),
        reported.untag(at(20), "b"),
        reported.image(at(30), "c", "three", 1),
        reported.delete(at(40), "three"));
    List<String> all = List.of("c 30-40", "latest 10", "a 1", "b 1-20", "latest 0-10");
    assertThat(listed("")).isEqualTo(all);
    assertThat(listed("?onlyActiveTags=False")).isEqualTo(all);
    assertThat(listed("?onlyActiveTags=true")).containsExactly("latest 10", "a 1");
    JsonNode ended = page("?specificTag=b").get("tags").get(0);
    assertThat(ended.get("expiration").textValue()).endsWith(" -0000");
    var _ =
        json(
            Viewer.ADM.sends("{\"tag_expiration_s\": 0}").put("/organization/" + organization),
            200);
    assertThat(listed("")).as("no time machine").containsExactly("latest 10", "a 1");
  }

  @Test
  void comesToTheSameHistoryInEveryOrder() {
    List<String> reports =
        List.of(
            reported.image(at(0), "latest", "one", 1),
            reported.image(at(1), "a", "one", 1),
            reported.image(at(10), "latest", "two", 1),
            reported.image(at(2), "b", "four", 1),
            reported.delete(at(11), "four"),
            reported.image(at(12), "a", "two", 1),
            reported.untag(at(20), "latest"),
            reported.image(at(30), "latest", "one", 1),
            reported.empty(at(40)),
            reported.image(at(50), "a", "three", 1),
            reported.image(at(60), "latest", "three", 1));
    reported.send(reports.toArray(String[]::new));
    List<String> inOrder = listed("");
    assertThat(inOrder)
        .containsExactly(
            "latest 60",
            "a 50",
            "latest 30-40",
            "a 12-40",
            "latest 10-20",
            "b 2-11",
            "a 1-12",
            "latest 0-10");
    for (int seed = 0; seed < 3; seed++) {
      String name = "shuffled-" + seed;
      var _ = Scene.repository(organization, name, false);
      List<String> shuffled = new ArrayList<>(reports);
      Collections.shuffle(shuffled, new Random(seed));
      ReportedTags other = new ReportedTags(organization + "/" + name);
      for (String report : shuffled) {
        other.send(report.replace("/goods\"", "/" + name + "\""));
      }
      assertThat(listedOf("/repository/" + organization + "/" + name + "/tag/"))
          .as("seed " + seed)
          .isEqualTo(page("").get("tags"));
    }
  }

  private JsonNode listedOf(String path) {
    return json(Viewer.ADM.asks().get(path), 200).get("tags");
  }

  @Test
  void tellsWhichManifestsOfAnIndexAreThere() {
    reported.send(
        reported.child(at(0), "amd64"),
        reported.index(at(1), "all", "index", "amd64", "arm64"),
        reported.child(at(2), "s390x"),
        reported.index(at(3), "some", "whole", "amd64", "s390x"));
    JsonNode listed = page("").get("tags");
    assertThat(listed.get(0).get("is_sparse").booleanValue()).isFalse();
    JsonNode sparse = listed.get(1);
    assertThat(keys(sparse))
        .containsExactlyInAnyOrder(
            "name",
            "reversion",
            "immutable",
            "start_ts",
            "last_modified",
            "manifest_digest",
            "is_manifest_list",
            "size",
            "is_sparse",
            "child_manifest_count",
            "present_child_count",
            "child_manifests_presence");
    assertThat(sparse.get("is_manifest_list").booleanValue()).isTrue();
    assertThat(sparse.get("size").isNull()).isTrue();
    assertThat(sparse.get("is_sparse").booleanValue()).isTrue();
    assertThat(sparse.get("child_manifest_count").intValue()).isEqualTo(2);
    assertThat(sparse.get("present_child_count").intValue()).isEqualTo(1);
    assertThat(sparse.get("child_manifests_presence"))
        .isEqualTo(
            json(
                "{\"%s\": true, \"%s\": false}"
                    .formatted(reported.digest("amd64"), reported.digest("arm64"))));
  }

  @Test
  void showsTheFirstManifestsOfALargeIndex() {
    String[] many = IntStream.range(0, 101).mapToObj(i -> "child-" + i).toArray(String[]::new);
    reported.send(reported.index(at(0), "all", "index", many));
    JsonNode tag = page("").get("tags").get(0);
    assertThat(tag.get("child_manifest_count").intValue()).isEqualTo(101);
    assertThat(tag.get("child_manifests_presence")).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      emptyValue = "",
      textBlock =
          """
          ?specificTag=v1                               | v1
          ?specificTag=v                                |
          ?specificTag=                                 | v1 V1-b w_1
          ?filter_tag_name=like:v1                      | v1 V1-b
          ?filter_tag_name=like:_                       | w_1
          ?filter_tag_name=like:%25                     |
          ?filter_tag_name=like:                        | v1 V1-b w_1
          ?filter_tag_name=eq:v1                        | v1
          ?filter_tag_name=eq:a:b                       |
          ?filter_tag_name=other:v1                     | v1 V1-b w_1
          ?filter_tag_name=like:b&specificTag=v1        |
          ?filter_tag_name=like:b&specificTag=V1-b      | V1-b
          ?filter_tag_name=like:V&onlyActiveTags=true   | V1-b
          """)
  void filtersByName(String query, String names) {
    reported.send(
        reported.image(at(3), "v1", "one", 1),
        reported.image(at(2), "V1-b", "one", 1),
        reported.image(at(1), "w_1", "one", 1),
        reported.untag(at(4), "v1"));
    List<String> listed = new ArrayList<>();
    page(query).get("tags").forEach(tag -> listed.add(tag.get("name").textValue()));
    assertThat(String.join(" ", listed)).isEqualTo(names == null ? "" : names);
  }

  @Test
  void refusesWhatIsNoFilterAndNoNumber() {
    isMessage(
        Viewer.ADM.asks().get(tags + "?filter_tag_name=v1"),
        400,
        "Unsupported syntax for filter_tag_name. Expected <operation>:<tag_name> where <operation>can be 'like' or 'eq'.");
    isParameterMessage(
        Viewer.ADM.asks().get(tags + "?limit=x"),
        "limit",
        "Limit to the number of results to return per page. Max 100.");
    isParameterMessage(
        Viewer.ADM.asks().get(tags + "?page=x"), "page", "Page index for the results. Default 1.");
  }

  /** A hundred thousand tags, and as many that ended. */
  @Test
  void givesAHundredAtATime() {
    Wharfinger.shared()
        .sql(
            """
            INSERT INTO activity.tag_row (repository, name, at, event, digest, ends, is_index, layers_bytes)
            SELECT r.id, 'tag-' || i, now() - i * interval '1 second', e::text, 'sha256:of-' || i,
                   CASE WHEN e THEN now() END, false, i
            FROM repository r JOIN namespace n ON n.id = r.namespace, generate_series(1, 100000) i,
                 (VALUES (true), (false)) v (e)
            WHERE n.name = ? AND r.name = 'goods'
            """,
            organization);
    assertThat(names("?onlyActiveTags=true&limit=1000")).hasSize(100).startsWith("tag-1", "tag-2");
    assertThat(names("?onlyActiveTags=true")).hasSize(50);
    assertThat(names("?onlyActiveTags=true&limit=0")).hasSize(1);
    assertThat(names("?limit=4&page=-3")).containsExactly("tag-1", "tag-1", "tag-2", "tag-2");
    JsonNode second = page("?onlyActiveTags=true&limit=100&page=2");
    assertThat(second.get("tags").get(0).get("name").textValue()).isEqualTo("tag-101");
    assertThat(second.get("page").intValue()).isEqualTo(2);
    assertThat(second.get("has_additional").booleanValue()).isTrue();
    JsonNode last = page("?onlyActiveTags=true&limit=100&page=1000");
    assertThat(last.get("tags")).hasSize(100);
    assertThat(last.get("has_additional").booleanValue()).isFalse();
    assertThat(names("?page=99999999999999999999")).isEmpty();
  }

  private List<String> names(String query) {
    List<String> names = new ArrayList<>();
    page(query).get("tags").forEach(tag -> names.add(tag.get("name").textValue()));
    return names;
  }
}
