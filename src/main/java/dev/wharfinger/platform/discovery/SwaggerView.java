package dev.wharfinger.platform.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.config.Settings;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.Json;
import dev.wharfinger.platform.security.Scope;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The operations of the OpenAPI document that the build makes, in the words of Swagger 2.0 and with
 * the responses that Quay generates. Source: contract neighbours 10.
 */
@Singleton
class SwaggerView {

  private static final String OAUTH = "oauth2_implicit";

  private static final List<String> METHODS = List.of("get", "put", "post", "delete");

  private final OpenApiDocumentService documents;
  private final Settings settings;
  private final Map<Boolean, byte[]> lines = new ConcurrentHashMap<>();

  @Inject
  SwaggerView(OpenApiDocumentService documents, Settings settings) {
    this.documents = documents;
    this.settings = settings;
  }

  /**
   * The description, one line of JSON, which nobody may change. It names the configured host:
   * whoever caches it must not get the one that somebody else put into a request. It is made once,
   * because it costs megabytes of memory and every caller may ask for it.
   *
   * @param internal whether hidden operations are listed
   */
  byte[] line(boolean internal) {
    return lines.computeIfAbsent(internal, it -> Json.line(of(it)));
  }

  private ObjectNode of(boolean internal) {
    JsonNode document = document();
    String scheme = settings.preferredUrlScheme().name().toLowerCase(Locale.ROOT);
    String host = settings.serverHostname();
    ObjectNode view = object().put("swagger", "2.0").put("host", host).put("basePath", "/");
    view.putArray("schemes").add(scheme);
    ObjectNode info =
        view.putObject("info")
            .put("version", "v1")
            .put("title", "Quay Frontend")
            .put(
                "description",
                "The management API of %s. Every operation is called with an OAuth access token."
                    .formatted(settings.registryTitle()))
            .put("termsOfService", "");
    info.putObject("contact").put("email", settings.contactInfo().stream().findFirst().orElse(""));
    view.putObject("securityDefinitions")
        .putObject(OAUTH)
        .put("type", "oauth2")
        .put("flow", "implicit")
        .put("authorizationUrl", scheme + "://" + host + "/oauth/authorize")
        .set("scopes", scopes(document));
    ObjectNode paths = view.putObject("paths");
    Set<String> tags = new TreeSet<>();
    document.path("paths").properties().stream()
        .filter(path -> path.getKey().startsWith(Api.ROOT + "/"))
        .forEach(path ->
            path(path.getKey(), path.getValue(), internal)
                .ifPresent(item -> {
                  paths.set(path.getKey(), item);
                  tags.add(item.path("x-tag").textValue());
                }));
    view.set("definitions", definitions());
    ArrayNode list = view.putArray("tags");
    tags.forEach(tag -> list.addObject().put("name", tag));
    return view;
  }

  private JsonNode document() {
    byte[] json = documents.getDocument("<default>", Format.JSON);
    return Json.parse(json)
        .orElseThrow(() -> new IllegalStateException("the build made no OpenAPI document"));
  }

  private JsonNode scopes(JsonNode document) {
    JsonNode scopes = document.at("/components/securitySchemes/oauth2/flows/implicit/scopes");
    return settings.featureSuperUsers()
        ? scopes
        : scopes.<ObjectNode>deepCopy().without(Scope.SUPER_USER.word());
  }

  /** The operations of a path; empty where there is none to be listed. */
  private static Optional<ObjectNode> path(String path, JsonNode described, boolean internal) {
    List<String> methods =
        METHODS.stream().filter(method -> isListed(described.path(method), internal)).toList();
    if (methods.isEmpty()) {
      return Optional.empty();
    }
    String tag = tag(described.path(methods.getFirst()));
    ObjectNode item =
        object().put("x-name", "wharfinger." + tag).put("x-path", path).put("x-tag", tag);
    item.set("parameters", parameters(path));
    methods.forEach(method -> item.set(method, operation(method, described.path(method))));
    return Optional.of(item);
  }

  private static boolean isListed(JsonNode operation, boolean internal) {
    return operation.isObject()
        && (internal || !operation.path(DescribedOperations.INTERNAL).booleanValue());
  }

  private static ArrayNode parameters(String path) {
    ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
    for (String part : path.split("/")) {
      if (part.startsWith("{")) {
        parameters
            .addObject()
            .put("name", part.substring(1, part.length() - 1))
            .put("in", "path")
            .put("required", true)
            .put("type", "string");
      }
    }
    return parameters;
  }

  private static ObjectNode operation(String method, JsonNode described) {
    ObjectNode operation =
        object()
            .put("operationId", described.path("operationId").asText())
            .put("description", described.path("summary").asText());
    operation.putArray("parameters");
    operation.putArray("tags").add(tag(described));
    for (JsonNode scope : described.path("security").findPath("oauth2")) {
      operation.putArray("security").addObject().putArray(OAUTH).add(scope.textValue());
    }
    operation.set("responses", responses(method));
    return operation;
  }

  private static ObjectNode responses(String method) {
    ObjectNode responses = object();
    refusal(responses, "400", "Bad Request");
    refusal(responses, "401", "Session required");
    refusal(responses, "403", "Unauthorized access");
    refusal(responses, "404", "Not found");
    switch (method) {
      case "delete" -> responses.putObject("204").put("description", "Deleted");
      case "post" -> responses.putObject("201").put("description", "Successful creation");
      case String _ -> responses.putObject("200").put("description", "Successful invocation");
    }
    return responses;
  }

  private static void refusal(ObjectNode responses, String status, String text) {
    responses
        .putObject(status)
        .put("description", text)
        .putObject("schema")
        .put("$ref", "#/definitions/ApiError");
  }

  private static ObjectNode definitions() {
    ObjectNode definitions = object();
    ObjectNode error = definitions.putObject("ApiError").put("type", "object");
    ObjectNode properties = error.putObject("properties");
    for (String text : new String[] {"detail", "error_message", "error_type", "title", "type"}) {
      properties.putObject(text).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
    return definitions;
  }

  private static String tag(JsonNode operation) {
    return operation.path("tags").path(0).asText();
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
