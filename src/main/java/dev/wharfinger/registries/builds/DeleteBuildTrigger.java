package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryEvent.Role;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Deletes no trigger: there is none. Source: contract repositories 10. */
@Path(Api.ROOT)
public class DeleteBuildTrigger {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;

  @DELETE
  @Path(RepositoryName.ROUTE + "/trigger/{trigger_uuid}")
  @ApiOperation(
      summary = "Delete a build trigger of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "BuildTrigger"))
  public Uni<Response> deleteBuildTrigger(
      @PathParam("repository") RepositoryName repository, @PathParam("trigger_uuid") String uuid) {
    return gate.change(Role.ADMIN, repository, request).map(_ -> TriggerReplies.notFound());
  }
}
