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

/** Replaces an auto-prune policy of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class UpdateUserAutoPrunePolicy {

  @Inject ApiRequest request;
  @Inject AutoPruneWrites policies;

  @PUT
  @Path("user/autoprunepolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Change an auto-prune policy of the current user.",
      scope = Scope.USER_ADMIN,
      body = @Body(of = WantedPolicy.class),
      answers = @Answer(status = 204))
  public Uni<Response> updateUserAutoPrunePolicy(@PathParam("policy_uuid") String policy) {
    return policies.change(request, new PolicyTarget.OwnAccount(), policy).map(Replies::noContent);
  }
}
