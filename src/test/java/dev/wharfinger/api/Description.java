package dev.wharfinger.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SpecVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The OpenAPI document of the service, and whether an answer is what it promises. */
final class Description {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(
          SpecVersion.VersionFlag.V202012,
          builder ->
              builder.metaSchema(
                  JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                      .keyword(new NonValidationKeyword("components"))
                      .build()));

  /** Answers of one kind that are looked at; more of them tell nothing new and cost time. */
  private static final int OFTEN = 50;

  private final JsonNode components;
  private final List<Route> routes = new ArrayList<>();
  private final Map<String, Integer> looked = new ConcurrentHashMap<>();
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  /** A path of the document; those with the longest fixed text come first. */
  private record Route(Pattern pattern, int fixed, JsonNode item) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    static Route of(String path, JsonNode item) {
      String pattern =
          VARIABLE
              .matcher(path)
              .replaceAll(name -> name.group(1).equals("repository") ? "[^/]+(/[^/]+)+" : "[^/]+");
      return new Route(
          Pattern.compile(pattern + "/?"), VARIABLE.matcher(path).replaceAll("").length(), item);
    }
  }

  Description(JsonNode document) {
    components = document.get("components");
    forbidMore(components);
    document
        .get("paths")
        .properties()
        .forEach(path -> routes.add(Route.of(path.getKey(), path.getValue())));
    routes.sort(Comparator.comparingInt(Route::fixed).reversed());
  }

  /**
   * Nothing may be answered that is not described, where the description does not say otherwise.
   */
  private static void forbidMore(JsonNode schema) {
    schema.forEach(Description::forbidMore);
    boolean describesObjects =
        schema.path("type").asText().equals("object") && schema.path("properties").isObject();
    if (describesObjects && !schema.has("additionalProperties")) {
      ((ObjectNode) schema).put("additionalProperties", false);
    }
  }

  /**
   * What is wrong with an answer; nothing is wrong with one of a route that is not described, as
   * long as it is a refusal.
   */
  List<String> faults(String method, String path, int status, String body) {
    String verb = method.toLowerCase(Locale.ROOT);
    Optional<JsonNode> operation =
        routes.stream()
            .filter(route -> route.pattern().matcher(path).matches())
            .filter(route -> METHODS.contains(verb))
            .map(route -> route.item().path(verb))
            .filter(JsonNode::isObject)
            .findFirst();
    if (operation.isEmpty()) {
      return List.of();
    }
    JsonNode responses = operation.get().get("responses");
    JsonNode answer = responses.path(Integer.toString(status));
    if (answer.isMissingNode()) {
      return status < 300 ? List.of("status " + status + " is not described") : List.of();
    }
    String place = operation.get().get("operationId").asText() + " " + status;
    if (looked.merge(place, 1, Integer::sum) > OFTEN) {
      return List.of();
    }
    JsonNode schema = resolved(answer).at("/content/application~1json/schema");
    if (schema.isMissingNode()) {
      return body.isEmpty() ? List.of() : List.of("described as empty, but is " + body);
    }
    return compiled
        .computeIfAbsent(place, _ -> compile(schema))
        .validate(Answers.json(body))
        .stream()
        .map(Object::toString)
        .collect(Collectors.toList());
  }

  private JsonNode resolved(JsonNode answer) {
    String reference = answer.path("$ref").asText();
    return reference.isEmpty()
        ? answer
        : components.at(reference.substring("#/components".length()));
  }

  private JsonSchema compile(JsonNode schema) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.putArray("allOf").add(schema);
    whole.set("components", components);
    return SCHEMAS.getSchema(whole);
  }
}
