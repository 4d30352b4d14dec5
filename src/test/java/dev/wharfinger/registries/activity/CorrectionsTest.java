package dev.wharfinger.registries.activity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.registries.activity.Corrections.Child;
import dev.wharfinger.registries.activity.Corrections.Counts;
import dev.wharfinger.registries.activity.Corrections.Known;
import dev.wharfinger.registries.activity.Corrections.KnownBlob;
import dev.wharfinger.registries.activity.Corrections.KnownTag;
import dev.wharfinger.registries.activity.Manifests.Word;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What differs between what a registry has and what is known of it. */
class CorrectionsTest {

  private static final Instant THEN = Instant.parse("2026-12-03T10:00:00Z");
  private static final Instant BEFORE = THEN.minusSeconds(60);
  private static final String IMAGE = "sha256:" + "1".repeat(64);
  private static final String INDEX = "sha256:" + "2".repeat(64);
  private static final String LAYER = "sha256:" + "3".repeat(64);
  private static final String CONFIG = "sha256:" + "4".repeat(64);
  private static final Map<String, Long> BLOBS = Map.of(CONFIG, 7L, LAYER, 50L);

  private static final JsonNode MANIFEST =
      json(
          """
          {"config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": 7},
           "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": "%s", "size": 50,
                       "annotations": {"of": "no interest"}}]}
          """
              .formatted(CONFIG, LAYER));

  private static final Finding TAGGED =
      Finding.manifest(
              "acme/web",
              "latest",
              IMAGE,
              "application/vnd.oci.image.manifest.v1+json",
              MANIFEST,
              THEN)
          .orElseThrow();

  @Test
  void setsWhatIsNotKnown() {
    assertThat(known(Map.of(), Map.of()).differs(TAGGED)).isEqualTo(new Counts(1, 0, 1, 0, 0));
  }

  @Test
  void leavesAloneWhatIsKnown() {
    Known known =
        known(Map.of("latest", new KnownTag(BEFORE, IMAGE)), Map.of(IMAGE, live(BEFORE, BLOBS)));
    assertThat(known.differs(TAGGED)).isEqualTo(Counts.NONE);
    assertThat(known.isNews(TAGGED)).isFalse();
  }

  @Test
  void setsATagThatIsOnAnotherManifest() {
    Known known =
        known(Map.of("latest", new KnownTag(BEFORE, INDEX)), Map.of(IMAGE, live(BEFORE, BLOBS)));
    assertThat(known.differs(TAGGED)).isEqualTo(new Counts(1, 0, 0, 0, 0));
  }

  @Test
  void setsAManifestWithOtherBlobsOrThatWasDeleted() {
    Map<String, KnownTag> tags = Map.of("latest", new KnownTag(BEFORE, IMAGE));
    Map<String, Long> others = Map.of(CONFIG, 7L, LAYER, 49L);
    assertThat(known(tags, Map.of(IMAGE, live(BEFORE, others))).differs(TAGGED))
        .isEqualTo(new Counts(0, 0, 1, 0, 0));
    Word dead = Word.dead(1, new ReportOrder(BEFORE, "e"));
    assertThat(known(tags, Map.of(IMAGE, dead)).differs(TAGGED))
        .isEqualTo(new Counts(0, 0, 1, 0, 0));
  }

  @Test
  void saysNothingAgainstALaterReport() {
    Known later = known(Map.of("latest", new KnownTag(THEN, null)), Map.of());
    assertThat(later.differs(TAGGED)).isEqualTo(Counts.NONE);
    Known manifest = known(Map.of(), Map.of(IMAGE, Word.dead(1, new ReportOrder(THEN, "e"))));
    assertThat(manifest.differs(TAGGED)).isEqualTo(Counts.NONE);
    Finding noTag = Finding.noTag("acme/web", "latest", BEFORE).orElseThrow();
    assertThat(known(Map.of("latest", new KnownTag(THEN, IMAGE)), Map.of()).differs(noTag))
        .isEqualTo(Counts.NONE);
    Finding noManifest = Finding.noManifest("acme/web", IMAGE, BEFORE).orElseThrow();
    assertThat(known(Map.of(), Map.of(IMAGE, live(THEN, BLOBS))).differs(noManifest))
        .isEqualTo(Counts.NONE);
  }

  @Test
  void deletesWhatIsKnownAndNotThere() {
    Finding noTag = Finding.noTag("acme/web", "latest", THEN).orElseThrow();
    assertThat(known(Map.of("latest", new KnownTag(BEFORE, IMAGE)), Map.of()).differs(noTag))
        .isEqualTo(new Counts(0, 1, 0, 0, 0));
    assertThat(known(Map.of("latest", new KnownTag(BEFORE, null)), Map.of()).differs(noTag))
        .isEqualTo(Counts.NONE);
    Finding noManifest = Finding.noManifest("acme/web", IMAGE, THEN).orElseThrow();
    assertThat(known(Map.of(), Map.of(IMAGE, live(BEFORE, BLOBS))).differs(noManifest))
        .isEqualTo(new Counts(0, 0, 0, 1, 0));
    assertThat(known(Map.of(), Map.of()).differs(noManifest)).isEqualTo(Counts.NONE);
  }

  @Test
  void setsAnIndexWhoseManifestsAreNotAllKnown() {
    JsonNode manifest =
        json(
            """
            {"manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s", "size": 3}]}
            """
                .formatted(IMAGE));
    Finding index =
        Finding.manifest(
                "acme/web",
                "latest",
                INDEX,
                "application/vnd.oci.image.index.v1+json",
                manifest,
                THEN)
            .orElseThrow();
    assertThat(index.children()).containsExactly(IMAGE);
    Map<String, KnownTag> tags = Map.of("latest", new KnownTag(BEFORE, INDEX));
    Map<String, Word> manifests = Map.of(INDEX, live(BEFORE, Map.of()));
    assertThat(known(tags, manifests).differs(index)).isEqualTo(new Counts(1, 0, 0, 0, 0));
    assertThat(new Known(tags, manifests, Set.of(new Child(INDEX, IMAGE)), Map.of()).differs(index))
        .isEqualTo(Counts.NONE);
  }

  @Test
  void countsASizeOnlyWhereItIsAnother() {
    Finding blob = Finding.blob("acme/web", LAYER, 50, THEN).orElseThrow();
    assertThat(blobs(new KnownBlob(false, 49L)).differs(blob)).isEqualTo(new Counts(0, 0, 0, 0, 1));
    Known unstated = blobs(new KnownBlob(false, 50L));
    assertThat(unstated.differs(blob)).isEqualTo(Counts.NONE);
    assertThat(unstated.isNews(blob)).as("the registry has stated it now").isTrue();
    assertThat(blobs(new KnownBlob(true, 50L)).isNews(blob)).isFalse();
    assertThat(Finding.blob("acme/web", LAYER, 0, THEN)).isEmpty();
  }

  private static Known known(Map<String, KnownTag> tags, Map<String, Word> manifests) {
    return new Known(tags, manifests, Set.of(), Map.of());
  }

  private static Known blobs(KnownBlob blob) {
    return new Known(Map.of(), Map.of(), Set.of(), Map.of(LAYER, blob));
  }

  private static Word live(Instant at, Map<String, Long> blobs) {
    return Word.live(1, new ReportOrder(at, "e"), blobs);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
