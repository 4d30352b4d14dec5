package dev.wharfinger.autoprune;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.ApiOperation.Body;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Replaces a policy of pruning of an organization; the caller's own name is served too. Source:
 * contract sessions 3.7.
 */
@Path(Api.ROOT)
public class UpdateOrganizationAutoPrunePolicy {

  @Inject Call call;
  @Inject AutoPruneWrites policies;

  @PUT
  @Path("organization/{orgname}/autoprunepolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Change a policy of pruning of an organization.",
      scope = Scope.ORG_ADMIN,
      body = @Body(of = WantedPolicy.class),
      answers = @Answer(status = 204))
  public Uni<Response> updateOrganizationAutoPrunePolicy(
      @PathParam("orgname") String name, @PathParam("policy_uuid") String policy) {
    return policies.change(call, Optional.of(name), policy).map(Replies::noContent);
  }
}
