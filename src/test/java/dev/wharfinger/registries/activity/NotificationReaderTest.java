package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.registries.activity.Notification.Action;
import dev.wharfinger.registries.activity.Notification.Content;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each event on its own: what can be read is taken, what cannot is told by its kind. */
class NotificationReaderTest {

  private static final Instant RECEIVED = Instant.parse("2026-08-21T16:02:54Z");
  private static final String DIGEST = "sha256:" + "ab".repeat(32);
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private static Reading read(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return NotificationReader.read(EventParser.parse(bytes, 0, bytes.length), RECEIVED);
    } catch (EventParser.Unparsable e) {
      throw new AssertionError(text, e);
    }
  }

  private static Reading event(String action, String target) {
    return read(
        """
        {"id": "e", "timestamp": "2026-08-21T16:00:00Z", "action": "%s", "target": {%s}}
        """
            .formatted(action, target));
  }

  private static Reading push(String references) {
    return event(
        "push",
        "\"mediaType\": \"%s\", \"digest\": \"%s\", \"repository\": \"a/b\", \"tag\": \"t\", \"references\": %s"
            .formatted(MANIFEST, DIGEST, references));
  }

  private static Notification taken(Reading reading, Fault... faults) {
    assertThat(reading).isInstanceOf(Reading.Readable.class);
    Reading.Readable readable = (Reading.Readable) reading;
    assertThat(readable.faults()).containsExactlyInAnyOrder(faults);
    return readable.notification();
  }

  private static Map<String, Long> blobs(Reading reading, Fault... faults) {
    return ((Action.ManifestPushed) taken(reading, faults).what()).blobs();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"digest": "$1"}, {"digest": "$2", "size": 5}                               | 0 5 | -
          {"digest": "$1", "size": -1}, {"digest": "$2", "size": 5}                   | 0 5 | SIZE
          {"digest": "$1", "size": 9223372036854775807}, {"digest": "$2", "size": 5}  | 0 5 | SIZE
          {"digest": "$1", "size": 92233720368547758070}, {"digest": "$2", "size": 5} | 0 5 | SIZE
          {"digest": "$1", "size": "7"}, {"digest": "$2", "size": 5}                  | 0 5 | SIZE
          {"digest": "$1", "size": null}, {"digest": "$2", "size": 5}                 | 0 5 | -
          null, {"digest": "$2", "size": 5}                                           | 5   | REFERENCE
          7, "x", [], {}, {"digest": "$2", "size": 5}                                 | 5   | REFERENCE
          {"digest": 7, "size": 1}, {"digest": "$2", "size": 5}                       | 5   | REFERENCE
          {"digest": "nonsense", "size": 1}, {"digest": "$2", "size": 5}              | 5   | REFERENCE
          {"digest": "$2", "size": 5}, {"digest": "$2", "size": 1}                    | 5   | -
          {"digest": "$2", "size": 5, "urls": ["http://elsewhere"]}                   | 5   | -
          {"digest": "$1", "size": 9, "mediaType": "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"}, {"digest": "$2", "size": 5} | 5 | -
          {"digest": "$1", "size": 9, "mediaType": "Application/vnd.docker.image.rootfs.foreign.diff.tar.gzip; x=y"}, {"digest": "$2", "size": 5} | 5 | -
          {"digest": "$1", "size": 9, "mediaType": "application/vnd.oci.image.manifest.v1+json"}, {"digest": "$2", "size": 5} | 5 | -
          {"digest": "$1", "size": 9, "mediaType": 7}, {"digest": "$2", "size": 5}    | 9 5 | -
          """)
  void takesOfAManifestWhatCanBeRead(String references, String sizes, Fault fault) {
    String filled =
        references
            .replace("$1", "sha256:" + "1".repeat(64))
            .replace("$2", "sha256:" + "2".repeat(64));
    Map<String, Long> blobs =
        fault == null ? blobs(push("[" + filled + "]")) : blobs(push("[" + filled + "]"), fault);
    assertThat(blobs.values().stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .isEqualTo(sizes);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"digest": "$1", "size": 2, "mediaType": "application/vnd.oci.image.config.v1+json"}, {"digest": "$2", "size": 5}        | 5
          {"digest": "$1", "size": 2, "mediaType": "application/vnd.docker.container.image.v1+json"}, {"digest": "$2", "size": 5}  | 5
          {"digest": "$1", "size": 2, "mediaType": "application/vnd.cncf.helm.config.v1+json"}, {"digest": "$2", "size": 5}        | 5
          {"digest": "$1", "size": 2, "mediaType": "application/vnd.oci.empty.v1+json"}, {"digest": "$1", "size": 2, "mediaType": "application/vnd.oci.empty.v1+json"} | 2
          {"digest": "$1", "size": 7}, {"digest": "$1", "size": 7}, {"digest": "$2", "size": 5}                                    | 19
          {"digest": "$1", "size": -7}, {"digest": "$2", "size": 5}                                                                | 5
          """)
  void addsTheLayersOfAManifestAlsoTheSecondTime(String references, long bytes)
      throws EventParser.Unparsable {
    String filled =
        references
            .replace("$1", "sha256:" + "1".repeat(64))
            .replace("$2", "sha256:" + "2".repeat(64));
    ObjectNode event = parsed(pushed(MANIFEST, filled));
    for (int i = 0; i < 2; i++) {
      assertThat(content(event)).isEqualTo(new Content.Layers(bytes));
    }
  }

  @Test
  void namesTheManifestsOfAnIndexAlsoTheSecondTime() throws EventParser.Unparsable {
    String one = "sha256:" + "1".repeat(64);
    String two = "sha256:" + "2".repeat(64);
    ObjectNode event =
        parsed(
            pushed(
                "application/vnd.oci.image.index.v1+json",
                "{\"digest\": \"%s\", \"mediaType\": \"%s\"}, {\"digest\": \"x\", \"mediaType\": \"%s\"}, {\"digest\": \"%s\", \"mediaType\": \"%s\"}"
                    .formatted(two, MANIFEST, MANIFEST, one, MANIFEST)));
    for (int i = 0; i < 2; i++) {
      assertThat(content(event)).isEqualTo(new Content.Manifests(List.of(two, one)));
    }
  }

  private static String pushed(String type, String references) {
    return """
    {"id": "1", "timestamp": "%s", "action": "push",
     "target": {"mediaType": "%s", "digest": "%s", "repository": "a/b", "references": [%s]}}
    """
        .formatted(RECEIVED, type, DIGEST, references);
  }

  private static ObjectNode parsed(String event) throws EventParser.Unparsable {
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    return EventParser.parse(bytes, 0, bytes.length);
  }

  private static Content content(ObjectNode event) {
    Reading.Readable readable = (Reading.Readable) NotificationReader.read(event, RECEIVED);
    return ((Action.ManifestPushed) readable.notification().what()).content();
  }

  @Test
  void takesAManifestWithoutReferences() {
    assertThat(blobs(push("null"))).isEmpty();
    assertThat(blobs(push("[]"))).isEmpty();
    assertThat(blobs(push("\"x\""), Fault.REFERENCE)).isEmpty();
    assertThat(blobs(push("{\"a\": 1}"), Fault.REFERENCE)).isEmpty();
  }

  @Test
  void takesWhatRefersToSomethingForAManifest() {
    Reading odd =
        event(
            "push",
            "\"mediaType\": \"application/x-new\", \"digest\": \"%s\", \"repository\": \"a/b\", \"references\": [{\"digest\": \"%s\", \"size\": 3}]"
                .formatted(DIGEST, DIGEST));
    assertThat(blobs(odd)).containsExactly(Map.entry(DIGEST, 3L));
  }

  @Test
  void takesNoSizeThatNoBlobHas() {
    assertThat(blobs(push("[{\"digest\": \"%s\", \"size\": %d}]".formatted(DIGEST, 1L << 44))))
        .containsValue(1L << 44);
    assertThat(
            blobs(
                push("[{\"digest\": \"%s\", \"size\": %d}]".formatted(DIGEST, (1L << 44) + 1)),
                Fault.SIZE))
        .containsValue(0L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          "size": 300000              | 300000 | -
          "length": 300000            | 300000 | -
          "size": 0                   | -      | -
          "x": 0                      | -      | -
          "size": -1                  | -      | SIZE
          "size": "7"                 | -      | SIZE
          "size": 9223372036854775807 | -      | SIZE
          """)
  void learnsTheSizeOfABlob(String size, Long learned, Fault fault) {
    for (String action : new String[] {"push", "pull", "mount"}) {
      Reading reading =
          event(
              action,
              "\"mediaType\": \"application/octet-stream\", \"digest\": \"%s\", \"repository\": \"a/b\", %s"
                  .formatted(DIGEST, size));
      Notification notification = fault == null ? taken(reading) : taken(reading, fault);
      assertThat(notification.what()).isEqualTo(new Action.BlobSeen(DIGEST, learned));
    }
  }

  @Test
  void rejectsADigestThatIsTooLong() {
    String longest = "sha256:" + "a".repeat(Values.LONGEST_DIGEST - 7);
    assertThat(blobs(push("[{\"digest\": \"" + longest + "\"}]"))).hasSize(1);
    assertThat(blobs(push("[{\"digest\": \"" + longest + "a\"}]"), Fault.REFERENCE)).isEmpty();
    for (String digest : new String[] {longest + "a", "a+".repeat(4_000) + "a:" + "0".repeat(64)}) {
      assertThat(event("delete", "\"repository\": \"a/b\", \"digest\": \"" + digest + "\""))
          .isEqualTo(new Reading.Unreadable(Fault.DIGEST));
    }
  }

  @Test
  void rejectsANameThatIsTooLong() {
    String longest = "a/" + "b".repeat(Values.LONGEST_NAME - 2);
    Notification taken = taken(event("delete", "\"repository\": \"" + longest + "\""));
    assertThat(taken.namespace()).isEqualTo("a");
    for (String name :
        new String[] {longest + "b", "a/".repeat(20_000) + "b", "a".repeat(8_000_000)}) {
      assertThat(event("delete", "\"repository\": \"" + name + "\""))
          .isEqualTo(new Reading.Unreadable(Fault.REPOSITORY));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "7", "true", "\"nonsense\"", "\"a\\u0000\""})
  void emptiesNoRepositoryBecauseItCannotReadWhatIsDeleted(String value) {
    assertThat(event("delete", "\"repository\": \"a/b\", \"digest\": " + value))
        .isEqualTo(new Reading.Unreadable(Fault.DIGEST));
    if (!value.equals("\"nonsense\"")) {
      assertThat(event("delete", "\"repository\": \"a/b\", \"tag\": " + value))
          .isEqualTo(new Reading.Unreadable(Fault.TAG));
    }
    assertThat(taken(event("delete", "\"repository\": \"a/b\", \"tag\": null")).what())
        .isEqualTo(new Action.Emptied());
  }

  @Test
  void rejectsWhatSaysNothing() {
    assertThat(event("burn", "\"repository\": \"a/b\""))
        .isEqualTo(new Reading.Unreadable(Fault.ACTION));
    assertThat(read("{}")).isEqualTo(new Reading.Unreadable(Fault.ACTION));
    assertThat(event("push", "\"repository\": \"A/b\""))
        .isEqualTo(new Reading.Unreadable(Fault.REPOSITORY));
    assertThat(read("{\"action\": \"push\", \"target\": 5}"))
        .isEqualTo(new Reading.Unreadable(Fault.REPOSITORY));
    assertThat(event("build", "\"repository\": \"a/b\""))
        .isEqualTo(new Reading.Unreadable(Fault.BUILD));
    assertThat(event("correct", "\"repository\": \"a/b\""))
        .isEqualTo(new Reading.Unreadable(Fault.ACTION));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          "2026-08-21T16:07:54Z"           | 2026-08-21T16:07:54Z | -
          "2026-08-21T16:07:55Z"           | 2026-08-21T16:02:54Z | TIMESTAMP
          "2999-01-01T00:00:00Z"           | 2026-08-21T16:02:54Z | TIMESTAMP
          "+999999999-12-31T23:59:59.9Z"   | 2026-08-21T16:02:54Z | TIMESTAMP
          "1970-01-01T00:00:00Z"           | 2026-08-21T16:02:54Z | TIMESTAMP
          "0001-01-01T00:00:00Z"           | 2026-08-21T16:02:54Z | TIMESTAMP
          "2013-01-01T00:00:00Z"           | 2013-01-01T00:00:00Z | -
          "yesterday"                      | 2026-08-21T16:02:54Z | TIMESTAMP
          12                               | 2026-08-21T16:02:54Z | TIMESTAMP
          {}                               | 2026-08-21T16:02:54Z | TIMESTAMP
          null                             | 2026-08-21T16:02:54Z | -
          """)
  void holdsTimesAgainstKafkas(String timestamp, Instant at, Fault fault) {
    Reading reading =
        read(
            "{\"id\": \"e\", \"action\": \"delete\", \"target\": {\"repository\": \"a/b\"}, \"timestamp\": "
                + timestamp
                + "}");
    Notification taken = fault == null ? taken(reading) : taken(reading, fault);
    assertThat(taken.mark().at()).isEqualTo(at);
  }

  @Test
  void givesAnEventWithoutAReadableIdOneThatFollowsFromIt() {
    Set<String> ids =
        Stream.of("", "\"id\": \"a b\",", "\"id\": 7,", "\"id\": \"" + "x".repeat(256) + "\",")
            .map(id ->
                taken(
                        read(
                            "{"
                                + id
                                + "\"action\": \"delete\", \"target\": {\"repository\": \"a/b\"}}"),
                        Fault.ID)
                    .mark()
                    .event())
            .collect(Collectors.toSet());
    assertThat(ids).singleElement().asString().matches("[0-9a-f]{64}");
    assertThat(
            taken(read("{\"action\": \"delete\", \"target\": {\"repository\": \"a/c\"}}"), Fault.ID)
                .mark()
                .event())
        .isNotIn(ids);
  }

  @Test
  void leavesOutWhoAndWhereIfTheyAreTooLong() {
    String longest = "x".repeat(NotificationReader.LONGEST_WHO);
    Notification taken = taken(by(longest, longest));
    assertThat(taken.actor()).isEqualTo(longest);
    assertThat(taken.address()).isEqualTo(longest);
    Notification left = taken(by(longest + "x", longest + "x"), Fault.ACTOR, Fault.REQUEST);
    assertThat(left.actor()).isNull();
    assertThat(left.address()).isNull();
  }

  private static Reading by(String actor, String address) {
    return read(
        """
        {"id": "e", "action": "delete", "target": {"repository": "a/b"}, "actor": {"name": "%s"}, "request": {"addr": "%s"}}
        """
            .formatted(actor, address));
  }

  @Test
  void leavesOutWhatHasTheWrongType() {
    Notification taken =
        taken(
            read(
                """
                {"id": "e", "action": "delete", "target": {"repository": "a/b"}, "actor": {"name": 5},
                 "request": {"addr": [], "useragent": {}}}
                """),
            Fault.ACTOR,
            Fault.REQUEST);
    assertThat(taken.actor()).isNull();
    assertThat(
            taken(
                    read(
                        "{\"id\": \"e\", \"action\": \"delete\", \"target\": {\"repository\": \"a/b\"}, \"actor\": [], \"request\": 7}"),
                    Fault.SHAPE)
                .agent())
        .isNull();
  }

  @Test
  void cutsTheUserAgent() {
    Notification taken =
        taken(
            read(
                "{\"id\": \"e\", \"action\": \"delete\", \"target\": {\"repository\": \"a/b\"}, \"request\": {\"useragent\": \""
                    + "x".repeat(513)
                    + "\"}}"));
    assertThat(taken.agent()).isEqualTo("x".repeat(NotificationReader.LONGEST_AGENT));
  }

  @Test
  void takesAManifestWhoseTagCannotBeRead() {
    Reading odd =
        event(
            "push",
            "\"mediaType\": \"%s\", \"digest\": \"%s\", \"repository\": \"a/b\", \"tag\": \"-\""
                .formatted(MANIFEST, DIGEST));
    assertThat(taken(odd, Fault.TAG).what())
        .isEqualTo(new Action.ManifestPushed(DIGEST, null, Map.of(), new Content.Layers(0)));
  }

  @Test
  void leavesOutOfABuildWhatIsTooLong() {
    Action.BuildReported build =
        build("\"phase\": \"waiting\", \"display_name\": \"" + "x".repeat(2_049) + "\"");
    assertThat(build.progress()).isNull();
    assertThat(build.lines()).hasSize(1);
    Action.BuildReported good =
        build(
            "\"phase\": \"waiting\", \"display_name\": \"d\", \"resource_key\": \"%s\", \"trigger\": 5, \"job\": {\"docker_tags\": 5}"
                .formatted("x".repeat(2_049)));
    assertThat(good.progress()).isNotNull();
    assertThat(good.progress().resourceKey()).isNull();
    assertThat(good.progress().job()).isEmpty();
    assertThat(build("\"phase\": \"done\", \"display_name\": \"d\"").progress()).isNull();
  }

  private static Action.BuildReported build(String fields) {
    Reading reading =
        read(
            """
            {"id": "e", "action": "build", "target": {"repository": "a/b"}, "build": {"uuid": "u",
             "started": "2026-08-21T16:00:00Z", "log": [{"position": 0, "message": "m"}, {"position": -1}, 5], %s}}
            """
                .formatted(fields));
    return (Action.BuildReported) taken(reading, Fault.BUILD).what();
  }

  @Test
  void leavesNothingInTheEventThatCouldNotBeRead() throws EventParser.Unparsable {
    byte[] bytes =
        """
        {"id": "a b", "timestamp": "x", "action": "push", "actor": {"name": 5}, "request": 7, "other": 1,
         "target": {"mediaType": "%s", "digest": "%s", "repository": "a/b", "tag": [],
          "references": [null, {"digest": "%s", "mediaType": "x"}]}}
        """
            .formatted(MANIFEST, DIGEST, DIGEST)
            .getBytes(StandardCharsets.UTF_8);
    ObjectNode event = EventParser.parse(bytes, 0, bytes.length);
    Notification first =
        ((Reading.Readable) NotificationReader.read(event, RECEIVED)).notification();
    assertThat(NotificationReader.read(event, RECEIVED))
        .as("a second time it is as good as any")
        .isEqualTo(new Reading.Readable(first, Set.of()));
    assertThat(event.toString())
        .contains("\"references\":[{\"digest\":\"" + DIGEST + "\",\"size\":0}]");
  }
}
