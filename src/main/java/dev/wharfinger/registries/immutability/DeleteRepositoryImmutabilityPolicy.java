package dev.wharfinger.registries.immutability;

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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Deletes an immutability policy of a repository. Source: contract repositories 4. */
@Path(Api.ROOT)
public class DeleteRepositoryImmutabilityPolicy {

  @Inject ApiRequest request;
  @Inject ImmutabilityWrites policies;

  @DELETE
  @Path(RepositoryName.ROUTE + "/immutabilitypolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Delete an immutability policy of a repository.",
      scope = Scope.REPO_ADMIN,
      answers = @Answer(schema = "ImmutabilityPolicyId"))
  public Uni<Response> deleteRepositoryImmutabilityPolicy(
      @PathParam("repository") RepositoryName repository, @PathParam("policy_uuid") String policy) {
    return policies
        .delete(request, new PolicyTarget.OfRepository(repository), policy)
        .map(Replies::ok);
  }
}
