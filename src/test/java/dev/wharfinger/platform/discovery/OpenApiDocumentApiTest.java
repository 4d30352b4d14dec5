package dev.wharfinger.platform.discovery;

import static dev.wharfinger.api.Answers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.wharfinger.api.Answers;
import dev.wharfinger.api.Viewer;
import dev.wharfinger.api.Wharfinger;
import dev.wharfinger.docs.Routes;
import io.restassured.RestAssured;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The OpenAPI document is valid, whole, and speaks of Quay's operations by their names. */
class OpenApiDocumentApiTest {

  private static final String ROOT = "/api/v1/";
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

  /** What reads no body and does something all the same. */
  private static final Set<String> EFFECTIVE =
      Set.of("initializeUser", "postRegistrySize", "logout");

  private static String text = "";
  private static JsonNode document = json("{}");

  /** An operation as the document has it. */
  private record Described(String path, String method, JsonNode operation) {

    String id() {
      return operation.path("operationId").asText();
    }

    boolean isOfApi() {
      return path.startsWith(ROOT);
    }
  }

  @BeforeAll
  static void reads() {
    text =
        RestAssured.get(URI.create(Wharfinger.shared().origin() + "/q/openapi?format=json"))
            .asString();
    document = json(text);
  }

  private static List<Described> operations() {
    List<Described> operations = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue().properties().stream()
                .filter(item -> METHODS.contains(item.getKey()))
                .forEach(item ->
                    operations.add(new Described(path.getKey(), item.getKey(), item.getValue()))));
    return operations;
  }

  @Test
  void isAValidDocument() {
    assertThat(document.get("openapi").textValue()).startsWith("3.1.");
    ParseOptions options = new ParseOptions();
    options.setResolve(true);
    assertThat(new OpenAPIV3Parser().readContents(text, null, options).getMessages()).isEmpty();
    String broken = text.replaceFirst("\"description\" ?: ?\"Success.\"", "\"descriptions\":\"x\"");
    assertThat(broken).isNotEqualTo(text);
    assertThat(new OpenAPIV3Parser().readContents(broken, null, options).getMessages())
        .as("the parser complains of what is wrong")
        .isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<String> references =
        Pattern.compile("\"\\$ref\"\\s*:\\s*\"#([^\"]+)\"")
            .matcher(text)
            .results()
            .map(MatchResult::group)
            .map(found -> found.substring(found.indexOf('#') + 1, found.length() - 1))
            .distinct()
            .toList();
    assertThat(references).hasSizeGreaterThan(80);
    assertThat(references)
        .allSatisfy(place -> assertThat(document.at(place).isMissingNode()).as(place).isFalse());
  }

  @Test
  void knowsEveryRouteByANameOfQuays() throws IOException {
    Set<String> known =
        new HashSet<>(Files.readAllLines(Path.of("src/test/resources/quay-operations.txt")));
    // ours: Quay is its own registry, and prunes unasked
    known.addAll(Set.of("receiveRegistryEvents", "getAutoPrunePreview", "previewAutoPrunePolicy"));
    known.addAll(Set.of("getReconciliation", "startReconciliation"));
    List<String> served =
        Routes.ofApi().stream().map(route -> route.method() + " " + route.operationId()).toList();
    List<String> described =
        operations().stream()
            .filter(Described::isOfApi)
            .map(it -> it.method().toUpperCase(java.util.Locale.ROOT) + " " + it.id())
            .toList();
    assertThat(described).doesNotHaveDuplicates().hasSizeGreaterThan(120);
    assertThat(described).containsExactlyInAnyOrderElementsOf(served);
    assertThat(served)
        .allSatisfy(route -> assertThat(known).contains(route.substring(route.indexOf(' ') + 1)));
  }

  @Test
  void saysOfEveryOperationWhatItTakesAndAnswers() {
    for (Described it : operations().stream().filter(Described::isOfApi).toList()) {
      JsonNode operation = it.operation();
      assertThat(operation.path("summary").asText()).as(it.id()).isNotEmpty();
      assertThat(operation.path("tags")).as(it.id()).hasSize(1);
      assertThat(operation.path("security").isArray()).as(it.id() + " security").isTrue();
      List<String> statuses = Answers.keys(operation.path("responses"));
      assertThat(statuses).as(it.id()).contains("400", "401", "403", "404");
      assertThat(statuses.stream().filter(status -> status.matches("2..|410")))
          .as("what %s answers belongs into its @ApiOperation", it.id())
          .isNotEmpty();
      for (String status : statuses) {
        JsonNode answer = operation.path("responses").path(status);
        boolean empty = answer.path("content").isMissingNode();
        boolean typed =
            answer.has("$ref") || !answer.at("/content/application~1json/schema").isMissingNode();
        assertThat(empty || typed).as(it.id() + " " + status).isTrue();
      }
      for (JsonNode parameter : operation.path("parameters")) {
        JsonNode resolved =
            parameter.has("$ref")
                ? document.at(parameter.get("$ref").textValue().substring(1))
                : parameter;
        assertThat(resolved.at("/schema/type").isTextual()).as(it.id() + " " + parameter).isTrue();
      }
      Stream<MatchResult> variables = Pattern.compile("\\{(\\w+)}").matcher(it.path()).results();
      assertThat(operation.path("parameters").findValuesAsText("name"))
          .as(it.id())
          .containsAll(variables.map(variable -> variable.group(1)).toList());
    }
  }

  /** A body that is no JSON shows whether an operation reads one: then it is refused with 415. */
  @Test
  void describesABodyWhereOneIsRead() {
    assertThat(bodyOf("createOrganization").at("/properties/name/type").textValue())
        .isEqualTo("string");
    assertThat(bodyOf("createOrganization").get("required")).isEqualTo(json("[\"name\"]"));
    assertThat(bodyOf("changeOrganizationQuota").path("oneOf")).hasSize(3);
    assertThat(bodyOf("changeOrganizationDetails").at("/properties/tag_expiration_s/minimum"))
        .isEqualTo(json("0"));
    for (Described it : operations().stream().filter(Described::isOfApi).toList()) {
      if (!Set.of("post", "put").contains(it.method()) || EFFECTIVE.contains(it.id())) {
        continue;
      }
      String path = it.path().substring(ROOT.length() - 1).replaceAll("\\{repository}", "ada/none");
      int status =
          Viewer.SU
              .asks()
              .header("Content-Type", "text/plain")
              .body("x")
              .request(it.method(), path.replaceAll("\\{\\w+}", "none"))
              .statusCode();
      boolean reads = it.operation().has("requestBody");
      if (status == 415) {
        assertThat(reads).as(it.id() + " reads a body").isTrue();
      }
    }
  }

  private static JsonNode bodyOf(String operationId) {
    return operations().stream()
        .filter(it -> it.id().equals(operationId))
        .findFirst()
        .orElseThrow()
        .operation()
        .at("/requestBody/content/application~1json/schema");
  }

  @Test
  void tellsTheScopesOfQuay() {
    JsonNode oauth = document.at("/components/securitySchemes/oauth2");
    for (String flow : List.of("implicit", "authorizationCode", "password")) {
      assertThat(Answers.keys(oauth.at("/flows/" + flow + "/scopes")))
          .containsExactlyInAnyOrder(
              "repo:read",
              "repo:write",
              "repo:admin",
              "repo:create",
              "user:read",
              "user:admin",
              "org:admin",
              "super:user");
    }
    assertThat(security("createOrganization")).isEqualTo(json("[{\"oauth2\": [\"user:admin\"]}]"));
    assertThat(security("listAllUsers")).isEqualTo(json("[{\"oauth2\": [\"super:user\"]}]"));
    assertThat(security("getOrganization")).isEqualTo(json("[{}, {\"oauth2\": []}]"));
  }

  private static JsonNode security(String operationId) {
    return operations().stream()
        .filter(it -> it.id().equals(operationId))
        .findFirst()
        .orElseThrow()
        .operation()
        .get("security");
  }
}
