package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.isP404;
import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.platform.http.Dates;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PullStatisticsApiTest {

  private final Instant start = Instant.now().minusSeconds(600);
  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String repository = Scene.repository(organization, "goods", false);
  private final ReportedTags goods = new ReportedTags(organization + "/goods");

  private Instant at(int seconds) {
    return start.plusSeconds(seconds);
  }

  private JsonNode ofTag(String tag) {
    return json(Viewer.ADM.asks().get(repository + "/tag/" + tag + "/pull_statistics"), 200);
  }

  private void isOfTag(
      String tag, String manifest, int pulls, int last, int ofManifest, int lastOfManifest) {
    assertThat(ofTag(tag))
        .isEqualTo(
            json(
                """
                {"tag_name": "%s", "tag_pull_count": %d, "last_tag_pull_date": %s,
                 "current_manifest_digest": "%s", "manifest_pull_count": %d,
                 "last_manifest_pull_date": %s}
                """
                    .formatted(
                        tag,
                        pulls,
                        date(pulls == 0 ? null : at(last)),
                        goods.digest(manifest),
                        ofManifest,
                        date(ofManifest == 0 ? null : at(lastOfManifest)))));
  }

  private static String date(@Nullable Instant time) {
    return time == null ? "null" : "\"" + Dates.rfc2822(time) + "\"";
  }

  @Test
  void countsPullsByTagAndByDigest() {
    goods.send(
        goods.image(at(0), "v1", "one", 1),
        goods.image(at(0), "v2", "two", 2),
        goods.pull(at(3), "v1", "one"),
        goods.pull(at(1), "v1", "one"),
        goods.pull(at(2), "unknown", "unknown"));
    isOfTag("v1", "one", 2, 3, 2, 3);
    goods.send(goods.pull(at(5), "", "one"), goods.pull(at(4), "v1", "one"));
    isOfTag("v1", "one", 3, 4, 4, 5);
    isOfTag("v2", "two", 0, 0, 0, 0);
    String digest = goods.digest("one");
    assertThat(
            json(
                Viewer.ADM.asks().get(repository + "/manifest/" + digest + "/pull_statistics"),
                200))
        .isEqualTo(
            json(
                """
                {"manifest_digest": "%s", "manifest_pull_count": 4, "last_manifest_pull_date": %s}
                """
                    .formatted(digest, date(at(5)))));
    isP404(Viewer.ADM.asks().get(repository + "/tag/unknown/pull_statistics"));
    isP404(
        Viewer.ADM
            .asks()
            .get(repository + "/manifest/" + goods.digest("unknown") + "/pull_statistics"));
  }

  @Test
  void countsAReportThatComesAgainOnce() {
    goods.send(goods.image(at(0), "v1", "one", 1));
    String pull = goods.pull(at(1), "v1", "one");
    goods.send(pull, pull);
    goods.send(pull, goods.pull(at(2), "v1", "one"));
    isOfTag("v1", "one", 2, 2, 2, 2);
  }

  @Test
  void goesOnWhenATagIsMovedAndBeginsAnewWhenItIsDeleted() {
    goods.send(
        goods.image(at(0), "v1", "one", 1),
        goods.image(at(0), "v1-too", "one", 1),
        goods.pull(at(1), "v1", "one"),
        goods.pull(at(2), "v1-too", "one"),
        goods.image(at(3), "v1", "two", 2));
    isOfTag("v1", "two", 1, 1, 0, 0);
    goods.send(goods.untag(at(4), "v1"));
    isP404(Viewer.ADM.asks().get(repository + "/tag/v1/pull_statistics"));
    goods.send(goods.image(at(5), "v1", "one", 1));
    isOfTag("v1", "one", 0, 0, 2, 2);
    isOfTag("v1-too", "one", 1, 2, 2, 2);
    goods.send(goods.delete(at(6), "one"));
    goods.send(goods.image(at(7), "v1", "one", 1), goods.image(at(7), "v1-too", "one", 1));
    isOfTag("v1", "one", 0, 0, 0, 0);
    isOfTag("v1-too", "one", 0, 0, 0, 0);
    goods.send(goods.pull(at(8), "v1", "one"), goods.empty(at(9)));
    goods.send(goods.image(at(10), "v1", "one", 1), goods.pull(at(11), "v1", "one"));
    isOfTag("v1", "one", 1, 11, 1, 11);
  }

  @Test
  void isNotThereWithoutTheFeature() {
    goods.send(goods.image(at(0), "v1", "one", 1));
    Wharfinger off =
        Wharfinger.another("without-pulls", Map.of("FEATURE_IMAGE_PULL_STATS", "false"));
    try {
      isP404(Viewer.ADM.asks(off).get(repository + "/tag/v1/pull_statistics"));
      isP404(
          Viewer.ADM
              .asks(off)
              .get(repository + "/manifest/" + goods.digest("one") + "/pull_statistics"));
    } finally {
      off.stop();
    }
  }
}
