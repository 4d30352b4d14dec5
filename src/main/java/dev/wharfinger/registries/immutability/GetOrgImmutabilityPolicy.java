package dev.wharfinger.registries.immutability;

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
 * Shows an immutability policy of an organization; the caller's own name is served too. Source:
 * contract repositories 4.
 */
@Path(Api.ROOT)
public class GetOrgImmutabilityPolicy {

  @Inject ApiRequest request;
  @Inject ImmutabilityPolicyView policies;

  @GET
  @Path("organization/{orgname}/immutabilitypolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Get an immutability policy of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "ImmutabilityPolicy"))
  public Uni<Response> getOrgImmutabilityPolicy(
      @PathParam("orgname") String name, @PathParam("policy_uuid") String policy) {
    return policies.one(request, new PolicyTarget.Namespace(name), policy).map(Replies::ok);
  }
}
