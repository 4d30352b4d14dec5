package dev.wharfinger.registries.tag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.registries.tag.ManifestContents.Content;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ManifestLabelTest {

  private static final String OCI = "application/vnd.oci.image.manifest.v1+json";
  private static final String DOCKER = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG =
      "{\"config\": {\"Labels\": {\"a\": \"of the config\", \"b\": \"[1]\", \"\": \"x\", \"n\": 1}}}";
  private static final String MANIFEST =
      "{\"annotations\": {\"a\": \"of the manifest\", \"c\": \"\"}}";

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException failure) {
      throw new IllegalArgumentException(failure);
    }
  }

  private static List<ManifestLabel> carried(
      String mediaType, String manifest, Optional<String> config) {
    return ManifestLabel.carried(
        "sha256:abc",
        new Content(mediaType, manifest, json(manifest), config.map(ManifestLabelTest::json)));
  }

  private static List<String> texts(List<ManifestLabel> labels) {
    return labels.stream()
        .map(label -> label.key() + "=" + label.value() + " " + label.mediaType())
        .toList();
  }

  @Test
  void annotationsOfAnOciManifestWinOverLabelsOfTheConfig() {
    assertThat(texts(carried(OCI, MANIFEST, Optional.of(CONFIG))))
        .containsExactly("a=of the manifest text/plain", "b=[1] application/json", "c= text/plain");
  }

  @Test
  void aDockerManifestHasNoAnnotations() {
    assertThat(texts(carried(DOCKER, MANIFEST, Optional.of(CONFIG))))
        .containsExactly("a=of the config text/plain", "b=[1] application/json");
  }

  @Test
  void whatHasNoConfigOfAnImageHasItsAnnotations() {
    assertThat(texts(carried(OCI, MANIFEST, Optional.empty())))
        .containsExactly("a=of the manifest text/plain", "c= text/plain");
    assertThat(carried(OCI, "{\"annotations\": []}", Optional.of("{\"config\": null}"))).isEmpty();
  }

  @Test
  void keepsItsId() {
    List<ManifestLabel> labels = carried(OCI, MANIFEST, Optional.of(CONFIG));
    assertThat(labels).isEqualTo(carried(OCI, MANIFEST, Optional.of(CONFIG)));
    assertThat(labels.stream().map(ManifestLabel::id)).doesNotHaveDuplicates();
  }

  @Test
  void showsTheFirstOfVeryManyLabels() {
    String many =
        IntStream.range(0, ManifestLabel.MOST_CARRIED + 1)
            .mapToObj("\"k%d\": \"v\""::formatted)
            .collect(Collectors.joining(",", "{\"annotations\": {", "}}"));
    List<ManifestLabel> labels = carried(OCI, many, Optional.empty());
    assertThat(labels).hasSize(ManifestLabel.MOST_CARRIED);
    assertThat(labels.getFirst().key()).isEqualTo("k0");
  }

  @Test
  void callsJsonWhatIsOneWholeObjectOrArray() {
    for (String json : List.of("[]", " {\"a\": [1, {}]}\n", "[".repeat(500) + "]".repeat(500))) {
      assertThat(ManifestLabel.mediaType(json)).as(json).isEqualTo(ManifestLabel.JSON);
    }
    for (String text : List.of("", "1", "[1", "[1] 2", "[]]", "{a: 1}", "[".repeat(100_000))) {
      assertThat(ManifestLabel.mediaType(text)).as(text).isEqualTo(ManifestLabel.TEXT);
    }
  }
}
