package dev.wharfinger.autoprune;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.ApiOperation;
import dev.wharfinger.http.ApiOperation.Answer;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.PathId;
import dev.wharfinger.http.Replies;
import dev.wharfinger.security.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Shows a policy of pruning of an organization; the caller's own name is served too. Source:
 * contract sessions 3.7.
 */
@Path(Api.ROOT)
public class GetOrganizationAutoPrunePolicy {

  @Inject Call call;
  @Inject AutoPruneView policies;

  @GET
  @Path("organization/{orgname}/autoprunepolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Get a policy of pruning of an organization.",
      scope = Scope.ORG_ADMIN,
      answers = @Answer(schema = "AutoPrunePolicy"))
  public Uni<Response> getOrganizationAutoPrunePolicy(
      @PathParam("orgname") String name, @PathParam("policy_uuid") String policy) {
    return policies.one(call, Optional.of(name), PathId.uuid(policy)).map(Replies::ok);
  }
}
