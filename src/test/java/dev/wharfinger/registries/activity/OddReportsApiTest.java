package dev.wharfinger.registries.activity;

import static dev.wharfinger.api.Answers.isDone;
import static dev.wharfinger.api.Answers.json;
import static dev.wharfinger.registries.activity.Reports.digest;
import static dev.wharfinger.registries.activity.Reports.envelope;
import static dev.wharfinger.registries.activity.Reports.event;
import static dev.wharfinger.registries.activity.Reports.push;
import static dev.wharfinger.registries.activity.Reports.report;
import static dev.wharfinger.registries.activity.Reports.send;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.Scene;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.journey.Waiting;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An odd image keeps no other one from being counted, in the same envelope or after it. */
class OddReportsApiTest {

  private static final Wharfinger SERVICE = Wharfinger.shared();
  private static final String SECRET = "Bearer " + Wharfinger.REGISTRY_SECRET;

  private final String organization = Scene.organizationOf(Viewer.ADM);
  private final String goods =
      Scene.repository(organization, "goods", false).substring("/repository/".length());
  private final Instant now = Instant.now().minusSeconds(1_000);

  private String ordinary(String name) {
    return push(Wharfinger.fresh("event"), now, goods, name, Map.of(name + organization, 1_000L));
  }

  private String manifest(String references) {
    return event(
        Wharfinger.fresh("event"),
        now,
        "push",
        "\"mediaType\": \"%s\", \"digest\": \"%s\", \"repository\": \"%s\", \"references\": %s"
            .formatted(Reports.MANIFEST, digest("odd" + organization), goods, references));
  }

  private String reference(String more) {
    return "{\"digest\": \"%s\"%s}".formatted(digest("layer" + organization), more);
  }

  private void awaitBytes(long bytes) {
    Waiting.until(
        organization + " has " + bytes + " bytes",
        () ->
            json(Viewer.ADM.asks().get("/organization/" + organization), 200)
                    .at("/quota_report/quota_bytes")
                    .longValue()
                == bytes);
  }

