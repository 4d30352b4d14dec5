package dev.wharfinger.registries.builds;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.RepositoryGate;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows no trigger: there is none. Source: contract repositories 10. */
@Path(Api.ROOT)
public class GetBuildTrigger {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;

  @GET
  @Path(RepositoryName.ROUTE + "/trigger/{trigger_uuid}")
  @ApiOperation(
      summary = "Get a build trigger of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "BuildTrigger"))
  public Uni<Response> getBuildTrigger(
      @PathParam("repository") RepositoryName repository, @PathParam("trigger_uuid") String uuid) {
    return gate.inspector(repository, request).map(_ -> TriggerReplies.notFound());
  }
}
