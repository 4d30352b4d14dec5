package dev.wharfinger.platform.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The rule and the error message of each keyword. Source: contract common 5. */
final class SchemaCheck {

  private SchemaCheck() {}

  /** All violations of a body, in the order of the schema's keywords. */
  static List<Violation> violations(Schema schema, JsonNode body) {
    return violations(schema, body, "body");
  }

  /**
   * All violations of a value.
   *
   * @param key the key that the value belongs to
   */
  private static List<Violation> violations(Schema schema, JsonNode value, String key) {
    return schema.keywords().stream()
        .flatMap(keyword -> check(keyword, schema, value, key).stream())
        .toList();
  }

  private static List<Violation> check(Keyword keyword, Schema schema, JsonNode value, String key) {
    return switch (keyword) {
      case Keyword.Type(List<String> types) ->
          unless(
              types.stream().anyMatch(type -> isOfType(value, type)),
              keyword,
              () -> repr(value) + " is not of type " + listed(types));
      case Keyword.Required(List<String> names) -> missing(keyword, names, value);
      case Keyword.Properties(Map<String, Schema> schemas) -> inProperties(schemas, value);
      case Keyword.Items(Schema items) ->
          schema.allows(value.size()) ? inItems(items, value, key) : List.of();
      case Keyword.Matching(Pattern pattern) ->
          unless(
              !value.isTextual() || pattern.matcher(value.textValue()).find(),
              keyword,
              () -> repr(value) + " does not match " + PythonRepr.of(pattern.pattern()));
      case Keyword.Enumeration(List<JsonNode> values) ->
          unless(
              values.contains(value),
              keyword,
              () ->
                  repr(value)
                      + values.stream()
                          .map(PythonRepr::of)
                          .collect(Collectors.joining(", ", " is not one of [", "]")));
      case Keyword.Minimum(BigDecimal limit) ->
          unless(
              !value.isNumber() || value.decimalValue().compareTo(limit) >= 0,
              keyword,
              () -> repr(value) + " is less than the minimum of " + limit.toPlainString());
      case Keyword.Maximum(BigDecimal limit) ->
          unless(
              !value.isNumber() || value.decimalValue().compareTo(limit) <= 0,
              keyword,
              () -> repr(value) + " is greater than the maximum of " + limit.toPlainString());
      case Keyword.MinLength(int length) ->
          unless(
              !value.isTextual() || length(value) >= length,
              keyword,
              () -> repr(value) + " is too short");
      case Keyword.AtMost(int length) ->
          unless(
              !value.isTextual() || length(value) <= length,
              keyword,
              () -> ApiError.tooLong(key, length, "characters"));
      case Keyword.AtMostBytes(int length) ->
          unless(
              Json.storedBytes(value) <= length,
              keyword,
              () -> ApiError.tooLong(key, length, "bytes"));
      case Keyword.MaxItems(int length) ->
          unless(
              !value.isArray() || value.size() <= length,
              keyword,
              () -> ApiError.tooLong(key, length, "items"));
      case Keyword.OneOf(List<Schema> branches) -> exactlyOne(keyword, branches, value, key);
      case Keyword.AnyOf(List<Schema> branches) ->
          branches.stream().anyMatch(branch -> fits(branch, value))
              ? List.of()
              : noBranch(keyword, branches, value, key);
      case Keyword.Not(Schema unwanted) ->
          unless(
              !fits(unwanted, value),
              keyword,
              () -> PythonRepr.of(unwanted.toJson()) + " is not allowed for " + repr(value));
      case Keyword.Closed() -> undeclared(keyword, schema, value);
      case Keyword.HeldTo(int _), Keyword.Description(String _) -> List.of();
    };
  }

  private static List<Violation> missing(Keyword keyword, List<String> names, JsonNode value) {
    return names.stream()
        .filter(name -> value.isObject() && !value.has(name))
        .map(name -> Violation.here(keyword, () -> PythonRepr.of(name) + " is a required property"))
        .toList();
  }

