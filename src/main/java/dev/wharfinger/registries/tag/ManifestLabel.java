package dev.wharfinger.registries.tag;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Bound;
import dev.wharfinger.platform.json.JsonFactories;
import dev.wharfinger.registries.tag.ManifestContents.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A label of a manifest. Source: contract repositories 2.2.
 *
 * @param isCarried whether the image has it itself, so that it cannot be deleted
 */
record ManifestLabel(UUID id, String key, String value, String mediaType, boolean isCarried) {

  static final String TEXT = "text/plain";
  static final String JSON = "application/json";

  @Bound(
      of = "labels shown that an image carries",
      unit = "items",
      beyond = "the rest are left out",
      test = "ManifestLabelTest.showsTheFirstOfVeryManyLabels")
  static final int MOST_CARRIED = 1_000;

  private static final JsonFactory FACTORY = JsonFactories.builder().build();

  /**
   * The labels that an image carries: those of its config, and over them the annotations of an OCI
   * manifest. An index has its own annotations only. They have no identity of their own, so that
   * their ids are made of what they are.
   */
  static List<ManifestLabel> carried(String digest, Content content) {
    List<ManifestLabel> labels = new ArrayList<>();
    values(content)
        .forEach((key, value) -> {
          if (labels.size() < MOST_CARRIED) {
            labels.add(new ManifestLabel(id(digest, key), key, value, mediaType(value), true));
          }
        });
    return labels;
  }

  /** The values of these labels by their keys. */
  static Map<String, String> values(Content content) {
    Map<String, String> values = new LinkedHashMap<>();
    content.config().ifPresent(config -> add(config.at("/config/Labels"), values));
    if (content.mediaType().startsWith("application/vnd.oci.image.")) {
      add(content.manifest().path("annotations"), values);
    }
    return values;
  }

  private static void add(JsonNode texts, Map<String, String> values) {
    texts
        .properties()
        .forEach(text -> {
          if (!text.getKey().isEmpty() && text.getValue().isTextual()) {
            values.put(text.getKey(), text.getValue().textValue());
          }
        });
  }

  private static UUID id(String digest, String key) {
    return UUID.nameUUIDFromBytes((digest + '/' + key).getBytes(StandardCharsets.UTF_8));
  }

  /** What a value looks like. It is not kept as JSON, which takes many times its size. */
  static String mediaType(String value) {
    String start = value.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return TEXT;
    }
    try (JsonParser parser = FACTORY.createParser(value)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null ? JSON : TEXT;
    } catch (IOException _) {
      return TEXT;
    }
  }

  /** What clients see of it. */
  ObjectNode view() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", id.toString())
        .put("key", key)
        .put("value", value)
        .put("source_type", isCarried ? "manifest" : "api")
        .put("media_type", mediaType);
  }
}
