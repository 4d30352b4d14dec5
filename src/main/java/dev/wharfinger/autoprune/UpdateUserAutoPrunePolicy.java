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

/** Replaces a policy of pruning of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class UpdateUserAutoPrunePolicy {

  @Inject Call call;
  @Inject AutoPruneWrites policies;

  @PUT
  @Path("user/autoprunepolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Change a policy of pruning of the user.",
      scope = Scope.USER_ADMIN,
      body = @Body(of = WantedPolicy.class),
      answers = @Answer(status = 204))
  public Uni<Response> updateUserAutoPrunePolicy(@PathParam("policy_uuid") String policy) {
    return policies.change(call, Optional.empty(), policy).map(Replies::noContent);
  }
}
