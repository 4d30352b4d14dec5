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
import jakarta.ws.rs.core.Response;

/** Lists the auto-prune policies of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class ListUserAutoPrunePolicies {

  @Inject ApiRequest request;
  @Inject AutoPruneView policies;

  @GET
  @Path("user/autoprunepolicy/")
  @ApiOperation(
      summary = "List the auto-prune policies of the current user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "AutoPrunePolicyList"))
  public Uni<Response> listUserAutoPrunePolicies() {
    return policies.list(request, new PolicyTarget.OwnAccount()).map(Replies::ok);
  }
}
