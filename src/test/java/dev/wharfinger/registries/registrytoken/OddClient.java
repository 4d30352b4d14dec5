package dev.wharfinger.registries.registrytoken;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wharfinger.api.RegistryProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;

/** A client that stores in a real registry whatever it is told, also what no usual client would. */
final class OddClient {

  static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Client client;
  private final RegistryProcess registry;
  private final String repository;

  OddClient(Client client, RegistryProcess registry, String repository) {
    this.client = client;
    this.registry = registry;
    this.repository = repository;
  }

  /** Stores a blob of random bytes; its digest. */
  String blob(int bytes, long seed) {
    byte[] content = new byte[bytes];
    new Random(seed).nextBytes(content);
    return blob(content);
  }

  /** Stores a blob; its digest. */
  String blob(byte[] content) {
    String digest = digest(content);
    HttpResponse<String> begun =
        send("POST", URI.create(base() + "/blobs/uploads/"), "", new byte[0]);
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    String location = begun.headers().firstValue("Location").orElseThrow();
    URI upload = URI.create(base()).resolve(location);
    String query = upload.getRawQuery() == null ? "?" : "&";
    HttpResponse<String> stored =
        send(
            "PUT",
            URI.create(
                upload + query + "digest=" + URLEncoder.encode(digest, StandardCharsets.UTF_8)),
            "application/octet-stream",
            content);
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    return digest;
  }

  /** Stores a manifest with a configuration of two bytes and these layers. */
  void manifest(String tag, String layers, String more) {
    manifest(tag, blob(2, 2), 2, layers, more);
  }

  /** Stores a manifest with a configuration of this digest and size, and these layers. */
  void manifest(String tag, String config, int bytes, String layers, String more) {
    String manifest =
        "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"config\": {\"mediaType\": \"application/vnd.oci.image.config.v1+json\", \"digest\": \"%s\", \"size\": %d}, \"layers\": [%s]%s}"
            .formatted(MANIFEST, config, bytes, layers, more);
    HttpResponse<String> stored =
        send(
            "PUT",
            URI.create(base() + "/manifests/" + tag),
            MANIFEST,
            manifest.getBytes(StandardCharsets.UTF_8));
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
  }

  /** Stores an index of manifests of these digests. */
  void index(String tag, String... manifests) {
    String type = "application/vnd.oci.image.index.v1+json";
    String descriptors =
        Arrays.stream(manifests)
            .map(digest ->
                "{\"mediaType\": \"%s\", \"digest\": \"%s\", \"size\": 500}"
                    .formatted(MANIFEST, digest))
            .collect(Collectors.joining(", "));
    HttpResponse<String> stored =
        send(
            "PUT",
            URI.create(base() + "/manifests/" + tag),
            type,
            "{\"schemaVersion\": 2, \"mediaType\": \"%s\", \"manifests\": [%s]}"
                .formatted(type, descriptors)
                .getBytes(StandardCharsets.UTF_8));
    assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
  }

  /** The descriptor of a layer that says so much of its size. */
  static String layer(String digest, String size) {
    return "{\"mediaType\": \"%s\", \"digest\": \"%s\"%s}".formatted(LAYER, digest, size);
  }

  private String base() {
    return "http://" + registry.authority() + "/v2/" + repository;
  }

  private HttpResponse<String> send(String method, URI at, String type, byte[] body) {
    String token =
        json(client.asks("repository:" + repository + ":pull,push"), 200).get("token").textValue();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at)
            .method(method, BodyPublishers.ofByteArray(body))
            .header("Authorization", "Bearer " + token);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
