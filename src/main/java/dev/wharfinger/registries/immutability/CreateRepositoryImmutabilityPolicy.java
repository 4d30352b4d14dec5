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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** Creates an immutability policy of a repository. Source: contract repositories 4. */
@Path(Api.ROOT)
public class CreateRepositoryImmutabilityPolicy {

  @Inject ApiRequest request;
  @Inject ImmutabilityWrites policies;

  @POST
  @Path(RepositoryName.ROUTE + "/immutabilitypolicy/")
  @ApiOperation(
      summary = "Create an immutability policy of a repository.",
      scope = Scope.REPO_ADMIN,
      body = @Body(of = WantedPolicy.class),
      answers = @Answer(status = 201, schema = "ImmutabilityPolicyId"))
  public Uni<Response> createRepositoryImmutabilityPolicy(
      @PathParam("repository") RepositoryName repository) {
    return policies
        .create(request, new PolicyTarget.OfRepository(repository))
        .map(created -> Replies.json(201, created));
  }
}
