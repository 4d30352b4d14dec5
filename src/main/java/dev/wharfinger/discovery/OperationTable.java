package dev.wharfinger.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What operations take and answer, as {@code openapi/operations.yaml} says: what neither their
 * routes nor their signatures tell.
 */
final class OperationTable {

  private static final String RESOURCE = "/openapi/operations.yaml";

  private final Map<String, Map<Object, Object>> rows;

  private OperationTable(Map<String, Map<Object, Object>> rows) {
    this.rows = rows;
  }

  /**
   * An operation.
   *
   * @param body where the schema of its body is, {@code Class#CONSTANT}; empty for its own class
   * @param query names of its query parameters' components
   * @param answers names of schemas by status; empty for an empty answer
   */
  record Row(
      Optional<String> body,
      boolean bodyOptional,
      List<String> query,
      Map<String, Optional<String>> answers) {}

  static OperationTable load() {
    try (InputStream in = OperationTable.class.getResourceAsStream(RESOURCE)) {
      return new OperationTable(
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(Objects.requireNonNull(in, RESOURCE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<Row> of(String operationId) {
    return Optional.ofNullable(rows.get(operationId)).map(OperationTable::row);
  }

  private static Row row(Map<Object, Object> row) {
    Map<String, Optional<String>> answers = new TreeMap<>();
    row.forEach((key, value) -> {
      if (key instanceof Integer status) {
        answers.put(status.toString(), text(value));
      }
    });
    return new Row(
        text(row.get("body")),
        Boolean.TRUE.equals(row.get("bodyOptional")),
        ((List<?>) row.getOrDefault("query", List.of())).stream().map(String::valueOf).toList(),
        answers);
  }

  private static Optional<String> text(@Nullable Object value) {
    return Optional.ofNullable(value).map(Object::toString);
  }
}