  private static double rejected(String reason) {
    return SERVICE
        .management()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line ->
            line.startsWith("wharfinger_activity_rejected_total")
                && line.contains("reason=\"" + reason + "\""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** Beside an ordinary one, and before another one. */
  private void goesOnAfter(String odd, long itsBytes, String reason) {
    double before = rejected(reason);
    isDone(send(SECRET, envelope(ordinary("before"), odd, ordinary("beside"))));
    awaitBytes(2_000 + itsBytes);
    report(ordinary("after"));
    awaitBytes(3_000 + itsBytes);
    if (!reason.equals("none")) {
      assertThat(rejected(reason)).as("counted: %s", reason).isGreaterThan(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          [$R]                                  | 0   | none
          [$R, "size": -1]                      | 0   | size
          [$R, "size": 9223372036854775807]     | 0   | size
          [null]                                | 0   | reference
          [null, $R, "size": 50]                | 50  | reference
          {"a": 1}                              | 0   | reference
          "nonsense"                            | 0   | reference
          [{"digest": 5, "size": 5}]            | 0   | reference
          [{"digest": "sha256:$K", "size": 5}]  | 0   | reference
          [$R, "size": 50, "urls": ["http://x"]] | 50 | none
          """)
  void takesManifestsWithOddReferences(String references, long bytes, String reason) {
    String filled = references.replace("$K", "a".repeat(8_192));
    int at = filled.indexOf("$R");
    if (at >= 0) {
      int end = filled.lastIndexOf(']');
      filled =
          filled.substring(0, at)
              + reference(filled.substring(at + 2, end))
              + filled.substring(end);
    }
    goesOnAfter(manifest(filled), bytes, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          5                                                                      | shape
          null                                                                   | shape
          "text"                                                                 | shape
          [[[[]]]]                                                               | shape
          {}                                                                     | action
          {"id": "i", "action": "burn", "target": {"repository": "$G"}}          | action
          {"id": "i", "action": ["push"], "target": {"repository": "$G"}}        | action
          {"id": "i", "action": "correct", "correction": {"counter": "REGISTRY", "bytes": 1}} | action
          {"id": "i", "action": "push", "target": []}                            | repository
          {"id": "i", "action": "push", "target": {"repository": {}}}            | repository
          {"id": "i", "action": "push", "target": {"repository": "$N"}}          | repository
          {"id": "i", "action": "push", "target": {"repository": "a\\u0000/b"}}  | repository
          {"id": "i", "action": "pull", "target": {"repository": "$G", "digest": "\\ud800"}} | digest
          {"id": "i", "action": "delete", "target": {"repository": "$G", "digest": {}}} | digest
          {"id": "i", "action": "delete", "target": {"repository": "$G", "digest": "$K:aa"}} | digest
          {"id": "i", "action": "delete", "target": {"repository": "$G", "tag": 5}} | tag
          {"id": "i", "action": "build", "target": {"repository": "$G"}}         | build
          {"id": "i", "x": $D}                                                   | depth
          """)
  void letsEventsGoThatSayNothing(String event, String reason) {
    goesOnAfter(
        event
            .replace("$G", goods)
            .replace("$N", "a/".repeat(20_000) + "b")
            .replace("$K", "a+".repeat(4_000) + "a")
            .replace("$D", "[".repeat(200_000) + "]".repeat(200_000)),
        0,
        reason);
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z,none",
    "2999-01-01T00:00:00Z,none",
    "yesterday,timestamp",
    "-1,timestamp",
    "9999999999999,timestamp"
  })
  void countsImagesOfRegistriesWithoutAClock(String time, String reason) {
    String odd = ordinary("odd").replace(now.toString(), time);
    goesOnAfter(odd, 1_000, reason);
  }

  @Test
  void takesWhatCannotBeStoredOutOfTexts() {
    String odd =
        ordinary("odd")
            .replace("skopeo/1.14", "a\\u0000b\\ud800c" + "x".repeat(100_000))
            .replace("\"ada\"", "\"a\\udc00\"");
    goesOnAfter(odd, 1_000, "none");
    Waiting.until(
        "the log is there",
        () ->
            json(Viewer.ADM.asks().get("/repository/" + goods + "/logs"), 200)
                .get("logs")
                .findValuesAsText("user-agent")
                .stream()
                .anyMatch(agent -> agent.startsWith("a\uFFFDb\uFFFDcx") && agent.length() == 512));
  }

  /** A manifest of 4 MiB has all of its references and annotations in its notification. */
  @Test
  void takesAManifestOfEightThousandLayers() {
    String references =
        IntStream.range(0, 8_000)
            .mapToObj(i ->
                "{\"mediaType\": \"application/vnd.oci.image.layer.v1.tar+gzip\", \"digest\": \"%s\", \"size\": 10}"
                    .formatted(digest("l" + i + organization)))
            .collect(Collectors.joining(","));
    goesOnAfter(manifest("[" + references + "]"), 80_000, "none");
  }

  @Test
  void takesAnAnnotationOfAMegabyte() {
    String annotation = "x".repeat(1_100_000);
    goesOnAfter(
        manifest(
            "["
                + reference(
                    ", \"size\": 50, \"annotations\": {\"%s\": \"%s\"}"
                        .formatted(annotation, annotation))
                + "]"),
        50,
        "none");
  }

  @Test
  void takesAsMuchAsARegistrySends() {
    String little = envelope(ordinary("little"));
    int most = 16 * 1024 * 1024;
    isDone(send(SECRET, little + " ".repeat(most - little.length())));
    awaitBytes(1_000);
    assertThat(send(SECRET, little + " ".repeat(most - little.length() + 1)).statusCode())
        .isEqualTo(413);
  }

  /** As many absurd sizes of other namespaces would have it. */
  @Test
  void countsOnWhereTheSumOfTheRegistryIsBeyondALong() {
    String more = "UPDATE activity.registry_total SET size_bytes = size_bytes + ?";
    SERVICE.sql(
        "INSERT INTO activity.registry_total (stripe, size_bytes, blobs)"
            + " SELECT n, 0, 0 FROM generate_series(0, 15) n ON CONFLICT DO NOTHING");
    long most = Long.MAX_VALUE / 2;
    SERVICE.sql(more, most);
    SERVICE.sql(more, most);
    try {
      report(ordinary("first"));
      awaitBytes(1_000);
      report(ordinary("second"));
      awaitBytes(2_000);
    } finally {
      SERVICE.sql(more, -most);
      SERVICE.sql(more, -most);
    }
  }

  @Test
  void countsALayerAsTheRegistryHasIt() {
    String layer = digest("layer" + organization);
    String blob =
        "\"mediaType\": \"application/octet-stream\", \"digest\": \"%s\", \"size\": 300000, \"repository\": \"%s\""
            .formatted(layer, goods);
    report(
        event(Wharfinger.fresh("event"), now, "push", blob),
        manifest("[" + reference(", \"size\": 1") + "]"));
    awaitBytes(300_000);
  }

  @Test
  void correctsWhatAManifestSaidWhenTheRegistrySpeaksLater() {
    String other = Scene.organizationOf(Viewer.ADM);
    String copy = Scene.repository(other, "copy", false).substring("/repository/".length());
    report(
        manifest("[" + reference(", \"size\": 1") + "]"),
        push(
            Wharfinger.fresh("event"),
            now,
            copy,
            "c",
            Map.of("layer" + organization, 999_999_999L)));
    awaitBytes(1);
    report(
        event(
            Wharfinger.fresh("event"),
            now,
            "pull",
            "\"mediaType\": \"application/octet-stream\", \"digest\": \"%s\", \"size\": 300000, \"repository\": \"%s\""
                .formatted(digest("layer" + organization), goods)));
    awaitBytes(300_000);
    Waiting.until(
        "the copy is counted alike",
        () ->
            json(Viewer.ADM.asks().get("/organization/" + other), 200)
                    .at("/quota_report/quota_bytes")
                    .longValue()
                == 300_000);
    assertThat(
            SERVICE.count(
                "SELECT count(*) FROM activity.repository_size s JOIN repository r ON r.id = s.repository"
                    + " JOIN namespace n ON n.id = r.namespace"
                    + " WHERE s.size_bytes = 300000 AND n.name IN (?, ?)",
                organization,
                other))
        .isEqualTo(2);
    assertThat(
            SERVICE.count(
                "SELECT size_bytes FROM activity.blob WHERE digest = ?",
                digest("layer" + organization)))
        .isEqualTo(300_000);
    isDone(Viewer.ADM.asks().delete("/repository/" + goods));
    awaitBytes(0);
  }
}
