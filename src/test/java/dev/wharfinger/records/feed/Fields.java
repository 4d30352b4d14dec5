package dev.wharfinger.records.feed;

import dev.wharfinger.platform.id.Id;
import dev.wharfinger.platform.journal.AuditTrail;
import dev.wharfinger.platform.journal.CompleteEvent;
import dev.wharfinger.platform.journal.Event;
import dev.wharfinger.platform.journal.EveryArea;
import dev.wharfinger.platform.vault.Personal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schemas of what the feed shows, read off the records of the events and their meaning.
 */
final class Fields {

  static final Map<String, Object> DIGEST =
      ordered("type", "string", "pattern", "^(" + Shown.DIGEST + "[0-9a-f]{32}|\\(erased\\))$");

  private Fields() {}

  /** The schema of an event. */
  static Map<String, Object> event(Class<?> event) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : event.getRecordComponents()) {
      properties.put(component.getName(), of(component));
      required.add(component.getName());
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("required", required);
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> of(RecordComponent component) {
    Map<String, Object> schema = of(component.getName(), component.getGenericType());
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
        ? orNull(schema)
        : schema;
  }

  static Map<String, Object> orNull(Map<String, Object> schema) {
    Map<String, Object> wider = new LinkedHashMap<>(schema);
    wider.computeIfPresent(
        "type", (_, type) -> type instanceof List<?> ? type : List.of(type, "null"));
    wider.computeIfPresent(
        "enum",
        (_, values) -> {
          List<@Nullable Object> more = new ArrayList<>((List<?>) values);
          more.add(null);
          return more;
        });
    return wider;
  }

  static Map<String, Object> of(String name, Type type) {
    if (type instanceof ParameterizedType list) {
      return ordered("type", "array", "items", of(name, list.getActualTypeArguments()[0]));
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Personal.class) {
      return Shown.PERSONAL.contains(name) ? ordered("type", "string") : DIGEST;
    }
    if (Shown.SECRET.contains(name) && (plain == String.class || plain == UUID.class)) {
      return DIGEST;
    }
    if (plain == String.class) {
      return ordered("type", "string");
    }
    if (plain == UUID.class) {
      return ordered("type", "string", "format", "uuid");
    }
    if (plain == Instant.class) {
      return ordered("type", "string", "format", "date-time");
    }
    if (plain == boolean.class || plain == Boolean.class) {
      return ordered("type", "boolean");
    }
    if (plain == long.class
        || plain == int.class
        || plain == Long.class
        || Id.class.isAssignableFrom(plain)) {
      return ordered("type", "integer");
    }
    if (plain.isEnum()) {
      return ordered(
          "type",
          "string",
          "enum",
          Arrays.stream(plain.getEnumConstants()).map(Object::toString).toList());
    }
    if (plain.isRecord()) {
      return event(plain);
    }
    throw new IllegalArgumentException("no schema for " + plain);
  }

  private static Map<String, Object> ordered(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put((String) pairs[i], pairs[i + 1]);
    }
    return map;
  }

  /** The fields of every kind of entity, each with the schemas that it may have. */
  static Map<String, Map<String, Set<Map<String, Object>>>> byKind(
      List<Class<? extends Event>> events) {
    Map<String, Map<String, Set<Map<String, Object>>>> kinds = new TreeMap<>();
    for (Class<? extends Event> event : events) {
      for (AuditTrail.Step step : EveryArea.AREAS.audit(new CompleteEvent(event).event()).steps()) {
        if (step instanceof AuditTrail.Put put) {
          Map<String, Set<Map<String, Object>>> fields =
              kinds.computeIfAbsent(put.entity().kind(), _ -> new TreeMap<>());
          put.fields().forEach((field, value) -> add(field, value, fields));
        }
      }
    }
    kinds
        .values()
        .forEach(fields ->
            fields.forEach((field, schemas) -> {
              if (schemas.isEmpty()) {
                throw new IllegalArgumentException(field + " is never set");
              }
            }));
    return kinds;
  }

  /** An event may clear a field that another one sets. */
  private static void add(
      String field, @Nullable Object value, Map<String, Set<Map<String, Object>>> fields) {
    if (value == null) {
      fields.computeIfAbsent(field, _ -> new LinkedHashSet<>());
    } else {
      ofValue(field, value)
          .ifPresent(
              schema -> fields.computeIfAbsent(field, _ -> new LinkedHashSet<>()).add(schema));
    }
  }

  /** The schema of a field that has such a value; an empty list says nothing. */
  private static Optional<Map<String, Object>> ofValue(String name, Object value) {
    return switch (value) {
      case List<?> list when list.isEmpty() -> Optional.empty();
      case List<?> list ->
          ofValue(name, list.getFirst()).map(items -> ordered("type", "array", "items", items));
      case Personal _ -> Optional.of(of(name, Personal.class));
      case Boolean _ -> Optional.of(of(name, boolean.class));
      case Integer _ -> Optional.of(of(name, int.class));
      case Enum<?> constant -> Optional.of(of(name, constant.getDeclaringClass()));
      default -> Optional.of(of(name, value.getClass()));
    };
  }
}
