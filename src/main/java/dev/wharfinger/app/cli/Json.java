package dev.wharfinger.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Small words for answers and bodies. */
final class Json {

  private Json() {}

  /** A value as people read it; nothing for what is missing or null. */
  static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    return value.isContainerNode() ? JsonText.compact(value) : value.asText();
  }

  /** {@code yes}, or nothing. */
  static String mark(JsonNode value) {
    return value.asBoolean() ? "yes" : "";
  }

  /** A body of what is not null. */
  static ObjectNode body(Map<String, @Nullable String> values) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    values.forEach((name, value) -> {
      if (value != null) {
        body.put(name, value);
      }
    });
    return body;
  }

  /** The fields of an object, {@code name=value} with blanks between them. */
  static String pairs(JsonNode object) {
    return object.properties().stream()
        .map(field -> field.getKey() + "=" + text(field.getValue()))
        .collect(Collectors.joining(" "));
  }

  static String joined(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(Json::text)
        .collect(Collectors.joining(", "));
  }

  /** Bytes in the largest binary unit that leaves a number of at least one. */
  static String bytes(JsonNode value) {
    if (!value.isNumber()) {
      return "";
    }
    double left = value.asDouble();
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
    int unit = 0;
    while (left >= 1024 && unit < units.length - 1) {
      left /= 1024;
      unit++;
    }
    return unit == 0 ? value.asText() + " B" : "%.1f %s".formatted(left, units[unit]);
  }
}
