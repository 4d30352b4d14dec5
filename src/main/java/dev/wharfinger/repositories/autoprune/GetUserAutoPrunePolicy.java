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

/** Shows an auto-prune policy of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class GetUserAutoPrunePolicy {

  @Inject ApiRequest request;
  @Inject AutoPruneView policies;

  @GET
  @Path("user/autoprunepolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Get an auto-prune policy of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "AutoPrunePolicy"))
  public Uni<Response> getUserAutoPrunePolicy(@PathParam("policy_uuid") String policy) {
    return policies.one(request, new PolicyTarget.OwnAccount(), policy).map(Replies::ok);
  }
}
