package dev.wharfinger.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.wharfinger.platform.config.SecretFiles;
import dev.wharfinger.platform.config.SettingDefinitions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The environment variables that have an effect on an instance. */
final class KnownVariables {

  private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";

  /** The framework's settings that are read when it starts; others are fixed by the build. */
  private static final Set<String> FRAMEWORK = framework();

  /** What the image passes to the virtual machine and the C library. */
  private static final Set<String> IMAGE = image();

  private KnownVariables() {}

  static boolean knows(String name) {
    return SettingDefinitions.get().knows(name)
        || SecretFiles.isPath(name)
        || FRAMEWORK.contains(name)
        || isOfKafka(name)
        || IMAGE.contains(name);
  }

  private static boolean isOfKafka(String name) {
    String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
    return key.startsWith("kafka.")
        && (ProducerConfig.configNames().contains(key.substring("kafka.".length()))
            || ConsumerConfig.configNames().contains(key.substring("kafka.".length()))
            || AdminClientConfig.configNames().contains(key.substring("kafka.".length())));
  }

  private static Set<String> framework() {
    Set<String> names = new HashSet<>();
    try {
      List<URL> models =
          Collections.list(KnownVariables.class.getClassLoader().getResources(MODEL));
      for (URL model : models) {
        try (InputStream in = model.openStream()) {
          collect(new ObjectMapper().readTree(in), names);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }

  private static void collect(JsonNode node, Set<String> names) {
    if (node.path("phase").asText().equals("RUN_TIME")) {
      names.add(node.path("path").path("environmentVariable").asText());
    }
    node.forEach(child -> collect(child, names));
  }

  private static Set<String> image() {
    try {
      Set<String> names = new HashSet<>();
      Pattern.compile("(?m)^ENV ([A-Z_]+)=")
          .matcher(Files.readString(Path.of("src/main/docker/Dockerfile.jvm")))
          .results()
          .forEach(found -> names.add(found.group(1)));
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
