package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.http.Dates;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.registries.tag.ManifestContents.Content;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The layers of an image, base first, with the history that its config tells of them. Source:
 * contract repositories 2.1.
 */
final class ManifestLayers {

  private static final ObjectMapper JSON =
      JsonFactories.mapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** A layer without files, as Docker makes it. */
  private static final String EMPTY_LAYER =
      "sha256:a3ed95caeb02ffe68cdd9fd84406680ae93d633cb16422d00e8a7c22955b46d4";

  private static final int EMPTY_LAYER_BYTES = 32;

  /** What is made of JSON takes many times its memory. */
  @Bound(
      of = "commands of the layers of an image that are shown as JSON, in total",
      unit = "characters",
      beyond = "the others are shown as texts",
      test = "ManifestLayersTest.showsTheCommandsBeyondABoundAsTexts")
  static final int MOST_COMMANDS = 128 * 1024;

  private final JsonNode layers;
  private final JsonNode config;
  private final ArrayNode shown = JsonNodeFactory.instance.arrayNode();
  private int commandLength;

  private ManifestLayers(Content content) {
    this.layers = content.manifest().path("layers");
    this.config = content.config().orElseGet(JsonNodeFactory.instance::missingNode);
  }

  /** The layers as they are shown. */
  static ArrayNode of(Content content) {
    ManifestLayers layers = new ManifestLayers(content);
    if (layers.config.path("history").isEmpty()) {
      layers.showWithoutHistory();
    } else {
      layers.showHistory(layers.config.path("history"));
    }
    return layers.shown;
  }

  private void showHistory(JsonNode history) {
    int next = 0;
    for (JsonNode entry : history) {
      ObjectNode layer;
      if (entry.path("empty_layer").asBoolean()) {
        layer = add(EMPTY_LAYER, EMPTY_LAYER_BYTES);
      } else if (next < layers.size()) {
        layer = add(layers.get(next++));
      } else {
        throw ManifestContents.damaged();
      }
      layer.set("command", command(text(entry, "created_by")));
      layer
          .put("comment", text(entry, "comment"))
          .put("author", text(entry, "author"))
          .put("created_datetime", date(entry));
    }
    if (next < layers.size()) {
      throw ManifestContents.damaged();
    }
  }

  /** Only the last layer is known to be of the config. */
  private void showWithoutHistory() {
    for (int i = 0; i < layers.size(); i++) {
      ObjectNode layer = add(layers.get(i));
      if (i == layers.size() - 1 && config.isObject()) {
        JsonNode command = config.path("config").path("Cmd");
        layer.set(
            "command",
            command.isEmpty() ? null : JsonNodeFactory.instance.arrayNode().add(command));
        layer.put("author", text(config, "author")).put("created_datetime", date(config));
      }
    }
  }

  private ObjectNode add(JsonNode layer) {
    ObjectNode added = add(layer.path("digest").asText(), layer.path("size").asLong());
    if (layer.path("urls").isArray() && !layer.path("urls").isEmpty()) {
      added.put("is_remote", true).set("urls", layer.path("urls"));
    }
    return added;
  }

  private ObjectNode add(String digest, long bytes) {
    return shown
        .addObject()
        .put("index", shown.size() - 1)
        .put("compressed_size", bytes)
        .put("is_remote", false)
        .putNull("urls")
        .putNull("command")
        .putNull("comment")
        .putNull("author")
        .put("blob_digest", digest)
        .putNull("created_datetime");
  }

  /** The text of a command, or what it is as JSON. */
  private @Nullable JsonNode command(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    commandLength += text.length();
    if (commandLength <= MOST_COMMANDS) {
      try {
        JsonNode json = JSON.readTree(text);
        if (!json.isMissingNode()) {
          return json;
        }
      } catch (JsonProcessingException _) {
        // An ordinary command.
      }
    }
    return JsonNodeFactory.instance.arrayNode().add(text);
  }

  private static @Nullable String text(JsonNode object, String key) {
    return object.path(key).isTextual() ? object.path(key).textValue() : null;
  }

  private static @Nullable String date(JsonNode object) {
    String created = text(object, "created");
    if (created == null) {
      return null;
    }
    try {
      return Dates.rfc2822(OffsetDateTime.parse(created).toInstant());
    } catch (DateTimeException _) {
      return null;
    }
  }
}
