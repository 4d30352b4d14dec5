package dev.wharfinger.autoprune;

import dev.wharfinger.http.Api;
import dev.wharfinger.http.Call;
import dev.wharfinger.http.Replies;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * Lists the policies of pruning of an organization; the caller's own name is served too. Source:
 * contract sessions 3.7.
 */
@Path(Api.ROOT)
public class ListOrganizationAutoPrunePolicies {

  @Inject Call call;
  @Inject AutoPruneView policies;

  @GET
  @Path("organization/{orgname}/autoprunepolicy/")
  @Operation(
      operationId = "listOrganizationAutoPrunePolicies",
      summary = "List the policies of pruning of an organization.")
  public Uni<Response> listOrganizationAutoPrunePolicies(@PathParam("orgname") String name) {
    return policies.list(call, Optional.of(name)).map(Replies::ok);
  }
}
