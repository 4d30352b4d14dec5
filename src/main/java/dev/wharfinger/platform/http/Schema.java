package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The declared body of an operation: immutable, available as JSON Schema, and validated with the
 * messages of Quay's validator. The order of the keywords matters: of several equally relevant
 * errors the first is reported. Source: contract common 5.
 */
public final class Schema {

  private final List<Keyword> keywords;

  private Schema(List<Keyword> keywords) {
    this.keywords = List.copyOf(keywords);
  }

  /** Allows everything. */
  public static Schema any() {
    return new Schema(List.of());
  }

  /** Allows values of one of these types. */
  public static Schema type(String... types) {
    return any().with(new Keyword.Type(List.of(types)));
  }

  /** Allows objects. */
  public static Schema object() {
    return type("object");
  }

  /** Allows texts. */
  public static Schema string() {
    return type("string");
  }

  /** Allows integers; 10.0 is one, true is not. */
  public static Schema integer() {
    return type("integer");
  }

  /** Allows numbers. */
  public static Schema number() {
    return type("number");
  }

  /** Allows true and false. */
  public static Schema bool() {
    return type("boolean");
  }

  /** Allows texts of at most this many characters. */
  public static Schema text(int most) {
    return string().atMost(most);
  }

  /** Allows arrays of this schema. */
  public static Schema arrayOf(Schema items) {
    return type("array").with(new Keyword.Items(items));
  }

  /** Allows arrays with at most this many elements of this schema. */
  public static Schema arrayOf(Schema items, int most) {
    return type("array").items(items, most);
  }

  /** Allows these texts. */
  public static Schema oneOfTexts(String... texts) {
    return string().texts(texts);
  }

  /** Allows what exactly one of these allows. */
  public static Schema oneOf(Schema... branches) {
    return any().exactlyOne(branches);
  }

  /** Allows what at least one of these allows. */
  public static Schema anyOf(Schema... branches) {
    return any().with(new Keyword.AnyOf(List.of(branches)));
  }

  /** Allows nothing: a property that must not be present. */
  public static Schema forbidden() {
    return any().with(new Keyword.Not(any()));
  }

  /** If it is an array, at most this many elements of this schema. */
  public Schema items(Schema items, int most) {
    return with(new Keyword.MaxItems(most)).with(new Keyword.Items(items));
  }

  /** Names that must be present, reported in this order. */
  public Schema required(String... names) {
    return with(new Keyword.Required(List.of(names)));
  }

  /** A property; consecutively declared properties are checked in that order. */
  public Schema property(String name, Schema schema) {
    List<Keyword> changed = new ArrayList<>(keywords);
    for (int i = 0; i < changed.size(); i++) {
      if (changed.get(i) instanceof Keyword.Properties(Map<String, Schema> schemas)) {
        changed.set(i, new Keyword.Properties(plus(schemas, name, schema)));
        return new Schema(changed);
      }
    }
    return with(new Keyword.Properties(plus(Map.of(), name, schema)));
  }

  /** No properties other than the declared ones. */
  public Schema closed() {
    return with(new Keyword.Closed());
  }

  /** A text in which this regular expression (common to Python and Java) is found. */
  public Schema pattern(String expression) {
    return with(
        new Keyword.Matching(
            Pattern.compile(expression, Pattern.UNIX_LINES | Pattern.UNICODE_CHARACTER_CLASS)));
  }

  /** One of these texts, whatever the type. */
  public Schema texts(String... texts) {
    return with(
        new Keyword.Enumeration(Arrays.stream(texts).<JsonNode>map(TextNode::valueOf).toList()));
  }

  /** One of these texts, or null, whatever the type. */
  public Schema textsOrNull(String... texts) {
    List<JsonNode> values = new ArrayList<>();
    for (String text : texts) {
      values.add(TextNode.valueOf(text));
    }
    values.add(JsonNodeFactory.instance.nullNode());
    return with(new Keyword.Enumeration(values));
  }

  /** Must match exactly one of these as well. */
  public Schema exactlyOne(Schema... branches) {
    return with(new Keyword.OneOf(List.of(branches)));
  }

