package dev.wharfinger.repositories.autoprune;

import dev.wharfinger.platform.http.Api;
import dev.wharfinger.platform.http.ApiOperation;
import dev.wharfinger.platform.http.ApiOperation.Answer;
import dev.wharfinger.platform.http.ApiRequest;
import dev.wharfinger.platform.http.Replies;
import dev.wharfinger.platform.security.Scope;
import dev.wharfinger.repositories.repository.PolicyTarget;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/**
 * Lists the auto-prune policies of an organization; the caller's own name is served too. Source:
 * contract sessions 3.7.
 */
@Path(Api.ROOT)
public class ListOrganizationAutoPrunePolicies {

  @Inject ApiRequest request;
  @Inject AutoPruneView policies;

  @GET
  @Path("organization/{orgname}/autoprunepolicy/")
  @ApiOperation(
      summary = "List the auto-prune policies of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "AutoPrunePolicyList"))
  public Uni<Response> listOrganizationAutoPrunePolicies(@PathParam("orgname") String name) {
    return policies.list(request, new PolicyTarget.Namespace(name)).map(Replies::ok);
  }
}
