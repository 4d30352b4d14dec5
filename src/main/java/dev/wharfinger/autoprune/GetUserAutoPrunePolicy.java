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

/** Shows a policy of pruning of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class GetUserAutoPrunePolicy {

  @Inject Call call;
  @Inject AutoPruneView policies;

  @GET
  @Path("user/autoprunepolicy/{policy_uuid}")
  @ApiOperation(
      summary = "Get a policy of pruning of the user.",
      scope = Scope.USER_ADMIN,
      answers = @Answer(schema = "AutoPrunePolicy"))
  public Uni<Response> getUserAutoPrunePolicy(@PathParam("policy_uuid") String policy) {
    return policies.one(call, Optional.empty(), PathId.uuid(policy)).map(Replies::ok);
  }
}
