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

/** Lists nothing of a trigger: there is none. Source: contract repositories 10. */
@Path(Api.ROOT)
public class ListTriggerBuildSourceNamespaces {

  @Inject ApiRequest request;
  @Inject RepositoryGate gate;

  @GET
  @Path(RepositoryName.ROUTE + "/trigger/{trigger_uuid}/namespaces")
  @ApiOperation(
      summary = "List the namespaces that a build trigger can build from.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "BuildTrigger"))
  public Uni<Response> listTriggerBuildSourceNamespaces(
      @PathParam("repository") RepositoryName repository, @PathParam("trigger_uuid") String uuid) {
    return gate.inspector(repository, request).map(_ -> TriggerReplies.notFound());
  }
}
