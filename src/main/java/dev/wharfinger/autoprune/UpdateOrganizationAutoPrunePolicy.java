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
  @Operation(
      operationId = "updateOrganizationAutoPrunePolicy",
      summary = "Change a policy of pruning of an organization.")
  public Uni<Response> updateOrganizationAutoPrunePolicy(
      @PathParam("orgname") String name, @PathParam("policy_uuid") String policy) {
    return policies.change(call, Optional.of(name), policy).map(Replies::noContent);
  }
}
