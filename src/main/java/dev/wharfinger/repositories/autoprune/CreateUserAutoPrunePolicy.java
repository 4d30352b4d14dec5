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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Creates an auto-prune policy of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class CreateUserAutoPrunePolicy {

  @Inject ApiRequest request;
  @Inject AutoPruneWrites policies;

  @POST
  @Path("user/autoprunepolicy/")
  @ApiOperation(
      summary = "Create an auto-prune policy of the current user.",
      scope = Scope.USER_ADMIN,
      body = @Body(of = WantedPolicy.class),
      answers = @Answer(status = 201, schema = "AutoPrunePolicyId"))
  public Uni<Response> createUserAutoPrunePolicy() {
    return policies
        .create(request, new PolicyTarget.OwnAccount())
        .map(created -> Replies.json(201, created));
  }
}
