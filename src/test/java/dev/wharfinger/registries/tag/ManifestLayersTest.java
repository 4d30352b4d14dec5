package dev.wharfinger.registries.tag;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.registries.tag.ManifestContents.Content;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestLayersTest {

  private static final String TWO =
      "{\"layers\": [{\"digest\": \"sha256:a\", \"size\": 10}, {\"digest\": \"sha256:b\", \"size\": 5, \"urls\": [\"https://x.org/b\"]}]}";

  private static JsonNode layers(String manifest, String config) {
    // As it is sent: numbers of another type are equal then.
    return json(
        ManifestLayers.of(
                new Content(
                    "",
                    manifest,
                    json(manifest),
                    config.isEmpty() ? Optional.empty() : Optional.of(json(config))))
            .toString());
  }

  @Test
  void showsAnEntryForEachStepOfTheHistory() {
    JsonNode layers =
        layers(
            TWO,
            """
            {"history": [
              {"created": "2026-08-21T18:02:54.5+02:00", "created_by": "ADD base", "author": "ada"},
              {"created_by": "CMD", "empty_layer": true, "comment": "none"},
              {"created": "never"}]}
            """);
    assertThat(layers)
        .isEqualTo(
            json(
                """
                [{"index": 0, "compressed_size": 10, "is_remote": false, "urls": null, "command": ["ADD base"],
                  "comment": null, "author": "ada", "blob_digest": "sha256:a",
                  "created_datetime": "Fri, 21 Aug 2026 16:02:54 -0000"},
                 {"index": 1, "compressed_size": 32, "is_remote": false, "urls": null, "command": ["CMD"],
                  "comment": "none", "author": null,
                  "blob_digest": "sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4",
                  "created_datetime": null},
                 {"index": 2, "compressed_size": 5, "is_remote": true, "urls": ["https://x.org/b"],
                  "command": null, "comment": null, "author": null, "blob_digest": "sha256:b",
                  "created_datetime": null}]
                """));
  }

  @Test
  void showsTheCommandsBeyondABoundAsTexts() {
    String command = "[\"" + "x".repeat(ManifestLayers.MOST_COMMANDS / 2 - 4) + "\"]";
    String entry = "{\"created_by\": " + TextNode.valueOf(command) + ", \"empty_layer\": true}";
    JsonNode layers =
        layers(
            "{\"layers\": []}",
            "{\"history\": [" + String.join(",", Collections.nCopies(3, entry)) + "]}");
    assertThat(layers.get(1).path("command")).isEqualTo(json(command));
    assertThat(layers.get(2).path("command").path(0).textValue()).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "RUN true"            | ["RUN true"]
          "[\\"sh\\", \\"-c\\"]"  | ["sh", "-c"]
          "1 2"                 | ["1 2"]
          "17"                  | 17
          " "                   | [" "]
          ""                    | null
          7                     | null
          """)
  void showsACommandAsItIs(String createdBy, String shown) {
    JsonNode layers =
        layers(
            "{\"layers\": [{\"digest\": \"sha256:a\", \"size\": 1}]}",
            "{\"history\": [{\"created_by\": " + createdBy + "}]}");
    assertThat(layers.get(0).get("command")).isEqualTo(json(shown));
  }

  @Test
  void knowsOnlyTheLastLayerWithoutAHistory() {
    JsonNode layers =
        layers(
            TWO,
            """
            {"created": "2026-08-21T16:02:54Z", "author": "ada", "config": {"Cmd": ["sh"]}}
            """);
    assertThat(layers.get(0).get("command").isNull()).isTrue();
    assertThat(layers.get(0).get("created_datetime").isNull()).isTrue();
    assertThat(layers.get(1).get("command")).isEqualTo(json("[[\"sh\"]]"));
    assertThat(layers.get(1).get("author").textValue()).isEqualTo("ada");
    assertThat(layers.get(1).get("created_datetime").textValue())
        .isEqualTo("Fri, 21 Aug 2026 16:02:54 -0000");
  }

  @Test
  void knowsNothingOfTheLayersOfAnArtifact() {
    List<String> known = new ArrayList<>();
    layers(TWO, "")
        .forEach(layer ->
            known.add(
                layer.get("blob_digest").textValue()
                    + layer.get("command")
                    + layer.get("author")
                    + layer.get("comment")
                    + layer.get("created_datetime")));
    assertThat(known).containsExactly("sha256:anullnullnullnull", "sha256:bnullnullnullnull");
    assertThat(layers("{}", "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"history": [{}]}
          {"history": [{}, {}, {}]}
          """)
  void refusesAHistoryOfOtherLayers(String config) {
    assertThatThrownBy(() -> layers(TWO, config)).isInstanceOf(ApiException.class);
  }
}
