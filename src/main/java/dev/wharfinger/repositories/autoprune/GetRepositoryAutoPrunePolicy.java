package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.PolicyTarget;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Shows an auto-prune policy of a repository. Source: contract repositories 3. */
@Path(Api.ROOT)
public class GetRepositoryAutoPrunePolicy {

  @Inject ApiRequest request;
  @Inject AutoPruneView policies;

  @GET
  @Path(RepositoryName.ROUTE + "/autoprunepolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Get an auto-prune policy of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "AutoPrunePolicy"))
  public Uni<Response> getRepositoryAutoPrunePolicy(
      @PathParam("repository") RepositoryName repository, @PathParam("policy_uuid") String policy) {
    return policies
        .one(request, new PolicyTarget.OfRepository(repository), policy)
        .map(Replies::ok);
  }
}
