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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * Creates a policy of pruning of an organization; the caller's own name is served too. Source:
 * contract sessions 3.7.
 */
@Path(Api.ROOT)
public class CreateOrganizationAutoPrunePolicy {

  @Inject Call call;
  @Inject AutoPruneWrites policies;

  @POST
  @Path("organization/{orgname}/autoprunepolicy/")
  @ApiOperation(
      summary = "Create a policy of pruning of an organization.",
      scope = Scope.ORG_ADMIN,
      body = @Body(of = WantedPolicy.class),
      answers = @Answer(status = 201, schema = "AutoPrunePolicyId"))
  public Uni<Response> createOrganizationAutoPrunePolicy(@PathParam("orgname") String name) {
    return policies.create(call, Optional.of(name)).map(created -> Replies.json(201, created));
  }
}
