package dev.wharfinger.platform.discovery;

import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * The schemas and query parameters of the document: an area has its own in {@code openapi.yaml}
 * beside its classes, {@code META-INF/openapi.yaml} has what several need.
 */
final class AreaComponents {

  private static final String FILE = "/openapi.yaml";

  private AreaComponents() {}

  /** Adds those of some packages, and sorts all by name. Fails on a name that is taken. */
  static void add(Components components, Stream<String> packages) {
    Map<String, Schema> schemas = new TreeMap<>(components.getSchemas());
    Map<String, Parameter> parameters = new TreeMap<>(components.getParameters());
    packages
        .map(AreaComponents::of)
        .flatMap(Optional::stream)
        .forEach(area -> {
          if (area.getSchemas() != null) {
            area.getSchemas().forEach((name, schema) -> put(name, schema, schemas));
          }
          if (area.getParameters() != null) {
            area.getParameters().forEach((name, parameter) -> put(name, parameter, parameters));
          }
        });
    components.setSchemas(schemas);
    components.setParameters(parameters);
  }

  private static <T> void put(String name, T value, Map<String, T> all) {
    if (all.putIfAbsent(name, value) != null) {
      throw new IllegalStateException("two components of the document are named " + name);
    }
  }

  private static Optional<Components> of(String area) {
    String file = "/" + area.replace('.', '/') + FILE;
    if (AreaComponents.class.getResource(file) == null) {
      return Optional.empty();
    }
    return Optional.of(
        SmallRyeOpenAPI.builder()
            .enableStandardStaticFiles(false)
            .enableModelReader(false)
            .enableStandardFilter(false)
            .enableAnnotationScan(false)
            .withCustomStaticFile(() -> open(file))
            .build()
            .model()
            .getComponents());
  }

  private static InputStream open(String file) {
    return Objects.requireNonNull(AreaComponents.class.getResourceAsStream(file), file);
  }
}
