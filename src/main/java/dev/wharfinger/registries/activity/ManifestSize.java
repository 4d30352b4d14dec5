package dev.wharfinger.registries.activity;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * What a list of tags shows of a manifest, as a report on it would tell.
 *
 * @param layersBytes the sum of its layers, without those stored elsewhere; null for an index
 */
public record ManifestSize(boolean isIndex, @Nullable Long layersBytes) {

  /** Of no manifest: the tag is deleted. */
  public static final ManifestSize NONE = new ManifestSize(false, null);

  /**
   * Of a manifest that the registry has.
   *
   * @param mediaType as the registry states it
   */
  public static ManifestSize of(String mediaType, JsonNode manifest) {
    if (Media.isIndex(mediaType)) {
      return new ManifestSize(true, null);
    }
    long bytes = 0;
    for (JsonNode layer : manifest.path("layers")) {
      if (!Media.isForeign(layer.path("mediaType").asText()) && Values.isSize(layer.path("size"))) {
        bytes += layer.path("size").longValue();
      }
    }
    return new ManifestSize(false, bytes);
  }
}
