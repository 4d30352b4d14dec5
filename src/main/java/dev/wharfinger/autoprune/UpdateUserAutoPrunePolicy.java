package dev.wharfinger.autoprune;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Replaces a policy of pruning of the user. Source: contract sessions 3.7. */
@Path(Api.ROOT)
public class UpdateUserAutoPrunePolicy {

  @Inject Call call;
  @Inject AutoPruneWrites policies;

  @PUT
  @Path("user/autoprunepolicy/{policy_uuid}")
  @Operation(
      operationId = "updateUserAutoPrunePolicy",
      summary = "Change a policy of pruning of the user.")
  public Uni<Response> updateUserAutoPrunePolicy(@PathParam("policy_uuid") String policy) {
    return policies.change(call, Optional.empty(), policy).map(Replies::noContent);
  }
}
