package dev.wharfinger.registries.registrytoken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/**
 * A small image, made by hand as a folder in OCI layout (OCI image specification).
 *
 * @param blobs digest and size of its configuration and its layers
 */
public record Image(Path folder, String digest, Map<String, Long> blobs) {

  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  /** An image with a layer for each seed; of the same seed, it is the same layer. */
  public static Image of(Path folder, long... seeds) {
    Map<String, Long> blobs = new LinkedHashMap<>();
    StringBuilder layers = new StringBuilder();
    StringBuilder diffs = new StringBuilder();
    for (long seed : seeds) {
      byte[] content = new byte[20_000 + (int) (seed % 7_919)];
      new Random(seed).nextBytes(content);
      byte[] layer = gzip(content);
      layers.append(layers.isEmpty() ? "" : ", ").append(store(folder, LAYER, layer, blobs));
      diffs.append(diffs.isEmpty() ? "" : ", ").append('"').append(digest(content)).append('"');
    }
    String config =
        """
        {"architecture": "amd64", "os": "linux", "config": {},
         "rootfs": {"type": "layers", "diff_ids": [%s]}}
        """
            .formatted(diffs);
    String stored = store(folder, CONFIG, bytes(config), blobs);
    String manifest =
        "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"config\": %s, \"layers\": [%s]}"
            .formatted(MANIFEST, stored, layers);
    String descriptor = store(folder, MANIFEST, bytes(manifest), new LinkedHashMap<>());
    write(folder.resolve("oci-layout"), bytes("{\"imageLayoutVersion\": \"1.0.0\"}"));
    write(
        folder.resolve("index.json"),
        bytes("{\"schemaVersion\": 2, \"manifests\": [" + descriptor + "]}"));
    return new Image(folder, digest(bytes(manifest)), blobs);
  }

  /** What some images take together, each blob counted once. */
  public static long size(Image... images) {
    Map<String, Long> all = new LinkedHashMap<>();
    for (Image image : images) {
      all.putAll(image.blobs());
    }
    return all.values().stream().collect(Collectors.summingLong(Long::longValue));
  }

  /** Stores a blob; its descriptor. */
  private static String store(Path folder, String type, byte[] content, Map<String, Long> blobs) {
    String digest = digest(content);
    write(folder.resolve("blobs/sha256/" + digest.substring("sha256:".length())), content);
    blobs.put(digest, (long) content.length);
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": %d}"
        .formatted(type, digest, content.length);
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
