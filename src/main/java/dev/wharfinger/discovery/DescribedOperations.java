package dev.wharfinger.discovery;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Schema;
import dev.wharfinger.security.Scope;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes the OpenAPI document while the service is built: bodies as the validator knows them,
 * answers from the table, refusals and scopes by route. Source: contract common 4 and 5.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class DescribedOperations implements OASFilter {

  private static final DotName OPERATION =
      DotName.createSimple(org.eclipse.microprofile.openapi.annotations.Operation.class);

  private static final Set<String> TAGS = Set.of("organization", "user", "repository", "superuser");

  private final Map<String, String> classes = new TreeMap<>();
  private final OperationTable table = OperationTable.load();

  /** With the index of the classes that are built. */
  public DescribedOperations(IndexView index) {
    for (AnnotationInstance annotation : index.getAnnotations(OPERATION)) {
      AnnotationValue id = annotation.value("operationId");
      if (id != null) {
        classes.put(
            id.asString(), annotation.target().asMethod().declaringClass().name().toString());
      }
    }
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.getComponents().removeSchema("RepositoryName");
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
  }

  private void describe(String path, HttpMethod method, Operation operation) {
    String id = operation.getOperationId();
    Optional<OperationTable.Row> row = table.of(id);
    typed(operation.getParameters());
    operation.setTags(List.of(tag(path)));
    if (row.isEmpty()) {
      return;
    }
    row.get()
        .query()
        .forEach(name -> operation.addParameter(OASFactory.createParameter().ref(name)));
    Optional<Schema> body = body(id, row.get());
    body.ifPresent(schema ->
        operation.setRequestBody(
            OASFactory.createRequestBody()
                .required(!row.get().bodyOptional())
                .content(json(BodySchema.of(schema.toJson())))));
    operation.setResponses(answers(row.get()));
    if (path.startsWith(Api.ROOT + "/")) {
      refusals(method == HttpMethod.GET, body.isPresent(), operation.getResponses());
      secure(path.substring(Api.ROOT.length()), method, operation);
    }
  }

  /** Whatever type the code gives to a part of a path, it is a text. */
  private static void typed(@Nullable List<Parameter> parameters) {
    for (Parameter parameter : parameters == null ? List.<Parameter>of() : parameters) {
      if (parameter.getIn() == Parameter.In.PATH) {
        parameter.setSchema(OASFactory.createSchema().addType(SchemaType.STRING));
      }
    }
  }

  private static void secure(String path, HttpMethod method, Operation operation) {
    Optional<Scope> scope = DeclaredScope.of(method.name(), path);
    if (scope.isEmpty()) {
      operation.addSecurityRequirement(OASFactory.createSecurityRequirement());
    }
    operation.addSecurityRequirement(
        OASFactory.createSecurityRequirement()
            .addScheme("oauth2", scope.map(Scope::word).map(List::of).orElse(List.of())));
  }

  private static APIResponses answers(OperationTable.Row row) {
    APIResponses responses = OASFactory.createAPIResponses();
    row.answers()
        .forEach((status, schema) -> {
          APIResponse response = OASFactory.createAPIResponse().description("Done.");
          schema.ifPresent(name -> response.content(json(OASFactory.createSchema().ref(name))));
          responses.addAPIResponse(status, response);
        });
    return responses;
  }

  private static void refusals(boolean reads, boolean hasBody, APIResponses responses) {
    refusal("400", "Refused", responses);
    refusal("401", "Unauthenticated", responses);
    refusal("403", "Forbidden", responses);
    refusal("404", "NotFound", responses);
    if (!reads) {
      refusal("422", "KeyUsedBefore", responses);
      refusal("503", "NoWritesNow", responses);
    }
    if (hasBody) {
      refusal("413", "TooLong", responses);
      refusal("415", "NoJson", responses);
    }
  }

  private static void refusal(String status, String component, APIResponses responses) {
    responses.addAPIResponse(status, OASFactory.createAPIResponse().ref(component));
  }

  private static Content json(org.eclipse.microprofile.openapi.models.media.Schema schema) {
    return OASFactory.createContent()
        .addMediaType("application/json", OASFactory.createMediaType().schema(schema));
  }

  private static String tag(String path) {
    if (path.contains("/team/") || path.contains("/teaminvite/")) {
      return "team";
    }
    if (path.contains("/applications")
        || path.contains("/authorizations")
        || path.contains("apptoken")
        || path.startsWith(Api.ROOT + "/app/")
        || path.startsWith("/oauth/")) {
      return "application";
    }
    if (path.startsWith(Api.ROOT + "/")) {
      String first = path.substring(Api.ROOT.length() + 1).split("/")[0];
      String tag = first.equals("users") ? "user" : first;
      if (TAGS.contains(tag)) {
        return tag;
      }
    }
    return "service";
  }

  /** The schema that the operation checks its body with, where it has one. */
  private Optional<Schema> body(String id, OperationTable.Row row) {
    String own = classes.get(id);
    Optional<String> place =
        row.body().map(it -> "dev.wharfinger." + it).or(() -> Optional.ofNullable(own));
    if (place.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = place.get().split("#", 2);
    try {
      var field =
          Class.forName(parts[0], true, Thread.currentThread().getContextClassLoader())
              .getDeclaredField(parts.length == 2 ? parts[1] : "BODY");
      field.setAccessible(true);
      return Optional.of((Schema) field.get(null));
    } catch (NoSuchFieldException e) {
      if (row.body().isPresent()) {
        throw new IllegalStateException("no schema " + place.get(), e);
      }
      return Optional.empty();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no schema " + place.get(), e);
    }
  }
}
