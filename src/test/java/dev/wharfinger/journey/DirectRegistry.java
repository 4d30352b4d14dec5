package dev.wharfinger.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.RegistryProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * One storage with two real registries on it: one that the service is attached to and asks with its
 * tokens, and one that lets anybody in and reports nothing, for what the service does not hear of.
 */
final class DirectRegistry implements AutoCloseable {

  private static final String IMAGE = "application/vnd.oci.image.manifest.v1+json";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

  private final Path storage;
  private final RegistryProcess open;
  private final Map<String, Map<String, Long>> images = new HashMap<>();
  private final HttpClient http = HttpClient.newHttpClient();

  DirectRegistry(Path folder) {
    this.storage = folder.toAbsolutePath().resolve("storage");
    this.open = RegistryProcess.start("direct", "127.0.0.1", (_, port) -> configuration(port, ""));
  }

  /** Starts the one that the service is attached to, once that can tell its certificates. */
  RegistryProcess attach(String service, int port) {
    try {
      Path bundle = storage.resolveSibling("wharfinger.pem");
      Files.createDirectories(bundle.getParent());
      Files.writeString(
          bundle,
          http.send(
                  HttpRequest.newBuilder(URI.create(service + "/v2/auth/certificates")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body());
      String auth =
          """
          auth:
            token:
              realm: %s/v2/auth
              service: localhost:8080
              issuer: http://localhost:8080
              rootcertbundle: %s
          """
              .formatted(service, bundle);
      return RegistryProcess.start(
          "attached", "127.0.0.1", port, (_, free) -> configuration(free, auth));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String configuration(int port, String auth) {
    return """
    version: 0.1
    storage:
      filesystem:
        rootdirectory: %s
      delete:
        enabled: true
    http:
      addr: 127.0.0.1:%d
    %s\
    """
        .formatted(storage, port, auth);
  }

  /** An image with these layers; returns its digest. */
  String push(String repository, String tag, String... layers) {
    StringBuilder descriptors = new StringBuilder();
    for (String layer : layers) {
      descriptors
          .append(descriptors.isEmpty() ? "" : ",")
          .append(descriptor(LAYER, blob(repository, layer), layer.length()));
    }
    Map<String, Long> blobs = new HashMap<>();
    for (String layer : layers) {
      blobs.put(digest(layer), (long) layer.length());
    }
    String config =
        "{\"architecture\":\"amd64\",\"os\":\"linux\",\"of\":\""
            + descriptors.toString().hashCode()
            + "\"}";
    blobs.put(digest(config), (long) config.length());
    String image =
        put(
            repository,
            tag,
            IMAGE,
            "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
                .formatted(
                    IMAGE,
                    descriptor(CONFIG, blob(repository, config), config.length()),
                    descriptors));
    images.put(image, blobs);
    return image;
  }

  /** What some images take together, each blob counted once. */
  long size(String... digests) {
    Map<String, Long> all = new HashMap<>();
    for (String digest : digests) {
      all.putAll(images.get(digest));
    }
    return all.values().stream().mapToLong(Long::longValue).sum();
  }

  /** An index of manifests that are there. */
  String pushIndex(String repository, String tag, Map<String, Integer> manifests) {
    StringBuilder descriptors = new StringBuilder();
    manifests.forEach((digest, size) ->
        descriptors
            .append(descriptors.isEmpty() ? "" : ",")
            .append(descriptor(IMAGE, digest, size)));
    return put(
        repository,
        tag,
        INDEX,
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(INDEX, descriptors));
  }

  /** Deletes a manifest with whatever tags are on it. */
  void delete(String repository, String digest) {
    assertThat(send(request("/v2/" + repository + "/manifests/" + digest).DELETE()).statusCode())
        .isEqualTo(202);
  }

  private static String descriptor(String type, String digest, int size) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest, size);
  }

  private String put(String repository, String reference, String type, String manifest) {
    assertThat(
            send(request("/v2/" + repository + "/manifests/" + reference)
                    .header("Content-Type", type)
                    .PUT(HttpRequest.BodyPublishers.ofString(manifest)))
                .statusCode())
        .isEqualTo(201);
    return digest(manifest);
  }

  private String blob(String repository, String content) {
    String digest = digest(content);
    String upload =
        send(request("/v2/" + repository + "/blobs/uploads/")
                .POST(HttpRequest.BodyPublishers.noBody()))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String at =
        upload
            + (upload.contains("?") ? "&" : "?")
            + "digest="
            + URLEncoder.encode(digest, StandardCharsets.UTF_8);
    assertThat(
            send(HttpRequest.newBuilder(URI.create(at))
                    .header("Content-Type", "application/octet-stream")
                    .PUT(HttpRequest.BodyPublishers.ofString(content)))
                .statusCode())
        .isEqualTo(201);
    return digest;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + open.authority() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The digest of a text. */
  static String digest(String text) {
    try {
      return "sha256:"
          + HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    open.close();
    http.close();
  }
}
