package dev.wharfinger.registries.immutability;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.PolicyTarget;
import dev.wharfinger.repositories.repository.RepositoryName;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Replaces an immutability policy of a repository. Source: contract repositories 4. */
@Path(Api.ROOT)
public class UpdateRepositoryImmutabilityPolicy {

  @Inject ApiRequest request;
  @Inject ImmutabilityWrites policies;

  @PUT
  @Path(RepositoryName.ROUTE + "/immutabilitypolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Change an immutability policy of a repository.",
      scope = Scope.REPO_ADMIN,
      body = @Body(of = WantedPolicy.class),
      answers = @Answer(status = 204))
  public Uni<Response> updateRepositoryImmutabilityPolicy(
      @PathParam("repository") RepositoryName repository, @PathParam("policy_uuid") String policy) {
    return policies
        .change(request, new PolicyTarget.OfRepository(repository), policy)
        .map(Replies::noContent);
  }
}
