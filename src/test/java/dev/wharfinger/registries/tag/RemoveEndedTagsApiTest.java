package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The end of the history of tags. */
class RemoveEndedTagsApiTest {

  private static final Wharfinger SERVICE = Wharfinger.shared();

  private final Instant now = Instant.now();
  private final String organization = Scene.organizationOf(Viewer.ADM);

  /** How many rows of a table there are of a repository of the organization. */
  private static long rows(String table, String organization, String condition) {
    return SERVICE.count(
        """
        SELECT count(*) FROM activity.%s t
        JOIN repository r ON r.id = t.repository JOIN namespace n ON n.id = r.namespace
        WHERE n.name = ? AND %s
        """
            .formatted(table, condition),
        organization);
  }

  private Instant ago(Duration time) {
    return now.minus(time);
  }

  private static void keepDocument(String organization, String digest) {
    SERVICE.sql(
        """
        INSERT INTO activity.manifest_document (repository, digest, media_type, body)
        SELECT r.id, ?, 'application/json', '{}'
        FROM repository r JOIN namespace n ON n.id = r.namespace WHERE n.name = ?
        """,
        digest,
        organization);
  }

  /** Tags that live and tags that ended at several times, with a document of each manifest. */
  private ReportedTags reported(String namespace) {
    var _ = Scene.repository(namespace, "goods", false);
    ReportedTags reported = new ReportedTags(namespace + "/goods");
    reported.send(
        reported.image(ago(Duration.ofDays(10)), "v1", "old", 1),
        reported.image(ago(Duration.ofDays(9)), "v1", "living", 1),
        reported.child(ago(Duration.ofDays(10)), "child"),
        reported.index(ago(Duration.ofDays(10)), "ended", "index", "child", "shared"),
        reported.untag(ago(Duration.ofDays(8)), "ended"),
        reported.index(ago(Duration.ofDays(7)), "all", "other", "shared"),
        reported.image(ago(Duration.ofDays(6)), "late", "late", 1),
        reported.untag(ago(Duration.ofHours(47)), "late"),
        reported.image(ago(Duration.ofDays(5)), "shown", "shown", 1),
        reported.untag(ago(Duration.ofHours(1)), "shown"));
    for (String manifest :
        List.of("old", "living", "child", "index", "shared", "other", "late", "shown")) {
      keepDocument(namespace, reported.digest(manifest));
    }
    return reported;
  }

  private static List<String> listed(String organization) {
    List<String> listed = new ArrayList<>();
    for (JsonNode tag :
        json(Viewer.ADM.asks().get("/repository/" + organization + "/goods/tag/"), 200)
            .get("tags")) {
      listed.add(tag.get("name").textValue() + (tag.has("end_ts") ? " ended" : ""));
    }
    return listed;
  }

  @Test
  void removesWhatTheTimeMachineCannotShow() {
    String patient = Scene.organizationOf(Viewer.ADM);
    var _ = reported(patient);
    ReportedTags goods = reported(organization);
    assertThat(rows("tag_row", organization, "true")).isEqualTo(9);
    var _ =
        json(
            Viewer.ADM.sends("{\"tag_expiration_s\": 86400}").put("/organization/" + organization),
            200);
    Waiting.until(
        "old rows are gone",
        () -> rows("tag_row", organization, "t.ends < now() - interval '3 days'") == 0);

    assertThat(rows("tag_row", organization, "t.ends IS NULL")).as("living").isEqualTo(2);
    assertThat(rows("tag_row", organization, "t.name = 'late'")).as("of the last day").isEqualTo(2);
    assertThat(rows("tag_row", organization, "true")).isEqualTo(6);
    assertThat(listed(organization)).containsExactly("shown ended", "all", "v1");
    for (String manifest : List.of("living", "shared", "other", "late", "shown")) {
      assertThat(documents(goods, manifest)).as(manifest).isOne();
    }
    for (String manifest : List.of("old", "child", "index")) {
      assertThat(documents(goods, manifest)).as(manifest).isZero();
    }
    assertThat(rows("manifest_child", organization, "true")).isOne();
    assertThat(rows("tag_row", patient, "true")).as("within its time machine").isEqualTo(9);
    assertThat(rows("manifest_document", patient, "true")).isEqualTo(8);
    assertThat(rows("manifest_child", patient, "true")).isEqualTo(3);
  }

  private static long documents(ReportedTags goods, String manifest) {
    return SERVICE.count(
        "SELECT count(*) FROM activity.manifest_document WHERE digest = ?", goods.digest(manifest));
  }

  @Test
  void removesManyInSteps() {
    var _ = Scene.repository(organization, "goods", false);
    int many = RemoveEndedTags.ROWS * RemoveEndedTags.STEPS + 1;
    SERVICE.sql(
        """
        INSERT INTO activity.tag_row (repository, name, at, event, digest, ends, is_index, layers_bytes)
        SELECT r.id, 'tag-' || i, now() - interval '40 days', '', 'sha256:of-' || i,
               CASE WHEN i > 0 THEN now() - interval '30 days' END, false, i
        FROM repository r JOIN namespace n ON n.id = r.namespace, generate_series(0, %d) i
        WHERE n.name = ? AND r.name = 'goods'
        """
            .formatted(many),
        organization);
    Waiting.until("all that ended is gone", () -> rows("tag_row", organization, "true") == 1);
    assertThat(listed(organization)).containsExactly("tag-0");
  }
}
