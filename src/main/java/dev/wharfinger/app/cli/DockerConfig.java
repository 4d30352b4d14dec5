package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** The file in which docker, podman and skopeo look for credentials of registries. */
final class DockerConfig {

  private static final String AUTHS = "auths";

  private DockerConfig() {}

  /** One with the credentials of a single registry. */
  static ObjectNode of(String registry, String name, String password) {
    return with(JsonNodeFactory.instance.objectNode(), registry, name, password);
  }

  /** Adds credentials to a file, which is made if there is none; all else in it stays. */
  static void write(String file, String registry, String name, String password) throws IOException {
    Path path = Path.of(file);
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    if (Files.exists(path) && Files.size(path) > 0) {
      config = read(path);
    }
    PrivateFile.write(path, JsonText.pretty(with(config, registry, name, password)) + "\n");
  }

  private static ObjectNode read(Path path) {
    try {
      if (JsonText.read(Files.readAllBytes(path)) instanceof ObjectNode config
          && (!config.has(AUTHS) || config.path(AUTHS).isObject())) {
        return config;
      }
    } catch (IOException _) {
      // told as below, because the message would quote what may be a secret
    }
    throw new Failure(path + " is not a docker config.json; it is left as it is.");
  }

  private static ObjectNode with(ObjectNode config, String registry, String name, String password) {
    byte[] pair = (name + ":" + password).getBytes(StandardCharsets.UTF_8);
    config
        .withObjectProperty(AUTHS)
        .putObject(registry)
        .put("auth", Base64.getEncoder().encodeToString(pair));
    return config;
  }
}
