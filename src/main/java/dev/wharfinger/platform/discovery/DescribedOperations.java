package dev.wharfinger.platform.discovery;

import dev.wharfinger.platform.discovery.DeclaredOperations.Declared;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.security.Scope;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/**
 * Completes the OpenAPI document while the service is built: what operations declare, with bodies
 * as the validator knows them, and the refusals that follow from the route. It fails, and with it
 * the build, where an operation declares nothing or what is not there. Source: contract common 4
 * and 5.
 */
@OpenApiFilter(
    stages = OpenApiFilter.RunStage.BUILD,
    documentNames = OpenApiFilter.DEFAULT_DOCUMENT_NAME)
public class DescribedOperations implements OASFilter {

  /** An extension that tools of OpenAPI know. */
  static final String INTERNAL = "x-internal";

  /** The tag of what is in no other group. */
  private static final String SERVICE = "service";

  private final DeclaredOperations declared;

  /** With the index of the classes that are built. */
  public DescribedOperations(IndexView index) {
    declared = new DeclaredOperations(index);
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    describe(document, path -> !Api.isOwn(path));
  }

  /** Completes a document of the operations whose paths it has. */
  final void describe(OpenAPI document, Predicate<String> has) {
    Paths paths = document.getPaths();
    List.copyOf(paths.getPathItems().keySet()).stream()
        .filter(has.negate())
        .forEach(paths::removePathItem);
    document.getComponents().removeSchema("RepositoryName");
    AreaComponents.add(
        document.getComponents(),
        declared.packages(
            paths.getPathItems().values().stream()
                .flatMap(item -> item.getOperations().values().stream())
                .map(Operation::getOperationId)));
    Names names = Names.of(document);
    Set<String> described = new HashSet<>();
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations()
                .forEach((method, operation) -> {
                  String id = operation.getOperationId();
                  Declared found = declared.of(id);
                  if (!described.add(id)) {
                    throw new IllegalStateException(
                        "%s %s is another operation named %s".formatted(method, path, id));
                  }
                  names.require(id, found.operation());
                  item.setOperation(method, described(path, method, operation, found, names));
                }));
  }

  /** What the document defines beside the operations. */
  private record Names(Set<String> tags, Set<String> parameters, Set<String> schemas) {

    static Names of(OpenAPI document) {
      return new Names(
          document.getTags().stream().map(Tag::getName).collect(Collectors.toSet()),
          document.getComponents().getParameters().keySet(),
          document.getComponents().getSchemas().keySet());
    }

    void require(String id, ApiOperation operation) {
      require(operation.tag().isEmpty() || tags.contains(operation.tag()), id, operation.tag());
      for (String parameter : operation.query()) {
        require(parameters.contains(parameter), id, parameter);
      }
      for (Answer answer : operation.answers()) {
        require(
            answer.schema().isEmpty() || schemas.contains(answer.schema()), id, answer.schema());
      }
    }

    private static void require(boolean known, String id, String name) {
      if (!known) {
        throw new IllegalStateException(id + " names " + name + ", which the document lacks");
      }
    }

    /** The first word of a path, if it is a tag. */
    String tag(String path) {
      String root = Api.isOwn(path) ? Api.OWN_ROOT : Api.ROOT;
      String below = path.startsWith(root + "/") ? path.substring(root.length() + 1) : "";
      String first = below.split("/", 2)[0];
      return tags.contains(first) ? first : SERVICE;
    }
  }

  /** An operation of which the framework knows the parameters and the type of the answer. */
  private static Operation described(
      String path, HttpMethod method, Operation scanned, Declared declared, Names names) {
    ApiOperation operation = declared.operation();
    typed(scanned.getParameters());
    Operation described =
        OASFactory.createOperation()
            .summary(operation.summary())
            .operationId(scanned.getOperationId())
            .parameters(scanned.getParameters())
            .responses(scanned.getResponses())
            .tags(List.of(operation.tag().isEmpty() ? names.tag(path) : operation.tag()));
    boolean ofApi = Api.covers(path);
    if (operation.answers().length > 0) {
      describeBodies(method, declared, ofApi, described);
    } else if (ofApi) {
      throw new IllegalStateException(scanned.getOperationId() + " declares no answer");
    }
    if (operation.internal()) {
      described.addExtension(INTERNAL, true);
    }
    return described;
  }

  private static void describeBodies(
      HttpMethod method, Declared declared, boolean ofApi, Operation described) {
    ApiOperation operation = declared.operation();
    for (String name : operation.query()) {
      described.addParameter(OASFactory.createParameter().ref(name));
    }
    declared
        .body()
        .ifPresent(schema ->
            described.setRequestBody(
                OASFactory.createRequestBody()
                    .required(!operation.body().optional())
                    .content(json(BodySchema.of(schema.toJson())))));
    described.setResponses(answers(operation));
    if (ofApi) {
      refusals(method == HttpMethod.GET, declared.body().isPresent(), described.getResponses());
      secure(Arrays.stream(operation.scope()).findFirst(), described);
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

  private static void secure(Optional<Scope> scope, Operation operation) {
    if (scope.isEmpty()) {
      operation.addSecurityRequirement(OASFactory.createSecurityRequirement());
    }
    operation.addSecurityRequirement(
        OASFactory.createSecurityRequirement()
            .addScheme("oauth2", scope.map(Scope::word).map(List::of).orElse(List.of())));
  }

  private static APIResponses answers(ApiOperation operation) {
    APIResponses responses = OASFactory.createAPIResponses();
    Arrays.stream(operation.answers())
        .sorted(Comparator.comparingInt(Answer::status))
        .forEach(answer -> {
          APIResponse response =
              OASFactory.createAPIResponse().description(description(answer.status()));
          if (!answer.schema().isEmpty()) {
            response.content(json(OASFactory.createSchema().ref(answer.schema())));
          }
          responses.addAPIResponse(String.valueOf(answer.status()), response);
        });
    return responses;
  }

  private static String description(int status) {
    return switch (status) {
      case 410 -> "Not offered any more.";
      case 503 -> "Not everything works.";
      default -> "Success.";
    };
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
}
