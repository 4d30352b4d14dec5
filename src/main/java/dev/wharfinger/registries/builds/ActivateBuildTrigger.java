package dev.wharfinger.registries.builds;

import static dev.wharfinger.platform.http.Schema.type;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Schema;
import dev.wharfinger.platform.http.TextLengths;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Activates no trigger: there is none. Source: contract repositories 10. */
@Path(Api.ROOT)
public class ActivateBuildTrigger {

  static final Schema BODY =
      Schema.object()
          .required("config")
          .property("config", Schema.object().atMostBytes(TextLengths.METADATA_BYTES))
          .property("pull_robot", type("string", "null").heldTo(TextLengths.NAME));

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;

  @POST
  @Path(RepositoryName.ROUTE + "/trigger/{trigger_uuid}/activate")
  @ApiOperation(
      summary = "Activate a build trigger.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "BuildTrigger"))
  public Uni<Response> activateBuildTrigger(
      @PathParam("repository") RepositoryName repository, @PathParam("trigger_uuid") String uuid) {
    return gate.change(Role.ADMIN, repository, request)
        .invoke(() -> {
          var _ = request.body(BODY);
        })
        .map(_ -> TriggerReplies.notFound());
  }
}