  private static List<Violation> inProperties(Map<String, Schema> schemas, JsonNode value) {
    return schemas.entrySet().stream()
        .filter(property -> value.isObject() && value.has(property.getKey()))
        .flatMap(property ->
            violations(property.getValue(), value.path(property.getKey()), property.getKey())
                .stream())
        .map(Violation::deeper)
        .toList();
  }

  private static List<Violation> inItems(Schema items, JsonNode value, String key) {
    if (!value.isArray()) {
      return List.of();
    }
    return StreamSupport.stream(value.spliterator(), false)
        .flatMap(item -> violations(items, item, key).stream())
        .map(Violation::deeper)
        .toList();
  }

  private static List<Violation> undeclared(Keyword keyword, Schema schema, JsonNode value) {
    Set<String> declared =
        schema.keywords().stream()
            .filter(Keyword.Properties.class::isInstance)
            .flatMap(properties -> ((Keyword.Properties) properties).schemas().keySet().stream())
            .collect(Collectors.toSet());
    List<String> extras =
        value.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> !declared.contains(name))
            .toList();
    return unless(
        extras.isEmpty(),
        keyword,
        () ->
            "Additional properties are not allowed (%s %s unexpected)"
                .formatted(PythonRepr.quoted(extras), extras.size() == 1 ? "was" : "were"));
  }

  private static List<Violation> exactlyOne(
      Keyword keyword, List<Schema> branches, JsonNode value, String key) {
    List<Schema> matching = branches.stream().filter(branch -> fits(branch, value)).toList();
    if (matching.isEmpty()) {
      return noBranch(keyword, List.of(meant(branches, value)), value, key);
    }
    return unless(
        matching.size() == 1,
        keyword,
        () ->
            repr(value)
                + " is valid under each of "
                + rotated(matching).stream()
                    .map(branch -> PythonRepr.of(branch.toJson()))
                    .collect(Collectors.joining(", ")));
  }

  private static List<Violation> noBranch(
      Keyword keyword, List<Schema> reported, JsonNode value, String key) {
    List<Violation> context = new ArrayList<>();
    reported.forEach(branch -> context.addAll(violations(branch, value, key)));
    return List.of(
        new Violation(
            0,
            keyword.name(),
            () -> repr(value) + " is not valid under any of the given schemas",
            context));
  }

  /** The last branch whose required properties the value has; otherwise the first branch. */
  private static Schema meant(List<Schema> branches, JsonNode value) {
    return branches.reversed().stream()
        .filter(branch -> hasRequired(branch, value))
        .findFirst()
        .orElseGet(branches::getFirst);
  }

  private static boolean hasRequired(Schema branch, JsonNode value) {
    return branch.keywords().stream()
        .anyMatch(keyword ->
            keyword instanceof Keyword.Required(List<String> names)
                && names.stream().allMatch(value::has));
  }

  /** Quay's validator lists the first match last. */
  private static List<Schema> rotated(List<Schema> matching) {
    List<Schema> rotated = new ArrayList<>(matching.subList(1, matching.size()));
    rotated.add(matching.getFirst());
    return rotated;
  }

  private static boolean fits(Schema schema, JsonNode value) {
    return violations(schema, value).isEmpty();
  }

  private static boolean isOfType(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber() || isWhole(value);
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("no JSON type: " + type);
    };
  }

  private static boolean isWhole(JsonNode value) {
    return value.isFloatingPointNumber() && value.doubleValue() == Math.rint(value.doubleValue());
  }

  private static int length(JsonNode text) {
    return text.textValue().codePointCount(0, text.textValue().length());
  }

  private static String listed(List<String> texts) {
    return texts.stream().map(PythonRepr::of).collect(Collectors.joining(", "));
  }

  private static String repr(JsonNode value) {
    return PythonRepr.quoted(value);
  }

  private static List<Violation> unless(boolean fits, Keyword keyword, Supplier<String> message) {
    return fits ? List.of() : List.of(Violation.here(keyword, message));
  }
}
