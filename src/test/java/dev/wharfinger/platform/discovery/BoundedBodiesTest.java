package dev.wharfinger.platform.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.wharfinger.platform.http.ByteSize;
import dev.wharfinger.platform.http.Schema;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** No operation takes a text, a list or a free object without saying how much of it. */
class BoundedBodiesTest {

  /** Bodies that are no stored texts, and why. */
  private static final Map<String, String> ELSEWHERE =
      Map.of("ReceiveRegistryEvents.BODY", "reports are bounded one by one by their reader");

  @Test
  void everyTextListAndFreeObjectOfABodyIsBounded() {
    Map<String, Schema> bodies = bodies();
    assertThat(bodies)
        .hasSizeGreaterThan(30)
        .containsKeys(ELSEWHERE.keySet().toArray(String[]::new));
    List<String> unbounded = new ArrayList<>();
    bodies.forEach((name, schema) -> {
      if (!ELSEWHERE.containsKey(name)) {
        walk(name, schema.toJson(), unbounded);
      }
    });
    assertThat(unbounded).isEmpty();
  }

  @Test
  void aForgottenBoundIsFound() {
    List<String> unbounded = new ArrayList<>();
    walk(
        "X",
        Schema.object()
            .property("text", Schema.string())
            .property("nullable", Schema.type("string", "null"))
            .property("list", Schema.arrayOf(Schema.text(5)))
            .property("free", Schema.object())
            .property("either", Schema.anyOf(Schema.number(), Schema.string()))
            .toJson(),
        unbounded);
    assertThat(unbounded)
        .containsExactly("X.text", "X.nullable", "X.list", "X.free", "X.either.anyOf");
  }

  /** Every schema that stands in a constant of the service. */
  private static Map<String, Schema> bodies() {
    Map<String, Schema> bodies = new TreeMap<>();
    new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.wharfinger")
            .stream()
            .flatMap(type -> type.getFields().stream())
            .filter(field ->
                field.getRawType().isEquivalentTo(Schema.class)
                    && field.getModifiers().contains(JavaModifier.STATIC))
            .forEach(field ->
                bodies.put(
                    field.getOwner().getSimpleName() + "." + field.getName(), constant(field)));
    return bodies;
  }

  private static Schema constant(JavaField declared) {
    Field field = declared.reflect();
    field.setAccessible(true);
    try {
      return (Schema) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(field.toString(), e);
    }
  }

  private static void walk(String place, JsonNode schema, List<String> unbounded) {
    if (isUnbounded(schema)) {
      unbounded.add(place);
    }
    schema
        .path("properties")
        .properties()
        .forEach(property -> walk(place + "." + property.getKey(), property.getValue(), unbounded));
    if (schema.has("items")) {
      walk(place + "[]", schema.get("items"), unbounded);
    }
    for (String branches : List.of("oneOf", "anyOf")) {
      schema.path(branches).forEach(branch -> walk(place + "." + branches, branch, unbounded));
    }
  }

  private static boolean isUnbounded(JsonNode schema) {
    return (allows("string", schema)
            && !schema.has("maxLength")
            && !schema.has("enum")
            && !schema.path("pattern").asText().equals(ByteSize.PATTERN))
        || (allows("array", schema) && !schema.has("maxItems"))
        || (allows("object", schema)
            && !schema.has("properties")
            && !schema.has("oneOf")
            && !schema.has("additionalProperties")
            && !schema.has("x-max-bytes"));
  }

  private static boolean allows(String type, JsonNode schema) {
    JsonNode types = schema.path("type");
    for (JsonNode each : types) {
      if (each.asText().equals(type)) {
        return true;
      }
    }
    return types.asText().equals(type);
  }
}
