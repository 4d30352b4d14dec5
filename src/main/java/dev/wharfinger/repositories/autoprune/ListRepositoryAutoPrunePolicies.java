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

/** Lists the auto-prune policies of a repository. Source: contract repositories 3. */
@Path(Api.ROOT)
public class ListRepositoryAutoPrunePolicies {

  @Inject ApiRequest request;
  @Inject AutoPruneView policies;

  @GET
  @Path(RepositoryName.ROUTE + "/autoprunepolicy/")
  @ApiOperation(
      summary = "List the auto-prune policies of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "AutoPrunePolicyList"))
  public Uni<Response> listRepositoryAutoPrunePolicies(
      @PathParam("repository") RepositoryName repository) {
    return policies.list(request, new PolicyTarget.OfRepository(repository)).map(Replies::ok);
  }
}