  /** No number below this. */
  public Schema minimum(long limit) {
    return with(new Keyword.Minimum(BigDecimal.valueOf(limit)));
  }

  /** No number above this. */
  public Schema maximum(long limit) {
    return with(new Keyword.Maximum(BigDecimal.valueOf(limit)));
  }

  /** No text shorter than this. */
  public Schema minLength(int length) {
    return with(new Keyword.MinLength(length));
  }

  /** No text of more characters than this. Source: contract common 16. */
  public Schema atMost(int length) {
    return with(new Keyword.AtMost(length));
  }

  /** A text whose maximum length the decision enforces with its own error text. */
  public Schema heldTo(int length) {
    return with(new Keyword.HeldTo(length));
  }

  /** No value of more bytes than this, as JSON. Source: contract common 16. */
  public Schema atMostBytes(int length) {
    return with(new Keyword.AtMostBytes(length));
  }

  /** Text for the API description. */
  public Schema description(String text) {
    return with(new Keyword.Description(text));
  }

  /** The first line of the validator's message about a value; empty when it matches. */
  public Optional<String> violation(JsonNode value) {
    return Violation.mostRelevant(SchemaCheck.violations(this, value))
        .map(violation -> violation.message().get());
  }

  /** The schema as JSON Schema, keywords in the order of declaration. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    for (Keyword keyword : keywords) {
      json.set(keyword.name(), value(keyword));
    }
    return json;
  }

  List<Keyword> keywords() {
    return keywords;
  }

  /** Whether an array with this many elements is allowed. */
  boolean allows(int items) {
    return keywords.stream()
        .noneMatch(keyword -> keyword instanceof Keyword.MaxItems(int most) && items > most);
  }

  private Schema with(Keyword keyword) {
    List<Keyword> more = new ArrayList<>(keywords);
    more.add(keyword);
    return new Schema(more);
  }

  private static Map<String, Schema> plus(Map<String, Schema> schemas, String name, Schema schema) {
    Map<String, Schema> more = new LinkedHashMap<>(schemas);
    more.put(name, schema);
    return more;
  }

  private static JsonNode value(Keyword keyword) {
    return switch (keyword) {
      case Keyword.Type(List<String> types) ->
          types.size() == 1 ? TextNode.valueOf(types.getFirst()) : texts(types);
      case Keyword.Required(List<String> names) -> texts(names);
      case Keyword.Properties(Map<String, Schema> schemas) -> {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        schemas.forEach((name, schema) -> json.set(name, schema.toJson()));
        yield json;
      }
      case Keyword.Matching(Pattern pattern) -> TextNode.valueOf(pattern.pattern());
      case Keyword.Enumeration(List<JsonNode> values) ->
          JsonNodeFactory.instance.arrayNode().addAll(values);
      case Keyword.Minimum(BigDecimal limit) ->
          JsonNodeFactory.instance.numberNode(limit.toBigInteger());
      case Keyword.Maximum(BigDecimal limit) ->
          JsonNodeFactory.instance.numberNode(limit.toBigInteger());
      case Keyword.MinLength(int length) -> JsonNodeFactory.instance.numberNode(length);
      case Keyword.AtMost(int length) -> JsonNodeFactory.instance.numberNode(length);
      case Keyword.HeldTo(int length) -> JsonNodeFactory.instance.numberNode(length);
      case Keyword.AtMostBytes(int length) -> JsonNodeFactory.instance.numberNode(length);
      case Keyword.MaxItems(int length) -> JsonNodeFactory.instance.numberNode(length);
      case Keyword.Items(Schema schema) -> schema.toJson();
      case Keyword.OneOf(List<Schema> branches) -> schemas(branches);
      case Keyword.AnyOf(List<Schema> branches) -> schemas(branches);
      case Keyword.Not(Schema schema) -> schema.toJson();
      case Keyword.Closed() -> JsonNodeFactory.instance.booleanNode(false);
      case Keyword.Description(String text) -> TextNode.valueOf(text);
    };
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    texts.forEach(json::add);
    return json;
  }

  private static ArrayNode schemas(List<Schema> schemas) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    schemas.forEach(schema -> json.add(schema.toJson()));
    return json;
  }
}
