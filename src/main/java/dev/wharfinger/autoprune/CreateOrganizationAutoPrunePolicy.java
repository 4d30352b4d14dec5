package dev.wharfinger.autoprune;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

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
  @Operation(
      operationId = "createOrganizationAutoPrunePolicy",
      summary = "Create a policy of pruning of an organization.")
  public Uni<Response> createOrganizationAutoPrunePolicy(@PathParam("orgname") String name) {
    return policies.create(call, Optional.of(name)).map(created -> Replies.json(201, created));
  }
}
