package dev.wharfinger.registries.builds;

import static dev.wharfinger.platform.http.Schema.arrayOf;
import static dev.wharfinger.platform.http.Schema.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiError;
import dev.wharfinger.platform.http.ApiException;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.PythonRepr;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.platform.text.Excerpt;
import dev.wharfinger.repositories.repository.RepositoryAccess;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.HashSet;
import java.util.Set;

/**
 * Starts no build: nothing here builds. A request is refused for what is wrong with it first.
 * Source: contract repositories 10.
 */
@Path(Api.ROOT)
public class RequestRepoBuild {

  static final Schema BODY =
      Schema.object()
          .property("file_id", text(TextLengths.NAME))
          .property("archive_url", text(TextLengths.ADDRESS))
          .property("subdirectory", text(TextLengths.ADDRESS))
          .property("dockerfile_path", text(TextLengths.ADDRESS))
          .property("context", text(TextLengths.ADDRESS))
          .property("pull_robot", text(TextLengths.NAME))
          .property("docker_tags", arrayOf(text(TextLengths.NAME), 1_000));

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;
  @Inject PullRobots robots;

  @POST
  @Path(RepositoryName.ROUTE + "/build/")
  @ApiOperation(
      summary = "Request a build of a repository.",
      scope = Scope.REPO_WRITE,
      answers = @Answer(status = 201, schema = "Build"))
  public Uni<Response> requestRepoBuild(@PathParam("repository") RepositoryName repository) {
    return gate.change(Role.WRITE, repository, request)
        .flatMap(access -> {
          ObjectNode body = request.body(BODY);
          refuseFaulty(body);
          return robot(body).map(_ -> refuse(access, body));
        });
  }

  private static void refuseFaulty(ObjectNode body) {
    JsonNode tags = body.path("docker_tags");
    if (tags.isArray() && tags.isEmpty()) {
      throw invalid("[] is too short");
    }
    Set<JsonNode> different = new HashSet<>();
    tags.forEach(different::add);
    if (different.size() < tags.size()) {
      throw invalid(PythonRepr.quoted(tags) + " has non-unique elements");
    }
    String address = body.path("archive_url").asText("");
    if (address.isEmpty() && body.path("file_id").asText("").isEmpty()) {
      throw invalid("file_id or archive_url required");
    }
    if (!address.isEmpty() && !address.matches("(?i)https?://.*")) {
      throw invalid("Invalid Archive URL: Must be http or https");
    }
  }

  private Uni<Boolean> robot(ObjectNode body) {
    String name = body.path("pull_robot").asText("");
    return name.isEmpty()
        ? Uni.createFrom().item(true)
        : robots.require(name, request.caller()).replaceWith(true);
  }

  private static Response refuse(RepositoryAccess access, ObjectNode body) {
    var _ = access.present();
    String file = body.path("file_id").asText("");
    throw invalid(
        file.isEmpty()
            ? "Builds are not supported by this registry"
            : "File %s could not be found or is invalid".formatted(Excerpt.of(file)));
  }

  private static ApiException invalid(String text) {
    return new ApiException(ApiError.invalidRequest(text));
  }
}
