package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiOperation.Body;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.PolicyTarget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Replaces an auto-prune policy of an organization; the caller's own name is served too. Source:
 * contract sessions 3.7.
 */
@Path(Api.ROOT)
public class UpdateOrganizationAutoPrunePolicy {

  @Inject ApiRequest request;
  @Inject AutoPruneWrites policies;

  @PUT
  @Path("organization/{orgname}/autoprunepolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Change an auto-prune policy of an organization.",
      scope = Scope.ORG_ADMIN,
      body = @Body(of = WantedPolicy.class),
      answers = @Answer(status = 204))
  public Uni<Response> updateOrganizationAutoPrunePolicy(
      @PathParam("orgname") String name, @PathParam("policy_uuid") String policy) {
    return policies
        .change(request, new PolicyTarget.Namespace(name), policy)
        .map(Replies::noContent);
  }
}
