package dev.wharfinger.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.StreamSupport;

/** Bodies and parameters as a client that knows the service sends them. */
final class WellMeant {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Cast cast;

  WellMeant(Cast cast) {
    this.cast = cast;
  }

  /** A value that fits a schema of the OpenAPI document. */
  JsonNode body(String key, JsonNode schema, SplittableRandom random) {
    for (String either : List.of("oneOf", "anyOf")) {
      if (schema.has(either)) {
        JsonNode branches = schema.get(either);
        return body(key, branches.get(random.nextInt(branches.size())), random);
      }
    }
    if (schema.has("enum")) {
      JsonNode choices = schema.get("enum");
      return choices.get(random.nextInt(choices.size()));
    }
    return switch (type(schema, random)) {
      case "object" -> object(schema, random);
      case "array" -> array(key, schema, random);
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "integer", "number" -> JSON.numberNode(number(key, random));
      case "null" -> JSON.nullNode();
      default -> TextNode.valueOf(text(key, random));
    };
  }

  private static String type(JsonNode schema, SplittableRandom random) {
    JsonNode type = schema.path("type");
    return type.isArray() ? type.get(random.nextInt(type.size())).asText() : type.asText("string");
  }

  private ObjectNode object(JsonNode schema, SplittableRandom random) {
    ObjectNode object = JSON.objectNode();
    Set<String> required =
        Set.copyOf(
            StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .toList());
    for (var property : schema.path("properties").properties()) {
      String name = property.getKey();
      boolean impossible = property.getValue().has("not");
      if (!impossible && (required.contains(name) || random.nextBoolean())) {
        object.set(name, body(name, property.getValue(), random));
      }
    }
    return object;
  }

  private ArrayNode array(String key, JsonNode schema, SplittableRandom random) {
    ArrayNode array = JSON.arrayNode();
    int size = random.nextInt(3);
    for (int i = 0; i < size; i++) {
      array.add(body(key, schema.path("items"), random));
    }
    return array;
  }

  private static long number(String key, SplittableRandom random) {
    return switch (key) {
      case "expiration" -> 1_900_000_000L + random.nextInt(1_000_000);
      case "tag_expiration_s" -> Nasty.pick(List.of(0L, 86_400L, 1_209_600L), random);
      case "threshold_percent" -> random.nextInt(1, 101);
      default -> random.nextInt(1, 1_000_000);
    };
  }

  /** A text that fits a key of a body, a form or a query. */
  String text(String key, SplittableRandom random) {
    return switch (key) {
      case "name" -> Nasty.pick(Cast.disposable("org"), random);
      case "username", "adminUser", "account" -> Nasty.pick(Cast.disposable("vic"), random);
      case "password", "adminPassword" -> "guessed-" + random.nextInt(100);
      case "email", "contact_email", "invoice_email_address", "callback_email", "avatar_email" ->
          Nasty.MARK + random.nextInt(50) + "@example.net";
      case "callback_url" -> "https://callback.example/" + Nasty.MARK;
      case "redirect_uri", "application_uri" -> "https://c.org/";
      case "upstream_registry" ->
          Nasty.pick(List.of("127.0.0.2", "10.0.0.1", "registry.invalid", "127.0.0.3:1/x"), random);
      case "namespace" -> Nasty.pick(cast.values("namespace"), random);
      case "repository" -> Nasty.pick(Cast.disposable("repo"), random);
      case "client_id" -> Nasty.pick(cast.values("client_id"), random);
      case "scope" ->
          Nasty.pick(
              List.of(
                  "repo:read",
                  "repo:read user:admin",
                  "repository:harbour/goods:pull",
                  "repository:harbour/crates:pull,push",
                  "registry:catalog:*"),
              random);
      case "service" -> Nasty.pick(List.of("quay", "localhost"), random);
      case "type" -> Nasty.pick(List.of("Reject", "Warning"), random);
      case "method" -> Nasty.pick(List.of("number_of_tags", "creation_date"), random);
      case "value" -> Nasty.pick(List.of("5", "2w"), random);
      case "limit" -> random.nextInt(1, 1000) + " MiB";
      case "issuer" -> "https://issuer.example/" + random.nextInt(5);
      case "tagPattern" -> "^v.*$";
      case "grant_type" ->
          Nasty.pick(List.of("password", "authorization_code", "refresh_token"), random);
      case "response_type" -> Nasty.pick(List.of("code", "token"), random);
      case "format" -> "json";
      case "code_challenge_method" -> Nasty.pick(List.of("S256", "plain"), random);
      case "starttime", "endtime" -> "%02d/%02d/2026".formatted(random.nextInt(1, 13), 15);
      case "next_page" ->
          cast.pageTokens().isEmpty() ? "none" : Nasty.pick(cast.pageTokens(), random);
      case "limit " -> "5";
      case "performer" -> "ada";
      case "includeTeams", "includeOrgs", "permissions", "token" -> "true";
      default -> Nasty.MARK + " " + random.nextInt(1000);
    };
  }
}
