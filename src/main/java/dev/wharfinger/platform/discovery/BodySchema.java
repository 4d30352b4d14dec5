package dev.wharfinger.platform.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** A body's schema, as the validator has it, in the model of the OpenAPI document. */
final class BodySchema {

  private BodySchema() {}

  static Schema of(JsonNode json) {
    Schema schema = OASFactory.createSchema();
    json.properties().forEach(keyword -> add(schema, keyword));
    return schema;
  }

  private static void add(Schema schema, Map.Entry<String, JsonNode> keyword) {
    JsonNode value = keyword.getValue();
    switch (keyword.getKey()) {
      case "type" -> texts(value).forEach(type -> schema.addType(type(type)));
      case "required" -> schema.setRequired(texts(value));
      case "properties" ->
          value
              .properties()
              .forEach(property -> schema.addProperty(property.getKey(), of(property.getValue())));
      case "pattern" -> schema.setPattern(value.textValue());
      case "enum" -> value.forEach(it -> schema.addEnumeration(it.isNull() ? null : it.asText()));
      case "minimum" -> schema.setMinimum(value.decimalValue());
      case "maximum" -> schema.setMaximum(value.decimalValue());
      case "minLength" -> schema.setMinLength(value.intValue());
      case "maxLength" -> schema.setMaxLength(value.intValue());
      case "maxItems" -> schema.setMaxItems(value.intValue());
      case "x-max-bytes" -> schema.addExtension(keyword.getKey(), value.intValue());
      case "items" -> schema.setItems(of(value));
      case "oneOf" -> schema.setOneOf(schemas(value));
      case "anyOf" -> schema.setAnyOf(schemas(value));
      case "not" -> schema.setNot(of(value));
      case "additionalProperties" -> schema.setAdditionalPropertiesBoolean(value.booleanValue());
      case "description" -> schema.setDescription(value.textValue());
      case String other -> throw new IllegalStateException("keyword " + other);
    }
  }

  private static Schema.SchemaType type(String word) {
    return Schema.SchemaType.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static List<String> texts(JsonNode value) {
    List<String> texts = new ArrayList<>();
    if (value.isTextual()) {
      texts.add(value.textValue());
    }
    value.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static List<Schema> schemas(JsonNode branches) {
    List<Schema> schemas = new ArrayList<>();
    branches.forEach(branch -> schemas.add(of(branch)));
    return schemas;
  }
}
